package city.wutong.messenger;

/// A way by which messages reach people (通知渠道): the console, e-mail, somebody else's robot. A new
/// one implements this, has a [ChannelKind] and is made in [Channels].
public interface Channel extends AutoCloseable {
    /// Sends a letter, within [Channels#PATIENCE], and says what came of it. One that was sent
    /// before comes with the id that it had then.
    Outcome send(Letter letter);

    @Override
    default void close() {}

    /// What came of it.
    sealed interface Outcome {
        /// The other side has it.
        record Delivered() implements Outcome {}

        /// It has not, or it is not known whether it has.
        ///
        /// @param why in words, without secrets
        /// @param isLasting whether it is no use to try again as things are
        record Undelivered(String why, boolean isLasting) implements Outcome {}

        static Outcome delivered() {
            return new Delivered();
        }

        static Outcome notNow(String why) {
            return new Undelivered(why, false);
        }

        static Outcome never(String why) {
            return new Undelivered(why, true);
        }
    }
}

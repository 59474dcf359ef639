package city.wutong.context;

/// Why a change happened and who made it. Every command carries one; what follows from a change
/// carries that change's number and one more step of depth, so that no loop runs away.
///
/// @param actor who: a person, key or device by a pseudonym that is no personal data
/// @param seq the change it follows from, 0 when it came from outside
/// @param depth steps from outside, 0 to [#DEEPEST]
public record Cause(String actor, long seq, int depth) {
    /// A command that follows from a change of this depth is refused.
    public static final int DEEPEST = 8;

    public Cause {
        if (actor.isEmpty() || seq < 0 || depth < 0) {
            throw new IllegalArgumentException("a cause needs an actor");
        }
    }

    /// The cause of what came from outside.
    public static Cause outside(String actor) {
        return new Cause(actor, 0, 0);
    }

    /// The cause of what that actor does because of this change.
    public static Cause following(Change change, String actor) {
        return new Cause(actor, change.seq(), change.cause().depth() + 1);
    }
}

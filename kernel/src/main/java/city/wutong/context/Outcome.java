package city.wutong.context;

import city.wutong.refusal.Reason;
import city.wutong.refusal.Refusal;
import java.util.List;

/// What became of one operation.
public sealed interface Outcome {
    /// The entity was created.
    record Created(String entityId) implements Outcome {}

    /// The entity was changed.
    ///
    /// @param updated expanded names of the attributes that were changed
    /// @param notUpdated those that were not, and why
    record Updated(String entityId, List<String> updated, List<NotUpdated> notUpdated)
            implements Outcome {}

    /// The entity was deleted.
    record Deleted(String entityId) implements Outcome {}

    /// The command's name had been applied before: its effect is there already.
    record AlreadyApplied(String entityId) implements Outcome {}

    /// Nothing was changed.
    record Refused(String entityId, Refusal refusal) implements Outcome {}

    /// An attribute that an operation left as it was.
    record NotUpdated(String name, Refusal refusal) {}

    String entityId();

    /// Whether it was refused for now only: the same again may succeed.
    default boolean isBusy() {
        return this instanceof Refused(var _, var refusal)
                && refusal.reason().family() == Reason.Family.BUSY;
    }
}

package city.wutong.feed;

import city.wutong.context.Change;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import java.util.List;

/// What follows from changes: a follower whose effect is commands to the context.
public interface Reaction {
    /// The name under which its offset and its commands are kept; it never changes.
    String name();

    /// What is to be done because of a change. What has been done once is not done again, whatever
    /// it says when it is asked again.
    List<Operation> react(Change change);

    /// Is told what became of it. Told again after a crash, then with
    /// [city.wutong.context.Outcome.AlreadyApplied].
    ///
    /// @return whether that settles it; if not, it is asked again what to do
    boolean settled(Change change, List<Outcome> outcomes);
}

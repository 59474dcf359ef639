package city.wutong.feed;

import city.wutong.context.Change;
import java.util.List;

/// Follows the changes at its own pace and keeps its own place among them (DESIGN §2).
///
/// It takes effect once: it saves its offset in the same transaction as its effect, or its effects
/// are commands with a name ([city.wutong.context.Once]).
public interface Follower {
    /// The name under which its offset is kept.
    String name();

    /// The last change it has dealt with.
    long offset();

    /// Deals with the next changes. When it throws, it is called again later from its offset.
    ///
    /// @param changes those after the last it was given; empty when none came for a while
    void follow(List<Change> changes) throws Exception;
}

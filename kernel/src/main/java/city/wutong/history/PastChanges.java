package city.wutong.history;

import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import java.util.List;

/// The changes of entities that are sorted for reading; what came after them is still in the feed.
@FunctionalInterface
public interface PastChanges {
    /// Changes of one entity, and how far that goes.
    ///
    /// @param changes in the order of `seq`
    /// @param upTo the last `seq` that is sorted: later changes are in the feed
    record Past(List<Change> changes, long upTo) {
        public Past {
            changes = List.copyOf(changes);
        }
    }

    /// All changes of an entity; when there are more than `most`, only that many of the newest and
    /// a few.
    Past of(String entityId, int most) throws JournalAway;
}

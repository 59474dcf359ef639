package city.wutong.history;

import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

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

    /// The last change that is sorted now.
    default long upTo() throws JournalAway {
        return of("", 0).upTo();
    }

    /// Reads the sorted changes of some entities up to one of them, from the newest to the oldest:
    /// part by part, of which no more than one is in memory.
    ///
    /// @param parts takes each part, whose changes are in the order of `seq`, entity by entity
    default void backwards(Set<String> entityIds, long upTo, Consumer<List<Change>> parts)
            throws JournalAway {
        for (var id : entityIds) {
            parts.accept(
                    of(id, Integer.MAX_VALUE).changes().stream()
                            .filter(change -> change.seq() <= upTo)
                            .toList());
        }
    }
}

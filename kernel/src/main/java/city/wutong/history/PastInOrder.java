package city.wutong.history;

import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import java.util.List;
import java.util.Set;

/// The changes of all entities of some types, in the order in which they were committed.
public interface PastInOrder {
    /// Takes what is read, part by part.
    @FunctionalInterface
    interface Reading {
        /// Takes the next part, which may be empty.
        ///
        /// @param progress of the whole past, 0 to 1
        /// @return whether more is wanted
        boolean take(List<Change> changes, double progress);
    }

    /// Reads what there is now.
    ///
    /// @param types expanded: entities that have, or once had, one of these
    /// @param ids entities that are read besides, by URI
    void read(Set<String> types, Set<String> ids, Reading reading) throws JournalAway;
}

package city.wutong.rule;

import city.wutong.context.Change;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Cuts what is read into runs: one command's changes of one entity stand side by side, with one
/// time. An attribute that is set again belongs to another observation, and so to another run.
final class Runs {
    private List<Change> held = List.of();

    /// Hands over the runs that are whole. What is read at once may end within a command: the run
    /// at the end, of which more is to come, is held back and stands before what is read next.
    ///
    /// @param changes empty: nothing more comes for now
    /// @param head the last change that there is
    void cut(List<Change> changes, LongSupplier head, Consumer<List<Change>> to) {
        var whole = whole(changes, head);
        for (int from = 0; from < whole.size(); ) {
            int end = endOfRun(whole, from);
            to.accept(whole.subList(from, end));
            from = end;
        }
    }

    private List<Change> whole(List<Change> changes, LongSupplier head) {
        boolean goesOn =
                !held.isEmpty()
                        && (changes.isEmpty() || changes.getFirst().seq() > held.getLast().seq());
        var all = new ArrayList<>(goesOn ? held : List.of());
        all.addAll(changes);
        held = List.of();
        if (changes.isEmpty() || all.getLast().seq() >= head.getAsLong()) {
            return all;
        }
        int last = 0;
        for (int to = endOfRun(all, last); to < all.size(); to = endOfRun(all, last)) {
            last = to;
        }
        held = List.copyOf(all.subList(last, all.size()));
        return List.copyOf(all.subList(0, last));
    }

    private static int endOfRun(List<Change> changes, int from) {
        var first = changes.get(from);
        var spokenOf = new HashSet<String>();
        int to = from;
        while (to < changes.size()
                && changes.get(to).seq() == first.seq() + (to - from)
                && changes.get(to).entity() == first.entity()
                && changes.get(to).at().equals(first.at())
                && (to == from || !(changes.get(to).what() instanceof Change.Created))
                && (!(changes.get(to).what() instanceof Change.Set(var attribute))
                        || attribute.datasetId() != null
                        || spokenOf.add(attribute.name()))) {
            to++;
        }
        return to;
    }
}

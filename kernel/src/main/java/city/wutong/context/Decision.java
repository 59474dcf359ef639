package city.wutong.context;

import java.util.ArrayList;
import java.util.List;

/// What one operation comes to: the changes it makes, in order, and what its sender is told.
///
/// @param rows companion rows of what another part decided
/// @param accepted what that part does when this becomes part of the group
record Decision(List<Change.What> changes, Outcome outcome, List<Row> rows, Runnable accepted) {
    Decision {
        changes = List.copyOf(changes);
        rows = List.copyOf(rows);
    }

    Decision(List<Change.What> changes, Outcome outcome) {
        this(changes, outcome, List.of(), () -> {});
    }

    static Decision refused(Outcome.Refused refused) {
        return new Decision(List.of(), refused);
    }

    /// The decision with further changes.
    Decision plus(List<? extends Change.What> more) {
        var all = new ArrayList<>(changes);
        all.addAll(more);
        return new Decision(all, outcome, rows, accepted);
    }

    Decision with(Ruling.Ruled.Done done) {
        return new Decision(changes, outcome, done.rows(), done.accepted());
    }

    /// The decision after that change.
    Decision after(Change.What first, Ruling.Ruled.Afresh afresh) {
        var all = new ArrayList<Change.What>();
        all.add(first);
        all.addAll(changes);
        return new Decision(all, outcome, afresh.rows(), afresh.accepted());
    }
}

package city.wutong.context;

import java.util.List;

/// What one operation comes to: the changes it makes, in order, and what its sender is told.
record Decision(List<Change.What> changes, Outcome outcome) {
    Decision {
        changes = List.copyOf(changes);
    }

    static Decision refused(Outcome.Refused refused) {
        return new Decision(List.of(), refused);
    }
}

package city.wutong.notification;

import java.util.Set;

/// What has happened to an alert, as those hear of it who decide whom to tell.
public sealed interface News {
    /// Its URI.
    String alert();

    /// It was raised, or raised again.
    ///
    /// @param subject what it is about
    record Raised(Mention mention, Subject subject) implements News {
        @Override
        public String alert() {
            return mention.alert();
        }
    }

    /// It was cleared.
    record Cleared(String alert) implements News {}

    /// Somebody has taken it up: acknowledged or muted it, or it became part of a storm. Nobody
    /// else is to be told.
    record TakenUp(String alert) implements News {}

    /// It was deleted or erased; nothing more is said of it.
    record Gone(String alert) implements News {}

    /// What an alert is about.
    ///
    /// @param types short names of the types of the entity
    /// @param areas the codes of the area it lies in and of all that this one lies in
    record Subject(Set<String> types, Set<String> areas) {
        public Subject {
            types = Set.copyOf(types);
            areas = Set.copyOf(areas);
        }
    }
}

package city.wutong.notification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is under way: alerts that may have to be escalated or told to be cleared, what waits to be
/// told, and when the last messages were. Immutable.
///
/// @param open by route and alert, in the order in which they were raised
/// @param waiting by route and step
/// @param sent when messages went that still count against the rate of their channel
public record Underway(
        Map<Course, Open> open, Map<Outlet, Waiting> waiting, Map<String, List<Instant>> sent) {
    public static final Underway NOTHING = new Underway(Map.of(), Map.of(), Map.of());

    public Underway {
        open = Collections.unmodifiableMap(new LinkedHashMap<>(open));
        waiting = Collections.unmodifiableMap(new LinkedHashMap<>(waiting));
        sent = Map.copyOf(sent);
    }

    /// An alert on a route.
    public record Course(String route, String alert) {}

    /// A step of a route.
    public record Outlet(String route, int step) {}

    /// An alert that is not over.
    ///
    /// @param next the number of the step that is told next
    /// @param isTakenUp whether nobody else is to be told
    public record Open(Mention mention, int next, boolean isTakenUp) {
        Open further() {
            return new Open(mention, next + 1, isTakenUp);
        }

        Open takenUp() {
            return new Open(mention, next, true);
        }
    }

    /// What a step is to tell.
    ///
    /// @param more how many further alerts there are, for which there was no room
    /// @param last when it told something last
    public record Waiting(List<Mention> mentions, int more, Optional<Instant> last) {
        static final Waiting NOTHING = new Waiting(List.of(), 0, Optional.empty());

        public Waiting {
            mentions = List.copyOf(mentions);
        }

        Waiting with(Mention mention) {
            var all = new ArrayList<>(mentions);
            all.add(mention);
            return new Waiting(all, more, last);
        }

        Waiting counted() {
            return new Waiting(mentions, more + 1, last);
        }

        Waiting without(String alert) {
            var others = mentions.stream().filter(each -> !each.alert().equals(alert)).toList();
            return new Waiting(others, more, last);
        }

        boolean isNothing() {
            return mentions.isEmpty() && more == 0;
        }
    }

    /// How many alerts wait to be told, over all steps.
    public int waitingMentions() {
        return waiting.values().stream().mapToInt(each -> each.mentions().size()).sum();
    }
}

package city.wutong.notification;

import city.wutong.rule.Rule.Severity;
import city.wutong.rule.Schedule;
import city.wutong.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A route (通知路由): which alerts are told to whom, when and by which channel, and to whom next when
/// nobody acknowledges them.
///
/// @param on whether it is in use
/// @param hours when alerts that are raised take this route; empty: always
/// @param steps one at least; the first at once, each other when nobody has acknowledged the alert
///   for so long
/// @param gathers each step tells at most one message each so long, with what has gathered; zero:
///   each alert at once
/// @param quiet when only critical alerts are told; what else there is waits for its end
/// @param tellsCleared whether those who were told that it was raised are told that it was cleared
public record Route(
        String id,
        Text name,
        boolean on,
        Matching alerts,
        Optional<Schedule> hours,
        List<Step> steps,
        Duration gathers,
        Optional<Schedule> quiet,
        boolean tellsCleared) {
    public static final int MOST_STEPS = 6;
    static final Duration LONGEST_GATHERING = Duration.ofDays(1);
    static final Duration LONGEST_WAIT = Duration.ofDays(1);

    public Route {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("a route has 1 to " + MOST_STEPS + " steps");
        }
        if (gathers.isNegative() || gathers.compareTo(LONGEST_GATHERING) > 0) {
            throw new IllegalArgumentException("gathers for " + gathers);
        }
        for (int i = 0; i < steps.size(); i++) {
            var before = i == 0 ? Duration.ZERO : steps.get(i - 1).after();
            if (steps.get(i).after().compareTo(before) < 0
                    || (i == 0 && !steps.getFirst().after().isZero())) {
                throw new IllegalArgumentException("step " + i + " comes before the one before");
            }
        }
    }

    /// Which alerts take a route; what is empty is asked of none.
    ///
    /// @param least the least severity
    /// @param rules ids, e.g. `environment/air-quality-unhealthy`
    /// @param types short names of types of what they are about
    /// @param areas codes; what they are about lies in one of them
    public record Matching(
            Severity least,
            Set<String> categories,
            Set<String> rules,
            Set<String> types,
            Set<String> areas) {
        public Matching {
            categories = Set.copyOf(categories);
            rules = Set.copyOf(rules);
            types = Set.copyOf(types);
            areas = Set.copyOf(areas);
        }

        boolean isMet(News.Raised raised) {
            var mention = raised.mention();
            return mention.severity().compareTo(least) >= 0
                    && (categories.isEmpty() || categories.contains(mention.category()))
                    && (rules.isEmpty() || rules.contains(mention.rule()))
                    && (types.isEmpty() || meet(types, raised.subject().types()))
                    && (areas.isEmpty() || meet(areas, raised.subject().areas()));
        }

        private static boolean meet(Set<String> wanted, Set<String> there) {
            return !Collections.disjoint(wanted, there);
        }
    }

    /// Somebody who is told.
    ///
    /// @param after so long after the alert was raised, if nobody has taken it up; zero of the
    ///   first
    /// @param channel the id of a channel
    public record Step(Duration after, Recipient whom, String channel) {
        public Step {
            if (after.isNegative() || after.compareTo(LONGEST_WAIT) > 0) {
                throw new IllegalArgumentException("after " + after);
            }
        }
    }

    /// Whether an alert that is raised now takes this route.
    boolean takes(News.Raised raised, Instant now) {
        return on && hours.filter(when -> !when.holds(now)).isEmpty() && alerts.isMet(raised);
    }

    /// Whether only critical alerts are told now.
    boolean isQuiet(Instant now) {
        return quiet.filter(when -> when.holds(now)).isPresent();
    }

    /// Whether it goes on with an alert that its first steps have told of.
    boolean goesOn(int next) {
        return tellsCleared || next < steps.size();
    }
}

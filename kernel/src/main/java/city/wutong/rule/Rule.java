package city.wutong.rule;

import city.wutong.expression.Expression;
import city.wutong.text.Text;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// A rule (规则): watches the entities of a type and says when something is wrong with one.
///
/// @param id scenario and name, e.g. `environment/air-quality-unhealthy`; it never changes
/// @param watch the expanded type of the entities it watches
/// @param attributes short name to expanded name of every attribute that it speaks of
/// @param clear what ends an alert; empty: the condition no longer holds
/// @param fresh an observation older than this counts as missing; empty: none ever does
/// @param caseType the type of case that an alert opens or joins
/// @param restraint what keeps its alerts from being too many
/// @param source as it was written, for people
public record Rule(
        String id,
        Text name,
        String watch,
        Map<String, String> attributes,
        Condition condition,
        Optional<Expression> clear,
        Optional<Duration> fresh,
        Notice notice,
        Optional<String> caseType,
        Restraint restraint,
        String source) {

    public Rule {
        attributes = Map.copyOf(new LinkedHashMap<>(attributes));
        var named = named(condition, clear);
        restraint.group().ifPresent(group -> named.add(group.by()));
        named.addAll(notice.doubts());
        if (!attributes.keySet().containsAll(named)) {
            throw new IllegalArgumentException("an attribute of " + id + " has no expanded name");
        }
    }

    /// One whose alerts are as many as there are episodes.
    public Rule(
            String id,
            Text name,
            String watch,
            Map<String, String> attributes,
            Condition condition,
            Optional<Expression> clear,
            Optional<Duration> fresh,
            Notice notice,
            Optional<String> caseType,
            String source) {
        this(
                id,
                name,
                watch,
                attributes,
                condition,
                clear,
                fresh,
                notice,
                caseType,
                Restraint.NONE,
                source);
    }

    /// The short names that it needs to know the content of.
    SequencedSet<String> remembered() {
        var names = named(condition, clear);
        restraint.group().ifPresent(group -> names.add(group.by()));
        return names;
    }

    /// What must be so, and for how long by the city clock.
    public sealed interface Condition {
        /// The expression holds, without a break, at least this long; zero: at once.
        ///
        /// @param derived what the expressions can speak of besides the attributes, by name
        /// @param during when the rule is in force: at other times the expression does not hold;
        ///   empty: always
        record Holds(
                Expression when,
                Duration atLeast,
                Map<String, Derived> derived,
                Optional<Schedule> during)
                implements Condition {
            public Holds {
                derived = Map.copyOf(derived);
            }

            public Holds(Expression when, Duration atLeast) {
                this(when, atLeast, Map.of(), Optional.empty());
            }
        }

        /// One thing is observed after the other, each in its time.
        ///
        /// @param phases two at least
        record Sequence(List<Phase> phases) implements Condition {
            public Sequence {
                phases = List.copyOf(phases);
                if (phases.size() < 2) {
                    throw new IllegalArgumentException("a sequence has two phases at least");
                }
                if (phases.subList(0, phases.size() - 1).stream().anyMatch(Phase::absent)) {
                    throw new IllegalArgumentException("only the last phase can be absent");
                }
            }
        }

        /// Nothing was observed for this long.
        ///
        /// @param whileOthersReport silence counts only while other entities of the type are
        ///   observed, so that an outage of the whole source is not blamed on each of them
        record Silent(Duration atLeast, boolean whileOthersReport) implements Condition {}

        /// Observations come, but all of these attributes have kept their values for this long.
        ///
        /// @param attributes short names, at least one
        record Stuck(List<String> attributes, Duration atLeast) implements Condition {
            public Stuck {
                attributes = List.copyOf(attributes);
                if (attributes.isEmpty()) {
                    throw new IllegalArgumentException("nothing to be stuck");
                }
            }
        }
    }

    /// One thing of several that happen in turn.
    ///
    /// @param when what must be observed; of the first phase the newest time counts
    /// @param absent whether, on the contrary, it must not be observed for so long; of the last
    ///   only
    /// @param within so long after the phase before; zero for the first
    /// @param unless what ends the wait for this phase, when it is observed before it
    public record Phase(
            Expression when, boolean absent, Duration within, Optional<Expression> unless) {}

    /// What an alert says. `{name}` in a text stands for the attribute of that short name.
    ///
    /// @param category a word of Smart Data Models' Alert, e.g. `environment`
    /// @param subCategory likewise, e.g. `airPollution`
    /// @param doubts short names of the attributes whose values are in doubt (数据存疑) while it is
    ///   active: they are shown as such, and who counts can leave them out
    public record Notice(
            Severity severity,
            String category,
            String subCategory,
            Text text,
            List<String> doubts) {
        public Notice {
            doubts = List.copyOf(doubts);
        }

        /// One that doubts nothing.
        public Notice(Severity severity, String category, String subCategory, Text text) {
            this(severity, category, subCategory, text, List.of());
        }
    }

    /// How bad it is (Smart Data Models, Alert).
    public enum Severity {
        INFORMATIONAL,
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL;

        /// As it is written, e.g. `high`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The short names that a condition and what ends it speak of.
    public static SequencedSet<String> named(Condition condition, Optional<Expression> clear) {
        var names = new LinkedHashSet<String>();
        switch (condition) {
            case Condition.Holds(var when, var _, var derived, var _) -> {
                names.addAll(when.attributes());
                derived.values().forEach(each -> each.ofAttribute().ifPresent(names::add));
            }
            case Condition.Sequence(var phases) -> {
                for (var phase : phases) {
                    names.addAll(phase.when().attributes());
                    phase.unless().ifPresent(unless -> names.addAll(unless.attributes()));
                }
            }
            case Condition.Silent _ -> {}
            case Condition.Stuck(var attributes, var _) -> names.addAll(attributes);
        }
        clear.ifPresent(expression -> names.addAll(expression.attributes()));
        return names;
    }
}

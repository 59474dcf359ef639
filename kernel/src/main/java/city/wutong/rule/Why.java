package city.wutong.rule;

import city.wutong.expression.Truth;
import city.wutong.json.Json;
import city.wutong.rule.Rule.Condition;
import city.wutong.rule.Trace.Progress;
import city.wutong.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/// Why a rule says, or does not say, that something is wrong with an entity now (为什么没有触发).
///
/// @param since when that began whose alert is active; empty: it does not fire
/// @param reasons the plainest first
public record Why(Optional<Instant> since, List<Reason> reasons) {
    public Why {
        reasons = List.copyOf(reasons);
    }

    public boolean fires() {
        return since.isPresent();
    }

    /// One thing that it depends on.
    ///
    /// @param attribute the short name of the attribute it is about; empty: none
    /// @param value of the attribute; empty: it is not known
    /// @param isMissing whether the attribute is what is missing
    /// @param at the time it speaks of, by the city clock
    public record Reason(
            Text text,
            Optional<String> attribute,
            Optional<Json> value,
            boolean isMissing,
            Optional<Instant> at) {
        static Reason of(String zh, String en) {
            return new Reason(
                    new Text(zh, en), Optional.empty(), Optional.empty(), false, Optional.empty());
        }

        Reason at(Instant time) {
            return new Reason(text, attribute, value, isMissing, Optional.of(time));
        }

        static Reason missing(String name) {
            var text = new Text("属性 " + name + " 没有值", "The attribute " + name + " has no value");
            return new Reason(text, Optional.of(name), Optional.empty(), true, Optional.empty());
        }

        static Reason value(String name, Json value) {
            var text = new Text("属性 " + name + " 的当前值", "The attribute " + name + " as it is");
            return new Reason(text, Optional.of(name), Optional.of(value), false, Optional.empty());
        }
    }

    /// @param state what the rule remembers of the entity; empty: it does not watch it
    /// @param look of the city clock, and the places that the rule names
    static Why of(Rule rule, Optional<KeyState> state, boolean isIsolated, Look look) {
        var reasons = new ArrayList<Reason>();
        if (isIsolated) {
            reasons.add(
                    Reason.of(
                            "规则已被隔离，不再计算",
                            "The rule is isolated: it is asked no more until it begins anew"));
        }
        if (state.isEmpty()) {
            reasons.add(
                    Reason.of(
                            "规则不监测该实体：类型不是 " + rule.watch(),
                            "The rule does not watch this entity: it is not of the type "
                                    + rule.watch()));
            return new Why(Optional.empty(), reasons);
        }
        new Telling(rule, state.get(), look.places(), look.now(), reasons).tell();
        var since = state.flatMap(KeyState::alert).filter(LastAlert::active).map(LastAlert::start);
        return new Why(since.or(state.get()::episode), reasons);
    }

    /// When it is looked at, by the city clock, and the places that rules name.
    record Look(Places places, Instant now) {}

    private record Telling(
            Rule rule, KeyState state, Places places, Instant now, List<Reason> reasons) {
        void tell() {
            state.episode()
                    .ifPresent(start ->
                            reasons.add(
                                    Reason.of("预警生效中", "The alert is active, since").at(start)));
            state.alert().filter(LastAlert::isHeld).ifPresent(this::held);
            switch (rule.condition()) {
                case Condition.Holds holds -> holds(holds);
                case Condition.Silent(var atLeast, var others) -> silent(atLeast, others);
                case Condition.Stuck(var _, var atLeast) -> stuck(atLeast);
                case Condition.Sequence(var phases) -> sequence(phases);
            }
            attributes();
        }

        /// It comes and goes too often for each end to be told.
        private void held(LastAlert last) {
            reasons.add(
                    Reason.of(
                                    "反复出现（" + last.occurrences() + " 次），预警保持；上次结束于",
                                    "It has come and gone (%d times), so that the alert stays; it ended last at"
                                            .formatted(last.occurrences()))
                            .at(last.ended().orElseThrow()));
            var quiet = last.ended().get().plus(rule.restraint().flapping());
            reasons.add(
                    Reason.of("此前不再出现则解除", "It is cleared if it does not come until").at(quiet));
        }

        private void holds(Condition.Holds holds) {
            stale();
            if (holds.during().filter(schedule -> !schedule.holds(now)).isPresent()) {
                reasons.add(Reason.of("现在不在规则的生效时段", "The rule is not in force at this time"));
            }
            var appraisal = Appraisal.of(rule, state, places, now);
            for (var name : new TreeSet<>(holds.derived().keySet())) {
                var figure = Optional.ofNullable(appraisal.derived().get(name));
                reasons.add(
                        figure.map(value -> Reason.value("derived." + name, value))
                                .orElseGet(() -> Reason.missing("derived." + name)));
            }
            reasons.add(
                    switch (appraisal.truth()) {
                        case YES -> Reason.of("条件成立", "The condition holds");
                        case NO -> Reason.of("条件不成立", "The condition does not hold");
                        case UNKNOWN ->
                                Reason.of(
                                        "条件无法判断：缺少所需的值",
                                        "The condition cannot be told: a value that it needs is missing");
                    });
            if (appraisal.truth() == Truth.YES && state.episode().isEmpty()) {
                state.since().ifPresent(since -> waits(since, holds.atLeast()));
            }
        }

        private void stale() {
            rule.fresh()
                    .filter(fresh -> state.seen().plus(fresh).isBefore(now))
                    .ifPresent(fresh ->
                            reasons.add(
                                    Reason.of(
                                                    "最近的观测太旧（有效期 " + words(fresh) + "）",
                                                    "What was observed last is too old (it counts for "
                                                            + words(fresh)
                                                            + ")")
                                            .at(state.seen())));
        }

        /// What has begun, and how long it still has to go on.
        private void waits(Instant since, Duration atLeast) {
            reasons.add(Reason.of("开始于", "It began at").at(since));
            var due = since.plus(atLeast);
            if (now.isBefore(due)) {
                var left = words(Duration.between(now, due));
                reasons.add(Reason.of("还须持续 " + left, "It still has to go on for " + left).at(due));
            }
        }

        private void silent(Duration atLeast, boolean others) {
            reasons.add(Reason.of("最近一次观测", "It was observed last at").at(state.seen()));
            if (state.episode().isEmpty()) {
                var due = state.seen().plus(atLeast);
                if (now.isBefore(due)) {
                    var left = words(Duration.between(now, due));
                    reasons.add(
                            Reason.of(
                                            "再静默 " + left + " 才触发",
                                            "It fires after " + left + " more of silence")
                                    .at(due));
                } else if (others) {
                    reasons.add(
                            Reason.of(
                                    "同类实体也没有新的观测，整个来源可能中断",
                                    "Others of the type are not observed either: the whole source may be out"));
                }
            }
        }

        private void stuck(Duration atLeast) {
            if (state.since().isEmpty()) {
                reasons.add(Reason.of("还没有可比较的观测", "Nothing was observed yet to compare with"));
            } else if (state.episode().isEmpty()) {
                waits(state.since().get(), atLeast);
            }
        }

        private void sequence(List<Rule.Phase> phases) {
            int reached =
                    state.traces().values().stream()
                            .mapToInt(trace ->
                                    trace instanceof Progress progress ? progress.reached() : 0)
                            .max()
                            .orElse(0);
            reasons.add(
                    Reason.of(
                            "序列已到第 " + reached + " 步，共 " + phases.size() + " 步",
                            "The sequence has come to step %d of %d"
                                    .formatted(reached, phases.size())));
        }

        private void attributes() {
            for (var name : new TreeSet<>(Rule.named(rule.condition(), rule.clear()))) {
                var value = Optional.ofNullable(state.facts().get(name));
                reasons.add(
                        value.map(known -> Reason.value(name, known))
                                .orElseGet(() -> Reason.missing(name)));
            }
        }

        /// As scenarios write it, e.g. `2h30m`.
        private static String words(Duration time) {
            var text = time.truncatedTo(ChronoUnit.SECONDS).toString();
            return text.substring(2).toLowerCase(Locale.ROOT);
        }
    }
}

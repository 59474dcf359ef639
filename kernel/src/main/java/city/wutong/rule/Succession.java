package city.wutong.rule;

import city.wutong.context.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Puts rules in the place of others. A rule that means the same keeps what it remembers. One that
/// was changed begins anew: it meets the entities as they are, and of its alerts those go on for
/// which what it watches for holds now. The alerts of one that is no more are over.
///
/// @param watchings the rules that are asked from now on
/// @param over alerts that are over
/// @param forgotten what is remembered no more
/// @param isChange whether anything is another than it was
record Succession(
        List<Watching> watchings,
        List<Over> over,
        List<RuleMemory.Entry> forgotten,
        boolean isChange) {

    /// An alert that is over.
    ///
    /// @param state what the rule remembered of the entity
    record Over(String rule, KeyState state) {}

    /// A rule as it was before, however that is known.
    ///
    /// @param mark of what its memory belongs to
    /// @param episodes the states whose alerts are active, by the entities' numbers
    /// @param forget what removes its memory
    record Former(
            String mark,
            Optional<Watching> watching,
            Map<Long, KeyState> episodes,
            Supplier<List<RuleMemory.Entry>> forget) {
        static Former of(Watching watching) {
            var mark = watching.standing().mark();
            return new Former(
                    mark, Optional.of(watching), watching.episodes(), watching::forgetting);
        }

        /// As it was saved.
        static Former of(
                List<RuleMemory.Entry> saved, Function<Standing, Optional<Watching>> same) {
            var standing = Standing.begun("");
            var episodes = new LinkedHashMap<Long, KeyState>();
            var forget = new ArrayList<RuleMemory.Entry>();
            for (var entry : saved) {
                forget.add(new RuleMemory.Entry(entry.rule(), entry.entity(), ""));
                if (Others.isOne(entry)) {
                    continue;
                }
                if (entry.entity() == 0) {
                    standing = Memoir.standing(entry.state());
                    continue;
                }
                var state = Memoir.state(entry.state()).knowingItsAlert();
                if (state.isRaised()) {
                    episodes.put(entry.entity(), state);
                }
            }
            var watching = same.apply(standing);
            watching.ifPresent(each -> {
                saved.forEach(each::recall);
                each.recalled();
            });
            return new Former(standing.mark(), watching, episodes, () -> forget);
        }

        /// Whether it is to begin anew whatever it was.
        Former anew() {
            return new Former("", Optional.empty(), episodes, forget);
        }
    }

    /// @param before by id
    static Succession of(
            Map<String, Former> before, List<InForce> next, Context context, Beginning beginning) {
        var watchings = new ArrayList<Watching>();
        var over = new ArrayList<Over>();
        var forgotten = new ArrayList<RuleMemory.Entry>();
        var left = new LinkedHashMap<>(before);
        boolean isChange = false;
        for (var rule : next) {
            var former = Optional.ofNullable(left.remove(rule.id()));
            var same =
                    former.filter(each -> each.mark().equals(rule.mark()))
                            .flatMap(Former::watching);
            if (same.isPresent()) {
                same.get().become(rule);
                watchings.add(same.get());
                continue;
            }
            isChange = true;
            var fresh = beginning.of(rule);
            meet(fresh, context, beginning.now());
            former.ifPresent(each -> {
                forgotten.addAll(forgottenBy(fresh, each));
                over.addAll(endedBy(fresh, each, beginning.now()));
            });
            watchings.add(fresh);
        }
        left.forEach((id, former) -> {
            forgotten.addAll(former.forget().get());
            former.episodes().values().forEach(state -> over.add(over(id, state)));
        });
        return new Succession(watchings, over, forgotten, isChange || !left.isEmpty());
    }

    /// How a rule begins.
    ///
    /// @param places those that rules name
    /// @param now of the city clock
    record Beginning(Places places, Traces traces, long nanos, Instant now) {
        Watching of(InForce rule) {
            return new Watching(rule, places, traces, new Cost(nanos));
        }
    }

    private static void meet(Watching fresh, Context context, Instant now) {
        fresh.meetOthers(context);
        context.forEachOfType(fresh.rule().watch(), entity -> fresh.meet(entity, now));
    }

    /// What the rule has met is written anew anyway.
    private static List<RuleMemory.Entry> forgottenBy(Watching fresh, Former former) {
        return former.forget().get().stream().filter(entry -> !fresh.remembers(entry)).toList();
    }

    private static List<Over> endedBy(Watching fresh, Former former, Instant now) {
        var over = new ArrayList<Over>();
        former.episodes()
                .forEach((entity, state) -> {
                    if (!fresh.carriesOn(entity, state, now)) {
                        over.add(over(fresh.rule().id(), state));
                    }
                });
        fresh.recalled();
        return over;
    }

    private static Over over(String id, KeyState state) {
        return new Over(id, state);
    }
}

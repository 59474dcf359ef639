package city.wutong.rule;

import city.wutong.expression.Facts;
import city.wutong.expression.Truth;
import city.wutong.json.Json;
import city.wutong.rule.Rule.Condition;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a rule sees of one entity at a time of the city clock, and what its condition comes to, for
/// people to look at.
///
/// @param values the attributes that the rule speaks of, by short name
/// @param derived the figures that there are, by name
/// @param truth of what must hold now, whether or not it has held for long enough
record Appraisal(Map<String, Json> values, Map<String, Json> derived, Truth truth) {
    Appraisal {
        values = Map.copyOf(values);
        derived = Map.copyOf(derived);
    }

    /// @param places those that the rule names
    /// @param now of the city clock
    static Appraisal of(Rule rule, KeyState state, Places places, Instant now) {
        var figures = figures(rule, state, places, now);
        return new Appraisal(state.facts(), figures, truth(rule, state, figures, now));
    }

    private static Map<String, Json> figures(
            Rule rule, KeyState state, Places places, Instant now) {
        var figures = new LinkedHashMap<String, Json>();
        if (rule.condition() instanceof Condition.Holds holds) {
            holds.derived()
                    .forEach((name, derived) ->
                            derived.figure(state, name, now, places)
                                    .ifPresent(figure -> figures.put(name, figure)));
        }
        return figures;
    }

    private static Truth truth(Rule rule, KeyState state, Map<String, Json> figures, Instant now) {
        return switch (rule.condition()) {
            case Condition.Holds holds -> holds.when().test(Facts.of(state.facts(), figures));
            case Condition.Silent(var atLeast, var _) ->
                    Truth.of(!now.isBefore(state.seen().plus(atLeast)));
            case Condition.Stuck(var _, var atLeast) ->
                    state.since()
                            .map(since -> Truth.of(!now.isBefore(since.plus(atLeast))))
                            .orElse(Truth.UNKNOWN);
            case Condition.Sequence _ -> Truth.of(state.episode().isPresent());
        };
    }
}

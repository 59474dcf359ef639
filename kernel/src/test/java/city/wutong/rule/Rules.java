package city.wutong.rule;

import city.wutong.context.Town;
import city.wutong.expression.Expression;
import city.wutong.expression.ExpressionMistake;
import city.wutong.rule.Rule.Condition;
import city.wutong.rule.Rule.Severity;
import city.wutong.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rules over the things of a [Town], for tests.
final class Rules {
    static final Instant NOON = Instant.parse("2020-04-02T12:00:00Z");

    private Rules() {}

    static Instant at(int minute) {
        return NOON.plus(minutes(minute));
    }

    static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    static Expression expression(String text) {
        try {
            return Expression.of(text);
        } catch (ExpressionMistake e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Rule holds(String when, int atLeast) {
        return rule("holds", new Condition.Holds(expression(when), minutes(atLeast)));
    }

    static Rule derives(String when, int atLeast, Map<String, Derived> derived) {
        var condition =
                new Condition.Holds(expression(when), minutes(atLeast), derived, Optional.empty());
        return rule("derives", condition);
    }

    static Rule during(String when, int atLeast, Schedule schedule) {
        var condition =
                new Condition.Holds(
                        expression(when), minutes(atLeast), Map.of(), Optional.of(schedule));
        return rule("during", condition);
    }

    static Rule silent(int atLeast, boolean whileOthersReport) {
        return rule("silent", new Condition.Silent(minutes(atLeast), whileOthersReport));
    }

    static Rule stuck(int atLeast, String... attributes) {
        return rule("stuck", new Condition.Stuck(List.of(attributes), minutes(atLeast)));
    }

    static Rule rule(String id, Condition condition) {
        return rule(id, condition, Optional.empty(), Optional.empty());
    }

    static Rule clearing(Rule rule, String clear) {
        return rule(rule.id(), rule.condition(), Optional.of(expression(clear)), rule.fresh());
    }

    static Rule fresh(Rule rule, int minutes) {
        return rule(rule.id(), rule.condition(), rule.clear(), Optional.of(minutes(minutes)));
    }

    static Rule renamed(Rule rule, String id) {
        return rule(id, rule.condition(), rule.clear(), rule.fresh());
    }

    static Rule flapping(Rule rule, int minutes) {
        return restrained(rule, new Restraint(minutes(minutes), rule.restraint().group()));
    }

    /// Grouped by the relationship `by`.
    static Rule grouped(Rule rule, int least, int minutes) {
        var group = new Restraint.Group("by", least, minutes(minutes));
        return restrained(rule, new Restraint(rule.restraint().flapping(), Optional.of(group)));
    }

    /// While its alert is active these attributes are in doubt.
    static Rule doubting(Rule rule, String... doubts) {
        var said = rule.notice();
        var notice =
                new Rule.Notice(
                        said.severity(),
                        said.category(),
                        said.subCategory(),
                        said.text(),
                        List.of(doubts));
        var source = rule.source() + " " + notice.doubts();
        return with(rule, notice, rule.restraint(), source);
    }

    private static Rule restrained(Rule rule, Restraint restraint) {
        return with(rule, rule.notice(), restraint, rule.source());
    }

    private static Rule with(Rule rule, Rule.Notice notice, Restraint restraint, String source) {
        var names = new LinkedHashMap<>(rule.attributes());
        restraint.group().ifPresent(group -> names.put(group.by(), Town.name(group.by())));
        notice.doubts().forEach(name -> names.put(name, Town.name(name)));
        return new Rule(
                rule.id(),
                rule.name(),
                rule.watch(),
                names,
                rule.condition(),
                rule.clear(),
                rule.fresh(),
                notice,
                rule.caseType(),
                restraint,
                source);
    }

    private static Rule rule(
            String id, Condition condition, Optional<Expression> clear, Optional<Duration> fresh) {
        return new Rule(
                id,
                new Text("规则", "Rule"),
                Town.TYPE,
                names(condition, clear),
                condition,
                clear,
                fresh,
                new Rule.Notice(
                        Severity.HIGH,
                        "environment",
                        "airPollution",
                        new Text("{a} 超标", "{a} is too much")),
                Optional.of("test/case"),
                condition + " " + clear.map(Expression::text) + " " + fresh);
    }

    private static Map<String, String> names(Condition condition, Optional<Expression> clear) {
        var names = new LinkedHashMap<String, String>();
        Rule.named(condition, clear).forEach(name -> names.put(name, Town.name(name)));
        return names;
    }
}

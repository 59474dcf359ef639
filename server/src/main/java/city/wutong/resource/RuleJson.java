package city.wutong.resource;

import city.wutong.context.OwnRead;
import city.wutong.context.OwnType;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import city.wutong.query.Sight;
import city.wutong.rule.AlertEntity;
import city.wutong.rule.Rule;
import city.wutong.rule.RuleReport;
import city.wutong.rulebook.CityRule;
import city.wutong.text.Text;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Tells of rules. What it counts are alerts and entities that the caller sees.
final class RuleJson {
    private static final String FALSE_ALARM = "falseAlarm";
    private static final String ISSUED = "dateIssued";

    /// Of one rule's alerts.
    private static final class Counted {
        private final Map<Integer, int[]> byVersion = new HashMap<>();
        private int active;
        private Optional<Instant> last = Optional.empty();

        void add(Entity alert) {
            var read = OwnRead.of(alert);
            int version =
                    read.attribute(AlertEntity.RULE_VERSION)
                            .map(each -> each.content() instanceof Json.Whole(var n) ? (int) n : 0)
                            .orElse(0);
            var counts = byVersion.computeIfAbsent(version, _ -> new int[2]);
            counts[0]++;
            counts[1] += read.flag(FALSE_ALARM).orElse(false) ? 1 : 0;
            active += AlertEntity.isActive(alert) ? 1 : 0;
            read.text(ISSUED)
                    .map(Instant::parse)
                    .filter(at -> last.isEmpty() || at.isAfter(last.get()))
                    .ifPresent(at -> last = Optional.of(at));
        }
    }

    private final City city;
    private final Map<String, Counted> alerts = new HashMap<>();
    private final Map<String, Integer> watched = new HashMap<>();

    RuleJson(City city) {
        this.city = city;
        city.context()
                .forEachOfType(
                        OwnType.ALERT.iri(),
                        alert ->
                                OwnRead.of(alert)
                                        .text(AlertEntity.RULE)
                                        .ifPresent(rule ->
                                                alerts.computeIfAbsent(rule, _ -> new Counted())
                                                        .add(alert)));
    }

    City city() {
        return city;
    }

    Tell of(CityRule rule) {
        var report = city.ruleReport(rule.id());
        var told = Tell.object().with("id", rule.id());
        rule.rule().ifPresent(known -> known(told, known));
        told.with("origin", rule.origin().word())
                .with("on", rule.isOn())
                .with("version", rule.version());
        rule.owner().ifPresent(owner -> told.with("owner", owner));
        count(told, rule);
        if (city.maySeeCosts()) {
            told.with("cost", report.map(RuleJson::cost).orElse(Json.object(Map.of())));
        }
        return told.with("watched", rule.isOn() ? watched(rule, report) : 0)
                .with("state", state(rule, report));
    }

    private void known(Tell told, Rule rule) {
        told.with("name", rule.name())
                .with("watch", LdContext.CORE.compact(rule.watch()))
                .with("severity", rule.notice().severity().word());
        rule.caseType().ifPresent(type -> told.with("caseType", type));
    }

    private void count(Tell told, CityRule rule) {
        var counted = Optional.ofNullable(alerts.get(rule.id()));
        told.with("active", counted.map(each -> each.active).orElse(0));
        counted.flatMap(each -> each.last).ifPresent(at -> told.with("lastFired", at));
        counted.flatMap(each -> Optional.ofNullable(each.byVersion.get(rule.version())))
                .ifPresent(counts ->
                        told.with(
                                "precision",
                                Tell.object()
                                        .with("alerts", counts[0])
                                        .with("falseAlarms", counts[1])
                                        .json()));
        trouble(rule).ifPresent(trouble -> told.with("trouble", trouble));
    }

    private static Json cost(RuleReport report) {
        return Tell.object()
                .with("evaluations", report.evaluations())
                .with("nanos", report.nanos())
                .with("share", Json.of(report.share()))
                .json();
    }

    private int watched(CityRule rule, Optional<RuleReport> report) {
        if (city.context().sight().equals(Sight.EVERYTHING)) {
            return report.map(RuleReport::watched).orElse(0);
        }
        return rule.rule()
                .map(known -> watched.computeIfAbsent(known.watch(), this::seenOfType))
                .orElse(0);
    }

    private int seenOfType(String type) {
        var count = new int[1];
        city.context().forEachOfType(type, _ -> count[0]++);
        return count[0];
    }

    private static String state(CityRule rule, Optional<RuleReport> report) {
        if (!rule.isOn()) {
            return "off";
        }
        boolean works = rule.rule().isPresent() && report.filter(RuleReport::isIsolated).isEmpty();
        return works ? "working" : "isolated";
    }

    private Optional<Json> trouble(CityRule rule) {
        if (rule.rule().isEmpty()) {
            var problem =
                    rule.mistakes().isEmpty()
                            ? new Text("场景未启用", "Its scenario is not switched on")
                            : rule.mistakes().getFirst().problem();
            return Optional.of(
                    Tell.object()
                            .with("count", rule.mistakes().size())
                            .with("problem", problem)
                            .json());
        }
        return city.ruleReport(rule.id())
                .map(RuleReport::letters)
                .filter(letters -> !letters.isEmpty())
                .map(letters ->
                        Tell.object()
                                .with("at", letters.getLast().at())
                                .with("count", letters.size())
                                .with("problem", letters.getLast().problem())
                                .json());
    }

    /// What is told of a rule that is only checked.
    static Json checked(Rule rule) {
        return Tell.object()
                .with("id", rule.id())
                .with("name", rule.name())
                .with("watch", LdContext.CORE.compact(rule.watch()))
                .withTexts("attributes", rule.attributes().keySet().stream().sorted().toList())
                .json();
    }
}

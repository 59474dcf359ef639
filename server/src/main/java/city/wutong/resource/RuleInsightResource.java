package city.wutong.resource;

import city.wutong.context.ContextReason;
import city.wutong.context.OwnRead;
import city.wutong.entity.Entity;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import city.wutong.rule.AlertEntity;
import city.wutong.rule.DeadLetter;
import city.wutong.rule.Rule;
import city.wutong.rule.RuleReason;
import city.wutong.rule.RuleReport;
import city.wutong.rule.Traces;
import city.wutong.rule.Why;
import city.wutong.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What goes on inside a rule: traces, why it says what it says, and its dead letters. Values that
/// the caller does not see as they are stay out.
final class RuleInsightResource {
    private static final String ENTITY = "entity";
    private static final Text SWITCHED_OFF = new Text("规则已停用", "The rule is switched off");
    private static final Text MUTED = new Text("预警已静音至", "The alert is muted until");

    private final Tenancy tenancy;

    RuleInsightResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer begin(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of(ENTITY, "minutes"));
        var city = tenancy.of(call);
        var entity = seen(city, fields.text(ENTITY, "the URI of an entity"));
        int most = (int) Traces.LONGEST.toMinutes();
        int minutes =
                fields.number("minutes", 1, most)
                        .orElseThrow(() ->
                                Refusal.of(HttpReason.FIELD_MISSING, "minutes", "1 to " + most)
                                        .thrown());
        var id = city.editRules().rule(RulesResource.id(call)).id();
        if (!city.traces().begin(id, entity.id(), Duration.ofMinutes(minutes))) {
            throw Refusal.of(RuleReason.FULL, Traces.MOST, "traces / 跟踪").thrown();
        }
        return Answer.of(201);
    }

    Answer trace(Call call) {
        var asked = asked(call);
        var id = asked.rule().id();
        var seen =
                asked.city()
                        .traces()
                        .of(id, asked.entity().id())
                        .orElseThrow(() ->
                                Refusal.of(RuleReason.TRACE_UNKNOWN, id, asked.entity().id())
                                        .thrown());
        return Tell.object()
                .with("until", seen.until())
                .withAll("evaluations", seen.evaluations(), each -> told(each, asked.hidden()))
                .answer(200);
    }

    Answer end(Call call) {
        var asked = asked(call);
        asked.city().editRules();
        asked.city().traces().end(asked.rule().id(), asked.entity().id());
        return Answer.of(204);
    }

    private static Json told(Traces.Evaluation evaluation, Set<String> hidden) {
        var told =
                Tell.object()
                        .with("at", evaluation.at())
                        .with("input", evaluation.input())
                        .with("values", without(evaluation.values(), hidden))
                        .with(
                                "derived",
                                hidden.isEmpty()
                                        ? Json.object(evaluation.derived())
                                        : Json.object(Map.of()))
                        .with("truth", evaluation.truth().name().toLowerCase(Locale.ROOT));
        evaluation.since().ifPresent(at -> told.with("since", at));
        evaluation.wake().ifPresent(at -> told.with("wake", at));
        evaluation.signal().ifPresent(signal -> told.with("signal", signal));
        return told.json();
    }

    private static Json without(Map<String, Json> values, Set<String> hidden) {
        var left = new HashMap<>(values);
        left.keySet().removeAll(hidden);
        return Json.object(left);
    }

    Answer why(Call call) {
        var asked = asked(call);
        var why = asked.city().why(asked.rule().id(), asked.entity());
        var hidden = asked.hidden();
        var told = new ArrayList<Json>();
        if (why.isEmpty()) {
            told.add(Tell.object().with("text", SWITCHED_OFF).json());
        }
        why.ifPresent(known -> {
            known.reasons().forEach(reason -> told.add(told(reason, hidden)));
            muted(asked, known).ifPresent(told::add);
        });
        return Tell.object()
                .with("fires", why.map(Why::fires).orElse(false))
                .with("reasons", Json.array(told))
                .answer(200);
    }

    private static Json told(Why.Reason reason, Set<String> hidden) {
        var told = Tell.object().with("text", reason.text());
        reason.value()
                .filter(_ -> reason.attribute().filter(name -> isHidden(name, hidden)).isEmpty())
                .ifPresent(value -> told.with("value", value));
        reason.attribute()
                .filter(_ -> reason.isMissing())
                .ifPresent(name -> told.with("missing", name));
        reason.at().ifPresent(at -> told.with("at", at));
        return told.json();
    }

    private static boolean isHidden(String name, Set<String> hidden) {
        return hidden.contains(name) || (!hidden.isEmpty() && name.startsWith("derived."));
    }

    /// Whether somebody has muted the alert.
    private static Optional<Json> muted(Asked asked, Why why) {
        return why.since()
                .flatMap(start ->
                        asked.city()
                                .context()
                                .entity(
                                        AlertEntity.id(
                                                asked.rule().id(), asked.entity().id(), start)))
                .flatMap(alert -> OwnRead.of(alert).text("mutedUntil"))
                .map(until ->
                        Tell.object().with("text", MUTED).with("at", Instant.parse(until)).json());
    }

    Answer letters(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var city = tenancy.of(call);
        var id = city.rules().rule(RulesResource.id(call)).id();
        var letters = city.ruleReport(id).map(RuleReport::letters).orElse(List.of());
        return Tell.object()
                .withAll("letters", letters, letter -> letter(city, letter))
                .answer(200);
    }

    private static Json letter(City city, DeadLetter letter) {
        var told = Tell.object().with("number", letter.number());
        if (city.context().entity(letter.entity()).isPresent()) {
            told.with(ENTITY, letter.entity());
        }
        return told.with("at", letter.at())
                .with("problem", letter.problem())
                .with("from", letter.from())
                .json();
    }

    Answer replay(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var done = tenancy.of(call).editRules().replay(RulesResource.id(call));
        return Tell.object()
                .with("replayed", done.replayed())
                .with("failed", done.failed())
                .answer(200);
    }

    /// What a request is about.
    ///
    /// @param hidden short names of attributes that the caller does not see as they are
    private record Asked(City city, Rule rule, Entity entity, Set<String> hidden) {}

    private Asked asked(Call call) {
        call.parameters().allow(Set.of(Call.TENANT, ENTITY));
        var city = tenancy.of(call);
        var id = RulesResource.id(call);
        var rule =
                city.rules()
                        .rule(id)
                        .rule()
                        .orElseThrow(() -> Refusal.of(RuleReason.UNKNOWN, id).thrown());
        var uri =
                call.parameters()
                        .text(ENTITY)
                        .orElseThrow(() ->
                                Refusal.of(HttpReason.PARAMETER_VALUE, ENTITY, "", "a URI")
                                        .thrown());
        var entity = seen(city, Call.uri(ENTITY, uri));
        var hidden =
                rule.attributes().entrySet().stream()
                        .filter(each -> city.context().isMasked(entity.id(), each.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet());
        return new Asked(city, rule, entity, hidden);
    }

    private static Entity seen(City city, String id) {
        return city.context()
                .entity(id)
                .orElseThrow(() -> Refusal.of(ContextReason.ENTITY_UNKNOWN, id).thrown());
    }
}

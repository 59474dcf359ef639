package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.jsonld.DateTimes;
import city.wutong.refusal.Refusal;
import city.wutong.rule.Rehearsal;
import city.wutong.rule.Rule;
import city.wutong.rulebook.RuleTrial;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;

/// `/api/rule-trials`: rules that are tried on the past before they are put in force.
final class RuleTrialsResource {
    private static final Set<String> FIELDS =
            Set.of("scenario", "source", "against", "from", "to", "entity");
    private static final String TIMES = "a UTC time like 2026-11-22T06:30:00Z";

    private final Tenancy tenancy;
    private final Clock officeClock;

    RuleTrialsResource(Tenancy tenancy, Clock officeClock) {
        this.tenancy = tenancy;
        this.officeClock = officeClock;
    }

    Answer start(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, FIELDS);
        var scenario = fields.text("scenario", "the id of a scenario");
        var source = RulesResource.source(fields, "source");
        var against = fields.json("against").map(_ -> RulesResource.source(fields, "against"));
        var from = time(fields, "from");
        var to = time(fields, "to");
        if (to.isBefore(from)) {
            throw Fields.wrong("to", Json.of(to.toString()), "not before from");
        }
        var entity = fields.optionalText("entity", "the URI of an entity");
        var city = tenancy.of(call);
        city.editRules();
        var now = city.time().now(officeClock);
        if (from.isAfter(now)) {
            throw Fields.wrong("from", Json.of(from.toString()), "not after " + now);
        }
        var span = city.span(from, to.isAfter(now) ? now : to, entity);
        var rule = read(city, scenario, source, "source");
        var other = against.map(text -> read(city, scenario, text, "against"));
        var wanted = new RuleTrial.Wanted(call.cause().actor(), rule, other, span);
        var trial = city.trials().start(wanted);
        return Tell.object().with("id", trial.id()).answer(202);
    }

    private static Rule read(City city, String scenario, String source, String field) {
        var text = city.rules().read(scenario, source);
        if (text.rule().isEmpty()) {
            var first = text.mistakes().getFirst();
            throw Refusal.of(
                            HttpReason.FIELD_VALUE,
                            field,
                            first.line() + ":" + first.column() + " " + first.problem().en(),
                            "a rule, see POST /api/rules/check")
                    .thrown();
        }
        city.checkSees(text.rule().get());
        return text.rule().get();
    }

    private static Instant time(Fields fields, String name) {
        var text = fields.text(name, TIMES);
        return DateTimes.read(text).orElseThrow(() -> Fields.wrong(name, Json.of(text), TIMES));
    }

    Answer retrieve(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var city = tenancy.of(call);
        city.editRules();
        var trial = city.trials().trial(call.path("id"), call.cause().actor());
        var told =
                Tell.object()
                        .with("state", trial.state().word())
                        .with("progress", Json.of(trial.progress()));
        trial.outcome()
                .ifPresent(outcome -> {
                    told.with("result", told(outcome.result()));
                    outcome.against().ifPresent(other -> told.with("against", told(other)));
                });
        return told.answer(200);
    }

    private static Json told(Rehearsal.Result result) {
        var told =
                Tell.object()
                        .with("entities", result.entities())
                        .with("observations", result.observations())
                        .with("nanos", result.nanos())
                        .withAll("alerts", result.alerts(), RuleTrialsResource::told)
                        .with("count", result.count())
                        .with("truncated", result.isTruncated());
        result.problem().ifPresent(letter -> told.with("problem", letter.problem()));
        return told.json();
    }

    private static Json told(Rehearsal.Raised alert) {
        var told =
                Tell.object()
                        .with("entity", alert.entity())
                        .with("start", alert.start())
                        .with("raised", alert.raised());
        alert.cleared().ifPresent(at -> told.with("cleared", at));
        return told.json();
    }

    Answer cancel(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var city = tenancy.of(call);
        city.editRules();
        city.trials().cancel(call.path("id"), call.cause().actor());
        return Answer.of(204);
    }
}

package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.http.Problems;
import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.refusal.Refusal;
import city.wutong.rule.RuleReason;
import city.wutong.rule.RuleVersion;
import city.wutong.rulebook.CityRules;
import city.wutong.rulebook.CityRules.Said;
import city.wutong.scenario.RuleText;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Mistake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Set;

/// `/api/rules`: the rules of a city, their versions, and switching them while it runs.
final class RulesResource {
    private static final int LONGEST_SOURCE = 20_000;
    private static final int LONGEST_NOTE = 500;
    private static final int LONGEST_OWNER = 200;

    private final Tenancy tenancy;

    RulesResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    static String id(Call call) {
        return call.path("scenario") + "/" + call.path("name");
    }

    Answer list(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var json = new RuleJson(tenancy.of(call));
        return Tell.object()
                .withAll("rules", json.city().rules().all(), rule -> json.of(rule).json())
                .answer(200);
    }

    Answer retrieve(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var city = tenancy.of(call);
        var rule = city.rules().rule(id(call));
        return new RuleJson(city).of(rule).with("source", rule.source()).answer(200);
    }

    Answer versions(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var rules = tenancy.of(call).rules();
        var id = id(call);
        var told = new ArrayList<Json>();
        rules.versions(id).forEach(version -> told.add(told(rules, version)));
        rules.folder(id)
                .ifPresent(rule ->
                        told.add(
                                Tell.object()
                                        .with("version", 0)
                                        .with("by", "scenario")
                                        .with("note", "")
                                        .with("source", rule.source())
                                        .with("on", true)
                                        .json()));
        return Tell.object().with("versions", Json.array(told)).answer(200);
    }

    private static Json told(CityRules rules, RuleVersion version) {
        var folder = rules.folder(version.rule()).map(rule -> rule.source()).orElse("");
        var told =
                Tell.object()
                        .with("version", version.version())
                        .with("at", version.at())
                        .with("by", version.by())
                        .with("note", version.note())
                        .with("source", version.source().orElse(folder))
                        .with("on", version.isOn() && !version.isRemoved());
        if (version.isRemoved()) {
            told.with("removed", true);
        }
        return told.json();
    }

    Answer check(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("scenario", "source"));
        var city = tenancy.of(call);
        var scenario = fields.text("scenario", "the id of a scenario");
        var text = city.editRules().read(scenario, source(fields, "source"));
        var told = Tell.object().withAll("mistakes", text.mistakes(), RulesResource::mistake);
        text.rule().ifPresent(rule -> told.with("rule", RuleJson.checked(rule)));
        return told.answer(200);
    }

    Answer put(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("source", "note"));
        var source = source(fields, "source");
        var note = text(fields, "note", LONGEST_NOTE);
        var city = tenancy.of(call);
        var rules = city.editRules();
        var id = id(call);
        var text = rules.read(call.path("scenario"), source);
        if (text.rule().isEmpty()) {
            return mistaken(call, text);
        }
        var rule = text.rule().get();
        if (!rule.id().equals(id) || !FieldReader.isName(call.path("name"))) {
            throw Refusal.of(RuleReason.NAME_DIFFERS, rule.id(), id).thrown();
        }
        city.checkSees(rule);
        return made(call, rules.put(rule, source, said(call, note)));
    }

    private static Answer made(Call call, RuleVersion version) {
        return Tell.object()
                .with("version", version.version())
                .answer(201)
                .with("Location", call.address("/api/rules/" + version.rule()));
    }

    private static Answer mistaken(Call call, RuleText text) {
        var refusal = Refusal.of(RuleReason.MISTAKEN);
        var members =
                new LinkedHashMap<>(
                        Problems.json(refusal, call.header("accept-language")).members());
        members.put(
                "mistakes",
                Json.array(text.mistakes().stream().map(RulesResource::mistake).toList()));
        return Answer.of(
                400,
                new Answer.Text(
                        "application/problem+json", JsonWriter.bytes(Json.object(members))));
    }

    private static Json mistake(Mistake mistake) {
        return Tell.object()
                .with("line", mistake.line())
                .with("column", mistake.column())
                .with("problem", mistake.problem())
                .with("remedy", mistake.remedy())
                .json();
    }

    Answer turnOn(Call call) {
        return turn(call, true);
    }

    Answer turnOff(Call call) {
        return turn(call, false);
    }

    private Answer turn(Call call, boolean on) {
        call.parameters().allow(Set.of(Call.TENANT));
        tenancy.of(call).editRules().turn(id(call), on, said(call, ""));
        return Answer.of(204);
    }

    Answer restore(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var city = tenancy.of(call);
        var rules = city.editRules();
        var id = id(call);
        int number = number(call.path("version"));
        var source = rules.source(id, number);
        var text = rules.read(call.path("scenario"), source);
        if (text.rule().isEmpty()) {
            return mistaken(call, text);
        }
        city.checkSees(text.rule().get());
        return made(call, rules.put(text.rule().get(), source, said(call, "← " + number)));
    }

    private static int number(String text) {
        if (!text.matches("0|[1-9][0-9]{0,5}")) {
            throw Refusal.of(HttpReason.PARAMETER_VALUE, "version", text, "a number").thrown();
        }
        return Integer.parseInt(text);
    }

    Answer own(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("owner"));
        var allowed = "at most " + LONGEST_OWNER + " characters, or null";
        var owner =
                fields.textOrNull("owner", allowed)
                        .orElseThrow(() ->
                                Refusal.of(HttpReason.FIELD_MISSING, "owner", allowed).thrown());
        if (owner.filter(text -> text.isBlank() || text.length() > LONGEST_OWNER).isPresent()) {
            throw Refusal.of(HttpReason.FIELD_VALUE, "owner", "…", allowed).thrown();
        }
        tenancy.of(call).editRules().own(id(call), owner, said(call, ""));
        return Answer.of(204);
    }

    Answer remove(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        tenancy.of(call).editRules().remove(id(call), said(call, ""));
        return Answer.of(204);
    }

    private static Said said(Call call, String note) {
        return new Said(call.cause().actor(), note);
    }

    static String source(Fields fields, String name) {
        return text(fields, name, LONGEST_SOURCE);
    }

    private static String text(Fields fields, String name, int longest) {
        var allowed = "a text of at most " + longest + " characters";
        var text = fields.text(name, allowed);
        if (text.length() > longest) {
            throw Refusal.of(HttpReason.FIELD_VALUE, name, "longer", allowed).thrown();
        }
        return text;
    }
}

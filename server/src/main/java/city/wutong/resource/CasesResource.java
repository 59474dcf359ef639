package city.wutong.resource;

import city.wutong.cases.Case;
import city.wutong.cases.CaseCommand;
import city.wutong.cases.CaseReason;
import city.wutong.cases.CaseType;
import city.wutong.cases.EvidenceStore;
import city.wutong.context.Command;
import city.wutong.context.Outcome;
import city.wutong.context.OwnRead;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.http.Paths;
import city.wutong.refusal.Refusal;
import city.wutong.scenario.Scenarios;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/// `/api/cases` and `/api/case-types`: work that somebody must finish.
final class CasesResource {
    private static final System.Logger LOG = System.getLogger(CasesResource.class.getName());
    private static final int MOST = 1_000;
    private static final int USUAL = 50;
    private static final int LONGEST_KEY = 200;
    private static final Set<String> LIST_PARAMETERS =
            Set.of("open", "type", "state", "limit", "offset", Call.TENANT);

    private final Tenancy tenancy;
    private final Ids ids;
    private final Map<String, CaseType> types = new TreeMap<>();
    private final CaseJson json;

    CasesResource(Tenancy tenancy, Scenarios scenarios, Ids ids) {
        this.tenancy = tenancy;
        this.ids = ids;
        scenarios.caseTypes().forEach(type -> types.put(type.id(), type));
        this.json = new CaseJson(types);
    }

    Answer types(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return Tell.list(types.values().stream().map(CaseJson::type).toList());
    }

    Answer list(Call call) {
        var parameters = call.parameters();
        parameters.allow(LIST_PARAMETERS);
        var wanted = wanted(call);
        int limit = parameters.number("limit", 0, MOST).orElse(USUAL);
        int offset = parameters.number("offset", 0, Integer.MAX_VALUE).orElse(0);
        var cases = tenancy.of(call).cases();
        var found = cases.all().stream().filter(wanted).toList();
        var page = found.stream().skip(offset).limit(limit).toList();
        return Tell.object()
                .with("total", found.size())
                .withAll("cases", page, each -> json.summary(each, cases.isPlaceMasked(each)))
                .answer(200);
    }

    private static Predicate<Case> wanted(Call call) {
        var parameters = call.parameters();
        var type = parameters.text("type").filter(text -> !text.isEmpty());
        var state = parameters.text("state").filter(text -> !text.isEmpty());
        var open =
                parameters.text("open").filter(text -> !text.isEmpty()).isPresent()
                        ? Optional.of(parameters.flag("open"))
                        : Optional.<Boolean>empty();
        return each ->
                open.filter(wish -> wish != each.open()).isEmpty()
                        && type.filter(wish -> !wish.equals(each.typeId())).isEmpty()
                        && state.filter(wish -> !wish.equals(each.state())).isEmpty();
    }

    Answer retrieve(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return whole(200, tenancy.of(call), call.uri("id"));
    }

    private Answer whole(int status, City city, String id) {
        var cases = city.cases();
        return cases.of(id)
                .map(found ->
                        json.whole(
                                found,
                                cases.isPlaceMasked(found),
                                transition -> cases.mayTake(transition, found)))
                .map(told -> Answer.of(status, new Answer.Plain(told)))
                .orElseGet(() -> Answer.refused(Refusal.of(CaseReason.CASE_UNKNOWN, id)));
    }

    Answer open(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("caseType", "subject", "title"));
        var city = tenancy.of(call);
        var type = type(fields.text("caseType", String.join(", ", types.keySet())));
        var subject = Call.uri("subject", fields.text("subject", "the URI of an entity"));
        var entity = city.context().entity(subject);
        if (entity.isEmpty()) {
            return Answer.refused(Refusal.of(CaseReason.SUBJECT_UNKNOWN, subject));
        }
        var place = OwnRead.of(entity.get()).place("location");
        var command =
                new CaseCommand.Open(type, fields.words("title"), subject, place, Optional.empty());
        // The same key makes the same case.
        var id = key(call).map(CasesResource::caseOf).orElseGet(ids::newCase);
        return perform(call, city, id, command)
                .map(Answer::refused)
                .orElseGet(() ->
                        whole(201, city, id).with("Location", "/api/cases/" + Paths.encoded(id)));
    }

    private static String caseOf(String key) {
        return "urn:ngsi-ld:Case:" + UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    Answer act(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("action", "note", "evidence", "steps"));
        var city = tenancy.of(call);
        var id = call.uri("id");
        var present = city.cases().of(id);
        if (present.isEmpty()) {
            return Answer.refused(Refusal.of(CaseReason.CASE_UNKNOWN, id));
        }
        var evidence = fields.texts("evidence", "SHA-256 of evidence that was sent before");
        var command =
                new CaseCommand.Act(
                        type(present.get().typeId()),
                        fields.text("action", "an action of the case"),
                        fields.optionalText("note", "text").orElse(""),
                        evidence,
                        fields.number("steps", 1, Integer.MAX_VALUE));
        try (var _ = hold(city, evidence)) {
            return perform(call, city, id, command)
                    .map(Answer::refused)
                    .orElseGet(() -> whole(200, city, id));
        }
    }

    Answer comment(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var note = Fields.of(call, Set.of("note")).text("note", "text");
        var city = tenancy.of(call);
        var id = call.uri("id");
        return perform(call, city, id, new CaseCommand.Comment(note))
                .map(Answer::refused)
                .orElseGet(() -> whole(200, city, id));
    }

    /// Empty when it was done, or had been done with the same key.
    private static Optional<Refusal> perform(Call call, City city, String id, CaseCommand command) {
        var actor = call.cause().actor();
        var operation = city.cases().operation(id, command, actor, key(call));
        var outcome =
                city.writer().submit(Command.of(operation, call.cause(), call.weight())).getFirst();
        return outcome instanceof Outcome.Refused(var _, var refusal)
                ? Optional.of(refusal)
                : Optional.empty();
    }

    private CaseType type(String id) {
        return Optional.ofNullable(types.get(id))
                .orElseThrow(() -> Refusal.of(CaseReason.TYPE_UNKNOWN, id).thrown());
    }

    /// Evidence that a command names is there, and stays there until the command is decided.
    private static EvidenceStore.Hold hold(City city, List<String> hashes) {
        try {
            return city.evidence().hold(hashes);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "evidence cannot be read", e);
            throw Refusal.of(HttpReason.DISK_FAILS).thrown();
        }
    }

    private static Optional<String> key(Call call) {
        var key = call.header("idempotency-key");
        if (key.filter(text -> text.isBlank() || text.length() > LONGEST_KEY).isPresent()) {
            throw Refusal.of(
                            HttpReason.PARAMETER_VALUE,
                            "Idempotency-Key",
                            key.get(),
                            "1 to " + LONGEST_KEY + " characters")
                    .thrown();
        }
        return key;
    }
}

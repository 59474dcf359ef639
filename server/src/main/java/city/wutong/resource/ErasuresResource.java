package city.wutong.resource;

import city.wutong.access.AuditEntry;
import city.wutong.access.AuditLog;
import city.wutong.context.Outcome;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import city.wutong.text.Text;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// `/api/erasures`: what is kept of a person goes, with its past (PIPL article 47). What the law
/// wants kept, such as the log of a case, stays, and the answer says so (article 50).
final class ErasuresResource {
    private static final int SHORTEST_REASON = 5;
    private static final int LONGEST_REASON = 200;

    private final Tenancy tenancy;
    private final AuditLog audit;
    private final Clock officeClock;

    ErasuresResource(Tenancy tenancy, AuditLog audit, Clock officeClock) {
        this.tenancy = tenancy;
        this.audit = audit;
        this.officeClock = officeClock;
    }

    Answer erase(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("entities", "reason"));
        var ids = new LinkedHashSet<>(fields.texts("entities", "at most 100 URIs of entities"));
        if (ids.isEmpty()) {
            throw Fields.wrong("entities", Json.array(List.of()), "1 to 100 URIs of entities");
        }
        ids.forEach(id -> Call.uri("entities", id));
        var reason = reason(fields);
        var city = tenancy.of(call);
        var outcomes = city.erase(List.copyOf(ids), call.cause());
        ids.forEach(id -> tell(call, id, reason));
        return answer(outcomes);
    }

    private static String reason(Fields fields) {
        var allowed = SHORTEST_REASON + " to " + LONGEST_REASON + " characters";
        var reason = fields.text("reason", allowed).strip();
        if (reason.length() < SHORTEST_REASON || reason.length() > LONGEST_REASON) {
            throw Fields.wrong("reason", Json.of(reason), allowed);
        }
        return reason;
    }

    private void tell(Call call, String id, String reason) {
        audit.append(
                new AuditEntry(
                        officeClock.instant(),
                        call.rights().caller().actor(),
                        call.rights().tenant(),
                        "person.erase",
                        id,
                        reason,
                        "asked"));
    }

    private static Answer answer(List<Outcome> outcomes) {
        var erased = new ArrayList<Json>();
        var kept = new ArrayList<Json>();
        for (var outcome : outcomes) {
            if (outcome instanceof Outcome.Refused(var id, var refusal)) {
                kept.add(kept(id, refusal));
            } else {
                erased.add(Json.of(outcome.entityId()));
            }
        }
        return Tell.object()
                .with("erased", Json.array(erased))
                .with("kept", Json.array(kept))
                .answer(200);
    }

    private static Json kept(String id, Refusal refusal) {
        return Tell.object()
                .with("id", id)
                .with("why", new Text(refusal.chinese(), refusal.english()))
                .json();
    }
}

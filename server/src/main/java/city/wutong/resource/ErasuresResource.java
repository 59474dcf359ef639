package city.wutong.resource;

import city.wutong.context.Outcome;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import city.wutong.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// `/api/erasures`: what is kept of a person goes, with its past (PIPL article 47). What the law
/// wants kept, such as the log of a case, stays, and the answer says so (article 50).
final class ErasuresResource {
    private final Tenancy tenancy;
    private final StatedReason reasons;

    ErasuresResource(Tenancy tenancy, StatedReason reasons) {
        this.tenancy = tenancy;
        this.reasons = reasons;
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
        ids.forEach(id -> reasons.tell(call, "person.erase", id, reason, "asked"));
        return answer(city.erase(List.copyOf(ids), call.cause()));
    }

    private static String reason(Fields fields) {
        var reason = fields.text("reason", StatedReason.ALLOWED);
        if (!StatedReason.is(reason)) {
            throw Fields.wrong("reason", Json.of(reason), StatedReason.ALLOWED);
        }
        return reason;
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

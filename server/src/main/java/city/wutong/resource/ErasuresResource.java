package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import city.wutong.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// `/api/erasures`: what is kept of a person goes, with its past (PIPL article 47): entities, what
/// belongs to them, alerts, and what cases tell of them. That there was a case stays, and what
/// belongs to others too; the answer says so (article 50).
final class ErasuresResource {
    private final Tenancy tenancy;
    private final StatedReason reasons;
    private final Ids ids;

    ErasuresResource(Tenancy tenancy, StatedReason reasons, Ids ids) {
        this.tenancy = tenancy;
        this.reasons = reasons;
        this.ids = ids;
    }

    Answer erase(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("entities", "reason"));
        var wanted = new LinkedHashSet<>(fields.texts("entities", "at most 100 URIs of entities"));
        if (wanted.isEmpty()) {
            throw Fields.wrong("entities", Json.array(List.of()), "1 to 100 URIs of entities");
        }
        wanted.forEach(id -> Call.uri("entities", id));
        var reason = StatedReason.in(fields);
        var city = tenancy.of(call);
        wanted.forEach(id -> reasons.tell(call, "person.erase", id, reason, "asked"));
        var result = city.erase(List.copyOf(wanted), call.cause(), ids::newPseudonym);
        var kept = new ArrayList<Json>();
        result.kept().forEach((id, why) -> kept.add(kept(id, why)));
        return Tell.object()
                .withTexts("erased", result.erased())
                .withTexts("blanked", result.blanked())
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

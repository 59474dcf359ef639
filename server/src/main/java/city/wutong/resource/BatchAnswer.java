package city.wutong.resource;

import city.wutong.context.Outcome;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.Problems;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What a batch answers: 201 with the ids of what was created, 204 when all was changed, 207 with
/// what went well and what did not (ETSI GS CIM 009 V1.9.1 clauses 5.2.16, 5.2.17 and 6.14 to
/// 6.17).
record BatchAnswer(List<Outcome> outcomes) {
    BatchAnswer {
        outcomes = List.copyOf(outcomes);
    }

    /// When the writer took none of it, the whole batch is to be sent again: 503.
    Answer answer(Call call) {
        if (!outcomes.isEmpty()
                && outcomes.getLast() instanceof Outcome.Refused(var _, var refusal)
                && outcomes.getLast().isBusy()) {
            return Answer.refused(refusal);
        }
        var success = new ArrayList<Json>();
        var created = new ArrayList<Json>();
        var errors = new ArrayList<Json>();
        for (var outcome : outcomes) {
            switch (outcome) {
                case Outcome.Created(var id) -> {
                    created.add(Json.of(id));
                    success.add(Json.of(id));
                }
                case Outcome.Updated(var id, var _, var notUpdated) -> {
                    if (notUpdated.isEmpty()) {
                        success.add(Json.of(id));
                    } else {
                        errors.add(error(id, notUpdated.getFirst().refusal(), call));
                    }
                }
                case Outcome.Deleted(var id) -> success.add(Json.of(id));
                case Outcome.AlreadyApplied(var id) -> success.add(Json.of(id));
                case Outcome.Refused(var id, var refusal) -> errors.add(error(id, refusal, call));
            }
        }
        if (!errors.isEmpty()) {
            return Answer.of(207, new Answer.Plain(partly(success, errors)));
        }
        return created.isEmpty()
                ? Answer.of(204)
                : Answer.of(201, new Answer.Plain(Json.array(created)));
    }

    /// BatchOperationResult (clause 5.2.16).
    private static Json partly(List<Json> success, List<Json> errors) {
        var members = new LinkedHashMap<String, Json>();
        members.put("success", Json.array(success));
        members.put("errors", Json.array(errors));
        return Json.object(members);
    }

    /// BatchEntityError (clause 5.2.17).
    private static Json error(String id, Refusal refusal, Call call) {
        var members = new LinkedHashMap<String, Json>();
        members.put("entityId", Json.of(id));
        members.put("error", Problems.json(refusal, call.header("accept-language")));
        return Json.object(members);
    }
}

package city.wutong.resource;

import city.wutong.context.Command;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.Paths;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Hands one operation to the writer and makes an answer of what became of it.
final class Commands {
    private Commands() {}

    /// Of a request with a `type` it is done only to an entity that has it (clauses 5.6.2 to
    /// 5.6.6).
    static Answer run(City city, Call call, Operation operation, LdContext context) {
        var meant = EntityQueries.ofType(call.parameters(), context);
        var command =
                Command.of(
                        meant.map(query -> (Operation) new Operation.Where(query, operation))
                                .orElse(operation),
                        call.cause(),
                        call.weight());
        return answer(city.writer().submit(command).getFirst());
    }

    private static Answer answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Created(var id) ->
                    Answer.of(201).with("Location", "/ngsi-ld/v1/entities/" + Paths.encoded(id));
            case Outcome.Updated(var _, var updated, var notUpdated) ->
                    notUpdated.isEmpty()
                            ? Answer.of(204)
                            : Answer.of(207, new Answer.Plain(partly(updated, notUpdated)));
            case Outcome.Deleted _, Outcome.AlreadyApplied _ -> Answer.of(204);
            case Outcome.Refused(var _, var refusal) -> Answer.refused(refusal);
        };
    }

    /// UpdateResult (clause 5.2.18). The names are expanded: this answer has no `@context` by which
    /// others could be read.
    private static Json partly(List<String> updated, List<Outcome.NotUpdated> notUpdated) {
        var names = updated.stream().map(Json::of).toList();
        var refused =
                notUpdated.stream()
                        .map(each ->
                                Json.object(
                                        Map.of(
                                                "attributeName",
                                                Json.of(each.name()),
                                                "reason",
                                                Json.of(each.refusal().english()))))
                        .toList();
        var members = new LinkedHashMap<String, Json>();
        members.put("updated", Json.array(names));
        members.put("notUpdated", Json.array(refused));
        return Json.object(members);
    }
}

package city.wutong.resource;

import city.wutong.context.Command;
import city.wutong.context.ContextReason;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.OwnType;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.refusal.Refusal;
import city.wutong.rule.AlertEntity;
import java.util.Set;

/// `/api/alerts`: what people do with alerts. They are read as entities of the type `Alert`.
final class AlertsResource {
    private final Tenancy tenancy;

    AlertsResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer acknowledge(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var id = call.uri("id");
        var city = tenancy.of(call);
        var alert = city.context().entity(id).filter(e -> e.hasType(OwnType.ALERT.iri()));
        if (alert.isEmpty()) {
            return Answer.refused(Refusal.of(ContextReason.ENTITY_UNKNOWN, id));
        }
        var operation = new Operation.Own(id, AlertEntity.acknowledging(call.cause().actor()));
        var command = Command.of(operation, call.cause(), Command.OVERHEAD);
        return city.writer().submit(command).getFirst()
                        instanceof Outcome.Refused(var _, var refusal)
                ? Answer.refused(refusal)
                : Answer.of(204);
    }
}

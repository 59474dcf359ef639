package city.wutong.acceptance;

import city.wutong.context.Change;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.EntityPatch;
import city.wutong.feed.Reaction;
import java.util.List;
import java.util.Set;

/// Repeats every value of a counter in an entity of its own. What takes effect twice, or not at
/// all, is seen in that entity's history: it must be the counter's.
final class Echo implements Reaction {
    static final String NAME = "echo";
    static final String COUNTER = "urn:ngsi-ld:Counter:";
    static final String TALLY = "urn:ngsi-ld:Tally:";

    private static final String VOCABULARY = "https://uri.etsi.org/ngsi-ld/default-context/";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Operation> react(Change change) {
        if (!(change.what() instanceof Change.Set(var attribute))
                || !attribute.name().equals(VOCABULARY + "n")
                || !change.entityId().startsWith(COUNTER)) {
            return List.of();
        }
        var heard =
                new AttributePatch(
                        VOCABULARY + "heard",
                        null,
                        attribute.kind(),
                        attribute.content(),
                        null,
                        null,
                        null,
                        null,
                        Set.of(),
                        List.of());
        var id = TALLY + change.entityId().substring(COUNTER.length());
        var tally = new EntityPatch(id, List.of(VOCABULARY + "Tally"), null, null, List.of(heard));
        return List.of(new Operation.Upsert(id, tally, false));
    }

    @Override
    public boolean settled(Change change, List<Outcome> outcomes) {
        if (outcomes.stream().anyMatch(Outcome.Refused.class::isInstance)) {
            throw new IllegalStateException("the echo of " + change.seq() + " was refused");
        }
        return true;
    }
}

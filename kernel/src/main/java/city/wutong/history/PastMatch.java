package city.wutong.history;

import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.history.PastInstance.Deletion;
import city.wutong.history.PastInstance.Value;
import city.wutong.history.TemporalQuery.Range;
import city.wutong.json.Json;
import city.wutong.query.EntityQuery;
import city.wutong.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/// Finds out whether an entity's past is what a query for the past asks for (clause 5.7.4.4): it
/// has instances in the time of the query, these meet its condition and its geo-query, and a scope
/// that held then meets its scope query.
public final class PastMatch implements Consumer<PastInstance> {
    private static final int MOST_SCOPES = 10_000;

    private record ScopeSince(Instant time, List<String> scopes) {}

    private final EntityQuery query;
    private final TemporalQuery temporal;
    private final PastCondition condition;
    private final List<ScopeSince> scopes = new ArrayList<>();
    private boolean hasInstance;
    private boolean isPlaced;

    public PastMatch(EntityQuery query, TemporalQuery temporal) {
        this.query = query;
        this.temporal = temporal;
        this.condition = new PastCondition(query.condition());
    }

    @Override
    public void accept(PastInstance instance) {
        var time = instance.time(temporal.timeProperty());
        if (instance.name().equals(Entity.SCOPE)) {
            note(instance, time == null ? Instant.MIN : time);
        }
        if (!temporal.isMet(time)) {
            return;
        }
        hasInstance |= query.attributes().isEmpty() || query.attributes().contains(instance.name());
        if (instance instanceof Value(var _, var attribute)) {
            condition.take(attribute);
            var geo = query.geo();
            isPlaced |=
                    geo != null
                            && !isPlaced
                            && attribute.kind() == AttributeKind.GEO_PROPERTY
                            && attribute.name().equals(geo.property())
                            && geo.matches(attribute.content());
        }
    }

    private void note(PastInstance instance, Instant time) {
        if (query.scopes() == null) {
            return;
        }
        if (scopes.size() == MOST_SCOPES) {
            throw Refusal.of(HistoryReason.TOO_MANY_AT_ONCE, MOST_SCOPES).thrown();
        }
        scopes.add(
                switch (instance) {
                    case Value(var _, var attribute) ->
                            new ScopeSince(time, texts(attribute.content()));
                    case Deletion _ -> new ScopeSince(time, List.of());
                });
    }

    private static List<String> texts(Json content) {
        return switch (content) {
            case Json.Str(var text) -> List.of(text);
            case Json.Arr(var items) ->
                    items.stream().flatMap(item -> texts(item).stream()).toList();
            case Json.Obj _, Json.Num _, Json.Literal _ -> List.of();
        };
    }

    /// Whether it is asked for, when all of its instances have come.
    public boolean holds() {
        return hasInstance
                && condition.holds()
                && (query.geo() == null || isPlaced)
                && (query.scopes() == null || isScoped());
    }

    /// A scope holds until the next one.
    private boolean isScoped() {
        var range = temporal.range().orElse(new Range(Instant.MIN, Instant.MAX));
        scopes.sort(Comparator.comparing(ScopeSince::time));
        for (int i = 0; i < scopes.size(); i++) {
            var until = i + 1 < scopes.size() ? scopes.get(i + 1).time() : Instant.MAX;
            boolean held = scopes.get(i).time().isBefore(range.to()) && until.isAfter(range.from());
            if (held && isMet(scopes.get(i).scopes())) {
                return true;
            }
        }
        return false;
    }

    private boolean isMet(List<String> held) {
        var then =
                new Entity(
                        0,
                        "urn:any",
                        List.of("urn:any"),
                        held,
                        List.of(),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        null,
                        0);
        return query.scopes() != null && query.scopes().matches(then);
    }
}

package city.wutong.query;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One step of a query from entities to those that a Relationship of theirs leads to (clause 4.9):
/// `sensor{…}`, or `sensor{Device:…}` for those of some types only.
///
/// @param relationship expanded name of a Relationship or ListRelationship
/// @param types expanded; of one of them at least is every entity that counts. Empty: any type
public record Link(String relationship, List<String> types) {
    /// No step leads to more entities: a query that asks so much of each entity is refused.
    public static final int MOST_REACHED = 10_000;

    public Link {
        types = List.copyOf(types);
    }

    /// The entities that this step leads to, each once: rings of Relationships are harmless.
    List<Entity> follow(List<Entity> from, LinkedEntities linked) {
        var seen = new HashSet<String>();
        var reached = new ArrayList<Entity>();
        for (var entity : from) {
            for (var attribute : entity.attributes()) {
                if (attribute.name().equals(relationship)) {
                    targets(attribute).stream()
                            .filter(seen::add)
                            .map(linked::entity)
                            .flatMap(Optional::stream)
                            .filter(this::counts)
                            .forEach(reached::add);
                }
            }
            if (seen.size() > MOST_REACHED) {
                throw Refusal.of(QueryReason.Q_LINKS_TOO_MANY, MOST_REACHED).thrown();
            }
        }
        return reached;
    }

    private boolean counts(Entity entity) {
        return types.isEmpty() || types.stream().anyMatch(entity::hasType);
    }

    private static List<String> targets(Attribute attribute) {
        var kind = attribute.kind();
        if (kind != AttributeKind.RELATIONSHIP && kind != AttributeKind.LIST_RELATIONSHIP) {
            return List.of();
        }
        var content = attribute.content();
        var items = content instanceof Json.Arr(var several) ? several : List.of(content);
        var ids = new ArrayList<String>(items.size());
        for (var item : items) {
            if (uri(item) instanceof Json.Str(var id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /// An item of an objectList may be an object that holds the URI.
    static Json uri(Json item) {
        var object = item instanceof Json.Obj(var members) ? members.get("object") : null;
        return object == null ? item : object;
    }

    /// How it stands in `q`, up to what is asked of the entities.
    String text(UnaryOperator<String> compact) {
        var hint = String.join(",", types.stream().map(compact).toList());
        return compact.apply(relationship) + "{" + (hint.isEmpty() ? "" : hint + ":");
    }
}

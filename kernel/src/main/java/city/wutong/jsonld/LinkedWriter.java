package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.json.JsonContent;
import city.wutong.refusal.Refusal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Shows entities with those that they link to (Linked Entity retrieval, clause 4.5.23). For one
/// answer.
///
/// Only links of an entity itself are followed, and only those that are shown; `pick` and `omit`
/// reach into a linked entity by braces, everything else that a [Representation] says but `attrs`
/// holds for all. A target that is not here stays a bare URI.
///
/// Inline, an entity is not shown within itself, so that a circle ends; it may be shown in several
/// places, as clause 5.7.2.5 leaves open, since which of them comes first is chance. Flat, each is
/// shown once, nearest first, after those that were asked for.
public final class LinkedWriter {
    /// The most links that are followed for one answer.
    public static final int MOST_LINKS = 10_000;

    private final LdContext context;
    private final Join join;
    private final Function<String, Optional<Entity>> lookup;
    private int links;

    /// @param lookup finds a linked entity by its id
    public LinkedWriter(LdContext context, Join join, Function<String, Optional<Entity>> lookup) {
        this.context = context;
        this.join = join;
        this.lookup = lookup;
    }

    /// An entity and how it is shown. It is written once: its links are counted while it is.
    public record Written(Entity entity, JsonContent content) {}

    /// Those that were asked for and, flat, those linked. An entity of which nothing is selected is
    /// left out.
    ///
    /// @throws city.wutong.refusal.Refused when more than [#MOST_LINKS] links were to be followed
    public List<Written> write(List<Entity> asked, Representation representation) {
        return switch (join.style()) {
            case NONE ->
                    asked(asked, representation, new EntityWriter(context, representation)::shown);
            case INLINE -> asked(asked, representation, entity -> root(entity, representation));
            case FLAT -> flat(asked, representation);
        };
    }

    private List<Written> asked(
            List<Entity> asked, Representation representation, Function<Entity, JsonContent> how) {
        var plain = new EntityWriter(context, representation);
        var written = new ArrayList<Written>(asked.size());
        for (var entity : asked) {
            if (plain.isShown(entity)) {
                written.add(new Written(entity, how.apply(entity)));
            }
        }
        return written;
    }

    private JsonContent root(Entity entity, Representation representation) {
        return inline(entity, representation, new Way(new HashSet<>(join.containedBy()), 0));
    }

    /// How a linked entity was come to: the ids on the way from the one that was asked for, itself
    /// included.
    private record Way(Set<String> ids, int links) {}

    private JsonContent inline(Entity entity, Representation representation, Way way) {
        if (way.links() == join.levels()) {
            return new EntityWriter(context, representation).shown(entity);
        }
        var writer =
                new EntityWriter(
                        context,
                        representation,
                        (name, id) -> linked(id, representation.linkedBy(name), way));
        return out -> {
            boolean isNew = way.ids().add(entity.id());
            writer.write(entity, out);
            if (isNew) {
                way.ids().remove(entity.id());
            }
        };
    }

    private Optional<JsonContent> linked(String id, Representation representation, Way way) {
        if (way.ids().contains(id)) {
            return Optional.empty();
        }
        return followed(id)
                .filter(new EntityWriter(context, representation)::isShown)
                .map(entity -> inline(entity, representation, new Way(way.ids(), way.links() + 1)));
    }

    private Optional<Entity> followed(String id) {
        if (++links > MOST_LINKS) {
            throw Refusal.of(ShownReason.LINKED_TOO_MANY, MOST_LINKS).thrown();
        }
        return lookup.apply(id);
    }

    /// An entity whose links are to be followed next.
    private record Next(Entity entity, Representation representation) {}

    private List<Written> flat(List<Entity> asked, Representation representation) {
        var written =
                asked(asked, representation, new EntityWriter(context, representation)::shown);
        var seen = new HashSet<>(join.containedBy());
        List<Next> next =
                written.stream().map(root -> new Next(root.entity(), representation)).toList();
        next.forEach(root -> seen.add(root.entity().id()));
        for (int level = 0; level < join.levels() && !next.isEmpty(); level++) {
            next = follow(next, seen, written);
        }
        return written;
    }

    private List<Next> follow(List<Next> from, Set<String> seen, List<Written> written) {
        var next = new ArrayList<Next>();
        for (var linking : from) {
            for (var attribute : linking.entity().attributes()) {
                if (!linking.representation().selection().shows(attribute)) {
                    continue;
                }
                var representation = linking.representation().linkedBy(attribute.name());
                var writer = new EntityWriter(context, representation);
                for (var id : targets(attribute)) {
                    if (seen.add(id)) {
                        followed(id)
                                .filter(writer::isShown)
                                .ifPresent(found -> {
                                    written.add(new Written(found, writer.shown(found)));
                                    next.add(new Next(found, representation));
                                });
                    }
                }
            }
        }
        return next;
    }

    /// The URIs that a relationship links to; none for another attribute.
    static List<String> targets(Attribute attribute) {
        return switch (attribute.kind()) {
            case RELATIONSHIP, LIST_RELATIONSHIP -> targets(attribute.content());
            case PROPERTY,
                    GEO_PROPERTY,
                    LANGUAGE_PROPERTY,
                    VOCAB_PROPERTY,
                    JSON_PROPERTY,
                    LIST_PROPERTY ->
                    List.of();
        };
    }

    private static List<String> targets(Json content) {
        return switch (content) {
            case Json.Str(var uri) -> List.of(uri);
            case Json.Arr(var items) ->
                    items.stream().flatMap(item -> targets(item).stream()).toList();
            case Json.Obj _, Json.Num _, Json.Literal _ -> List.of();
        };
    }
}

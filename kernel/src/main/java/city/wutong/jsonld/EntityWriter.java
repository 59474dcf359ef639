package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Shows entities as NGSI-LD has them (clauses 4.5.1 to 4.5.5): normalized, concise or simplified,
/// with the terms of an `@context`. Members come in the order id, type, scope, times, attributes.
public final class EntityWriter {
    private final LdContext context;
    private final Representation representation;
    private final Fallback fallback;
    private final AttributeWriter attributes;

    public EntityWriter(LdContext context, Representation representation) {
        this(context, representation, new AttributeWriter(context, representation));
    }

    EntityWriter(LdContext context, Representation representation, Links links) {
        this(context, representation, new AttributeWriter(context, representation, links));
    }

    private EntityWriter(
            LdContext context, Representation representation, AttributeWriter attributes) {
        this.context = context;
        this.representation = representation;
        this.fallback = new Fallback(context, representation);
        this.attributes = attributes;
    }

    /// The entity, without `@context`; without members when nothing of it is selected.
    public Json.Obj write(Entity entity) {
        var selection = representation.selection();
        var out = new LinkedHashMap<String, Json>();
        if (selection.shows("id")) {
            out.put("id", Json.of(entity.id()));
        }
        if (selection.shows("type")) {
            out.put("type", terms(context, fallback.types(entity.types())));
        }
        var scopes = fallback.scopes(entity.scopes());
        if (selection.shows("scope") && !scopes.isEmpty()) {
            out.put("scope", strings(scopes));
        }
        if (representation.sysAttrs()) {
            system(out, entity);
        }
        attributes(entity.attributes(), out);
        return new Json.Obj(out);
    }

    /// The same with the `@context` that it is to be read by.
    public Json.Obj writeWithContext(Entity entity) {
        return withContext(write(entity), context);
    }

    /// One attribute's instances; empty when nothing of it is selected.
    public List<Json> attribute(List<Attribute> instances) {
        var out = new LinkedHashMap<String, Json>();
        attributes(instances, out);
        return List.copyOf(out.values());
    }

    /// The object with the member `@context` at its end.
    public static Json.Obj withContext(Json.Obj object, LdContext context) {
        var out = new LinkedHashMap<>(object.members());
        out.put("@context", context.asJson());
        return new Json.Obj(out);
    }

    private void system(Map<String, Json> out, Entity entity) {
        var selection = representation.selection();
        if (selection.shows("createdAt")) {
            out.put("createdAt", time(entity.createdAt()));
        }
        if (selection.shows("modifiedAt")) {
            out.put("modifiedAt", time(entity.modifiedAt()));
        }
        if (selection.shows("expiresAt")) {
            putTime(out, "expiresAt", fallback.expiresAt(entity.expiresAt()));
        }
    }

    private void attributes(List<Attribute> all, Map<String, Json> out) {
        var selection = representation.selection();
        for (int from = 0; from < all.size(); ) {
            var name = all.get(from).name();
            int to = endOf(all, from);
            if (selection.showsAttribute(name)) {
                var chosen = fallback.instances(chosen(all, from, to));
                if (!chosen.isEmpty()) {
                    out.put(context.compact(name), attributes.instances(chosen));
                }
            }
            from = to;
        }
    }

    /// Where the instances of the attribute at `from` end: they stand side by side.
    static int endOf(List<Attribute> all, int from) {
        var name = all.get(from).name();
        int to = from + 1;
        while (to < all.size() && all.get(to).name().equals(name)) {
            to++;
        }
        return to;
    }

    private List<Attribute> chosen(List<Attribute> all, int from, int to) {
        var selection = representation.selection();
        if (selection.datasets().isEmpty()) {
            return all.subList(from, to);
        }
        var chosen = new ArrayList<Attribute>();
        for (var instance : all.subList(from, to)) {
            if (selection.showsDataset(instance)) {
                chosen.add(instance);
            }
        }
        return chosen;
    }

    static Json terms(LdContext context, List<String> iris) {
        return iris.size() == 1
                ? Json.of(context.compact(iris.getFirst()))
                : Json.array(iris.stream().map(context::compact).map(Json::of).toList());
    }

    private static Json strings(List<String> texts) {
        return texts.size() == 1
                ? Json.of(texts.getFirst())
                : Json.array(texts.stream().map(Json::of).toList());
    }

    static void putTime(Map<String, Json> out, String member, @Nullable Instant time) {
        if (time != null) {
            out.put(member, time(time));
        }
    }

    static Json time(Instant time) {
        return Json.of(DateTimes.text(time));
    }
}

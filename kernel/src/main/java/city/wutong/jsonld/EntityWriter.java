package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.json.JsonContent;
import city.wutong.json.JsonSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shows entities as NGSI-LD has them (clauses 4.5.1 to 4.5.5): normalized, concise or simplified,
/// with the terms of an `@context`. Members come in the order id, type, scope, times, attributes.
public final class EntityWriter {
    private final LdContext context;
    private final Representation representation;
    private final Fallback fallback;
    private final AttributeWriter attributes;
    private final boolean isWhole;

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
        this.isWhole = representation.selection().isWhole();
    }

    /// The entity as it is shown.
    public JsonContent shown(Entity entity) {
        return out -> write(entity, out);
    }

    /// Writes the entity, without `@context`; without members when nothing of it is selected.
    public void write(Entity entity, JsonSink out) {
        out.startObject();
        if (shows("id")) {
            Members.text(Members.ID, entity.id(), out);
        }
        if (shows("type")) {
            out.name(Members.TYPE);
            Members.terms(context, fallback.types(entity.types()), out);
        }
        var scopes = fallback.scopes(entity.scopes());
        if (!scopes.isEmpty() && shows("scope")) {
            out.name(Members.SCOPE);
            Members.texts(scopes, out);
        }
        if (representation.sysAttrs()) {
            system(entity, out);
        }
        attributes(entity.attributes(), out);
        out.endObject();
    }

    /// Whether anything of the entity is selected. What it links to is not asked for that.
    boolean isShown(Entity entity) {
        return shows("id")
                || shows("type")
                || !new EntityWriter(context, representation)
                        .shown(entity)
                        .tree()
                        .equals(Json.object(Map.of()));
    }

    private boolean shows(String member) {
        return isWhole || representation.selection().shows(member);
    }

    private void system(Entity entity, JsonSink out) {
        if (shows("createdAt")) {
            Members.time(Members.CREATED_AT, entity.createdAt(), out);
        }
        if (shows("modifiedAt")) {
            Members.time(Members.MODIFIED_AT, entity.modifiedAt(), out);
        }
        if (shows("expiresAt")) {
            Members.time(Members.EXPIRES_AT, fallback.expiresAt(entity.expiresAt()), out);
        }
    }

    private void attributes(List<Attribute> all, JsonSink out) {
        var selection = representation.selection();
        for (int from = 0; from < all.size(); ) {
            var name = all.get(from).name();
            int to = endOf(all, from);
            if (isWhole || selection.showsAttribute(name)) {
                var chosen = fallback.instances(chosen(all, from, to));
                if (!chosen.isEmpty()) {
                    out.name(context.term(name));
                    attributes.instances(chosen, out);
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
}

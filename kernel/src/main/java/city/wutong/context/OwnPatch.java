package city.wutong.context;

import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.EntityPatch;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import city.wutong.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// Writes down one of Wutong's own entities, attribute by attribute, under the names of the core
/// `@context`.
public final class OwnPatch {
    private final OwnType type;
    private final List<AttributePatch> attributes = new ArrayList<>();

    private OwnPatch(OwnType type) {
        this.type = type;
    }

    public static OwnPatch of(OwnType type) {
        return new OwnPatch(type);
    }

    public OwnPatch property(String name, Json value) {
        return add(name, AttributeKind.PROPERTY, value);
    }

    public OwnPatch property(String name, String value) {
        return property(name, Json.of(value));
    }

    public OwnPatch property(String name, boolean value) {
        return property(name, Json.of(value));
    }

    public OwnPatch property(String name, long value) {
        return property(name, Json.of(value));
    }

    /// A time, as NGSI-LD writes a DateTime.
    public OwnPatch property(String name, Instant value) {
        return property(name, Json.of(value.toString()));
    }

    public OwnPatch text(String name, Text text) {
        var map = new LinkedHashMap<String, Json>();
        map.put("zh", Json.of(text.zh()));
        map.put("en", Json.of(text.en()));
        return add(name, AttributeKind.LANGUAGE_PROPERTY, Json.object(map));
    }

    public OwnPatch relationship(String name, String target) {
        return add(name, AttributeKind.RELATIONSHIP, Json.of(target));
    }

    public OwnPatch relationships(String name, List<String> targets) {
        return add(
                name,
                AttributeKind.RELATIONSHIP,
                Json.array(targets.stream().map(Json::of).toList()));
    }

    /// A place on the map.
    ///
    /// @param geometry GeoJSON in WGS 84
    public OwnPatch place(String name, Json geometry) {
        return add(name, AttributeKind.GEO_PROPERTY, geometry);
    }

    /// An entity that is there has that attribute no more; not for one that comes to be.
    public OwnPatch without(String name) {
        attributes.add(AttributePatch.deletion(LdContext.CORE.expand(name), null));
        return this;
    }

    private OwnPatch add(String name, AttributeKind kind, Json content) {
        attributes.add(
                new AttributePatch(
                        LdContext.CORE.expand(name),
                        null,
                        kind,
                        content,
                        null,
                        null,
                        null,
                        null,
                        Set.of(),
                        List.of()));
        return this;
    }

    public EntityPatch patch() {
        return new EntityPatch(null, List.of(type.iri()), null, null, attributes);
    }
}

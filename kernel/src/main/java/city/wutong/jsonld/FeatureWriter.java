package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Shows entities as GeoJSON (RFC 7946; clauses 4.5.16 and 4.5.17): each a Feature, its members in
/// `properties`, in whatever representation they are.
///
/// The geometry is that of the entity, also where `pick` or `omit` leave its property out of the
/// properties.
public final class FeatureWriter {
    private final String geometryProperty;
    private final Representation.Selection selection;

    /// @param geometryProperty expanded name of the GeoProperty that gives the geometry
    public FeatureWriter(String geometryProperty, Representation.Selection selection) {
        this.geometryProperty = geometryProperty;
        this.selection = selection;
    }

    public Json.Obj feature(LinkedWriter.Written written) {
        var properties = new LinkedHashMap<String, Json>();
        if (written.content().tree() instanceof Json.Obj(var members)) {
            properties.putAll(members);
        }
        var id = properties.remove("id");
        var feature = new LinkedHashMap<String, Json>();
        if (id != null) {
            feature.put("id", id);
        }
        feature.put("type", Json.of("Feature"));
        feature.put("geometry", geometry(written.entity()));
        feature.put("properties", new Json.Obj(properties));
        return new Json.Obj(feature);
    }

    public Json.Obj collection(List<LinkedWriter.Written> all) {
        var collection = new LinkedHashMap<String, Json>();
        collection.put("type", Json.of("FeatureCollection"));
        collection.put("features", Json.array(all.stream().map(this::feature).toList()));
        return new Json.Obj(collection);
    }

    /// Of several instances the default one, unless `datasetId` chooses one (clause 4.5.16.1).
    private Json geometry(Entity entity) {
        var candidates = new ArrayList<Attribute>(1);
        for (var instance : entity.instances(geometryProperty)) {
            if (instance.kind() == AttributeKind.GEO_PROPERTY && selection.showsDataset(instance)) {
                candidates.add(instance);
            }
        }
        return candidates.size() == 1
                ? candidates.getFirst().content()
                : candidates.stream()
                        .filter(instance -> instance.datasetId() == null)
                        .map(Attribute::content)
                        .findFirst()
                        .orElse(Json.Literal.NULL);
    }
}

package city.wutong.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// An entity (实体): anything in the city, as it is after one change (ETSI GS CIM 009 V1.9.1 clause
/// 4.2). Immutable; a change makes a new one.
///
/// @param number the place of its creation in its tenant's order of entities, from 1; never used
///   again
/// @param id URI
/// @param types expanded IRIs, at least one
/// @param scopes e.g. `/Zhejiang/Jiaxing` (clause 4.18)
/// @param attributes the instances, those of one name side by side
/// @param seq the last change that touched it
public record Entity(
        long number,
        String id,
        List<String> types,
        List<String> scopes,
        List<Attribute> attributes,
        Instant createdAt,
        Instant modifiedAt,
        @Nullable Instant expiresAt,
        long seq) {

    /// The expanded name of `scope`, where it is told of as if it were an attribute.
    public static final String SCOPE = "https://uri.etsi.org/ngsi-ld/scope";

    public Entity {
        types = List.copyOf(types);
        scopes = List.copyOf(scopes);
        attributes = List.copyOf(attributes);
        if (types.isEmpty()) {
            throw new IllegalArgumentException("an entity has at least one type");
        }
    }

    public boolean hasType(String type) {
        return types.contains(type);
    }

    /// The instance of that name and dataset; null names the default instance.
    public Optional<Attribute> attribute(String name, @Nullable String datasetId) {
        for (var attribute : attributes) {
            if (attribute.is(name, datasetId)) {
                return Optional.of(attribute);
            }
        }
        return Optional.empty();
    }

    /// All instances of that name.
    public List<Attribute> instances(String name) {
        var found = new ArrayList<Attribute>(1);
        for (var attribute : attributes) {
            if (attribute.name().equals(name)) {
                found.add(attribute);
            }
        }
        return found;
    }

    /// The expanded names of its attributes, each once.
    public SequencedSet<String> attributeNames() {
        var names = new LinkedHashSet<String>();
        attributes.forEach(attribute -> names.add(attribute.name()));
        return names;
    }
}

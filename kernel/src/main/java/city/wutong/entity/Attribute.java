package city.wutong.entity;

import city.wutong.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One instance of an attribute (属性) of an entity: ETSI GS CIM 009 V1.9.1 clauses 4.5.2 to 4.5.5.
///
/// Names and types in here are expanded IRIs. A million entities hold ten million of these, so that
/// what few attributes have stands in [Details], of which most share one empty value.
///
/// @param name expanded IRI
/// @param datasetId the instance's URI; null for the default instance (4.5.5)
/// @param kind what kind of attribute it is
/// @param content the value, object, languageMap, … by kind. A Relationship's is a string or an
///   array of strings (URIs), a GeoProperty's a GeoJSON geometry in WGS 84, a VocabProperty's one
///   or more expanded IRIs, a JsonProperty's untouched JSON, the list kinds' an array
/// @param observedAt when it was observed, by the sender
/// @param createdAt when the instance came to be here
/// @param modifiedAt when it was last changed here
public record Attribute(
        String name,
        @Nullable String datasetId,
        AttributeKind kind,
        Json content,
        @Nullable Instant observedAt,
        Instant createdAt,
        Instant modifiedAt,
        Details details) {

    /// What only some attributes have.
    ///
    /// @param unitCode UN/CEFACT common code
    /// @param objectTypes expanded types of a relationship's target
    /// @param expiresAt when the instance ceases to be
    /// @param attributes properties and relationships of this attribute
    public record Details(
            @Nullable String unitCode,
            List<String> objectTypes,
            @Nullable Instant expiresAt,
            List<Attribute> attributes) {
        public static final Details NONE = new Details(null, List.of(), null, List.of());

        public Details {
            objectTypes = List.copyOf(objectTypes);
            attributes = List.copyOf(attributes);
        }

        public static Details of(
                @Nullable String unitCode,
                List<String> objectTypes,
                @Nullable Instant expiresAt,
                List<Attribute> attributes) {
            var details = new Details(unitCode, objectTypes, expiresAt, attributes);
            return details.isEmpty() ? NONE : details;
        }

        /// Whether there is nothing in it.
        public boolean isEmpty() {
            return unitCode == null
                    && objectTypes.isEmpty()
                    && expiresAt == null
                    && attributes.isEmpty();
        }
    }

    /// Whether this is the instance of that name and dataset.
    public boolean is(String otherName, @Nullable String otherDatasetId) {
        return name.equals(otherName)
                && (datasetId == null ? otherDatasetId == null : datasetId.equals(otherDatasetId));
    }

    public @Nullable String unitCode() {
        return details.unitCode();
    }

    /// Properties and relationships of this attribute.
    public List<Attribute> attributes() {
        return details.attributes();
    }
}

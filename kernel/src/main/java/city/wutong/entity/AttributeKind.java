package city.wutong.entity;

import java.util.Optional;

/// The kinds of attribute of ETSI GS CIM 009 V1.9.1 clause 4.5, each with the member that holds its
/// content in a normalized representation.
///
/// The order is part of the stored form: new kinds are only ever added at the end.
public enum AttributeKind {
    PROPERTY("Property", "value"),
    GEO_PROPERTY("GeoProperty", "value"),
    RELATIONSHIP("Relationship", "object"),
    LANGUAGE_PROPERTY("LanguageProperty", "languageMap"),
    VOCAB_PROPERTY("VocabProperty", "vocab"),
    JSON_PROPERTY("JsonProperty", "json"),
    LIST_PROPERTY("ListProperty", "valueList"),
    LIST_RELATIONSHIP("ListRelationship", "objectList");

    private final String term;
    private final String contentMember;

    AttributeKind(String term, String contentMember) {
        this.term = term;
        this.contentMember = contentMember;
    }

    /// The value of `type`, a core term, e.g. `GeoProperty`.
    public String term() {
        return term;
    }

    /// The member that holds the content, e.g. `languageMap`.
    public String contentMember() {
        return contentMember;
    }

    public static Optional<AttributeKind> ofTerm(String term) {
        for (var kind : values()) {
            if (kind.term.equals(term)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

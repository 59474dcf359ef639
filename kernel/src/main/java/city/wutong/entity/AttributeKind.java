package city.wutong.entity;

import java.util.Optional;

/// The kinds of attribute of ETSI GS CIM 009 V1.9.1 clause 4.5, each with the member that holds its
/// content in a normalized representation.
public enum AttributeKind {
    PROPERTY(0, "Property", "value"),
    GEO_PROPERTY(1, "GeoProperty", "value"),
    RELATIONSHIP(2, "Relationship", "object"),
    LANGUAGE_PROPERTY(3, "LanguageProperty", "languageMap"),
    VOCAB_PROPERTY(4, "VocabProperty", "vocab"),
    JSON_PROPERTY(5, "JsonProperty", "json"),
    LIST_PROPERTY(6, "ListProperty", "valueList"),
    LIST_RELATIONSHIP(7, "ListRelationship", "objectList");

    private static final AttributeKind[] BY_CODE = values();

    private final int code;
    private final String term;
    private final String contentMember;

    AttributeKind(int code, String term, String contentMember) {
        this.code = code;
        this.term = term;
        this.contentMember = contentMember;
    }

    /// What stands for it where it is stored; never changed.
    public int code() {
        return code;
    }

    /// The kind that a code stands for.
    ///
    /// @throws IllegalArgumentException when there is none
    public static AttributeKind ofCode(int code) {
        if (code < 0 || code >= BY_CODE.length) {
            throw new IllegalArgumentException("no kind of attribute has the code " + code);
        }
        return BY_CODE[code];
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

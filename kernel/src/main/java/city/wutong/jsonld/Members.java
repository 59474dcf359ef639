package city.wutong.jsonld;

import city.wutong.entity.AttributeKind;
import city.wutong.json.JsonSink;
import city.wutong.json.JsonWord;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The members that NGSI-LD itself names (clauses 4.5.1 to 4.5.9), and how they are written.
final class Members {
    static final JsonWord ID = JsonWord.of("id");
    static final JsonWord TYPE = JsonWord.of("type");
    static final JsonWord SCOPE = JsonWord.of("scope");
    static final JsonWord VALUE = JsonWord.of("value");
    static final JsonWord LANG = JsonWord.of("lang");
    static final JsonWord OBJECT = JsonWord.of("object");
    static final JsonWord OBJECT_TYPE = JsonWord.of("objectType");
    static final JsonWord UNIT_CODE = JsonWord.of("unitCode");
    static final JsonWord DATASET = JsonWord.of("dataset");
    static final JsonWord DATASET_ID = JsonWord.of("datasetId");
    static final JsonWord INSTANCE_ID = JsonWord.of("instanceId");
    static final JsonWord OBSERVED_AT = JsonWord.of("observedAt");
    static final JsonWord CREATED_AT = JsonWord.of("createdAt");
    static final JsonWord MODIFIED_AT = JsonWord.of("modifiedAt");
    static final JsonWord EXPIRES_AT = JsonWord.of("expiresAt");
    static final JsonWord DELETED_AT = JsonWord.of("deletedAt");
    static final JsonWord ENTITY = JsonWord.of("entity");
    static final JsonWord ENTITY_LIST = JsonWord.of("entityList");
    static final JsonWord CONTEXT = JsonWord.of("@context");

    private static final Map<AttributeKind, JsonWord> TERMS = new EnumMap<>(AttributeKind.class);
    private static final Map<AttributeKind, JsonWord> CONTENTS = new EnumMap<>(AttributeKind.class);

    static {
        for (var kind : AttributeKind.values()) {
            TERMS.put(kind, JsonWord.of(kind.term()));
            CONTENTS.put(kind, JsonWord.of(kind.contentMember()));
        }
    }

    private Members() {}

    /// The member `type` of an attribute.
    static void type(AttributeKind kind, JsonSink out) {
        out.name(TYPE);
        out.text(TERMS.getOrDefault(kind, TYPE));
    }

    /// The name of the member that holds the content.
    static void contentName(AttributeKind kind, JsonSink out) {
        out.name(CONTENTS.getOrDefault(kind, VALUE));
    }

    static void text(JsonWord name, @Nullable String text, JsonSink out) {
        if (text != null) {
            out.name(name);
            out.text(text);
        }
    }

    static void time(JsonWord name, @Nullable Instant time, JsonSink out) {
        if (time != null) {
            out.name(name);
            out.text(DateTimes.text(time));
        }
    }

    /// The terms for IRIs: one, or an array of several.
    static void terms(LdContext context, List<String> iris, JsonSink out) {
        if (iris.size() == 1) {
            out.text(context.term(iris.getFirst()));
            return;
        }
        out.startArray();
        for (var iri : iris) {
            out.text(context.term(iri));
        }
        out.endArray();
    }

    /// One text, or an array of several.
    static void texts(List<String> texts, JsonSink out) {
        if (texts.size() == 1) {
            out.text(texts.getFirst());
            return;
        }
        out.startArray();
        for (var text : texts) {
            out.text(text);
        }
        out.endArray();
    }
}

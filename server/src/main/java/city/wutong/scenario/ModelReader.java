package city.wutong.scenario;

import city.wutong.access.Marks.Mark;
import city.wutong.access.Mask;
import city.wutong.access.Sensitivity;
import city.wutong.json.Json;
import city.wutong.jsonld.ContextSource;
import city.wutong.jsonld.Contexts;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Names;
import city.wutong.refusal.Refused;
import city.wutong.scenario.EntityModel.AttributeModel;
import city.wutong.scenario.EntityModel.Kind;
import city.wutong.scenario.EntityModel.Whose;
import city.wutong.scenario.file.Document;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Yaml;
import city.wutong.text.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads `model/`: the `@context` and the types of entities.
///
/// A type is a JSON Schema (2020-12) of the key-values form, with words of ours: `x-name` for
/// people (of the type and of each attribute), and of an attribute `x-kind` (default `Property`),
/// `x-unit`, `x-unitCode` and `x-searched` (whether queries find few among many entities by it;
/// always so of a Relationship), `x-sensitivity` and `x-mask` (who sees it as it is, and what
/// others see), `x-area` (it holds the code of the entity's area), `x-person` (of a type: it is a
/// person; of an attribute: `owner` leads to the person whom the entity belongs to, `other` tells
/// of somebody else). What the schema says of values describes them; nothing is refused by it yet.
final class ModelReader {
    private static final String CONTEXT = "context.jsonld";
    private static final String ENDING = ".schema.json";
    private static final String SCHEMA = "https://json-schema.org/draft/2020-12/schema";
    private static final List<String> TYPE_KEYS =
            List.of(
                    "$schema",
                    "$id",
                    "$comment",
                    "title",
                    "x-name",
                    "x-retention",
                    "x-person",
                    "description",
                    "type",
                    "properties",
                    "required",
                    "examples");
    private static final List<String> ATTRIBUTE_KEYS =
            List.of(
                    "x-name",
                    "x-kind",
                    "x-unit",
                    "x-unitCode",
                    "x-searched",
                    "x-sensitivity",
                    "x-mask",
                    "x-area",
                    "x-person",
                    "$comment",
                    "title",
                    "description",
                    "type",
                    "format",
                    "enum",
                    "const",
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "items",
                    "minItems",
                    "maxItems",
                    "uniqueItems",
                    "properties",
                    "required",
                    "oneOf",
                    "anyOf",
                    "allOf",
                    "examples",
                    "default");

    private final ScenarioFolder folder;
    private final Mistakes mistakes;
    private final Set<String> unread = new HashSet<>();

    ModelReader(ScenarioFolder folder, Mistakes mistakes) {
        this.folder = folder;
        this.mistakes = mistakes;
    }

    /// What the scenario's names mean: the core context alone when it has none of its own.
    LdContext context() {
        return folder.files("model").stream()
                .filter(file -> file.endsWith(CONTEXT))
                .findFirst()
                .flatMap(folder::read)
                .map(this::context)
                .orElse(LdContext.CORE);
    }

    private LdContext context(Document document) {
        var fields = FieldReader.of(document.root(), CONTEXT, List.of("@context"), mistakes);
        var context = fields.required("@context").map(Yaml::json).orElse(Json.array(List.of()));
        try {
            return new Contexts(ContextSource.NONE).resolve(context);
        } catch (Refused e) {
            var why = new Text(e.refusal().chinese(), e.refusal().english());
            mistakes.add(fields.place("@context"), Fault.CONTEXT_WRONG, why);
            return LdContext.CORE;
        }
    }

    /// The types, whose names are expanded by that context.
    List<EntityModel> models(LdContext context) {
        var models = new ArrayList<EntityModel>();
        for (var file : folder.files("model")) {
            var name = String.valueOf(file.getFileName());
            if (name.endsWith(ENDING)) {
                var type = name.substring(0, name.length() - ENDING.length());
                folder.read(file)
                        .map(document -> model(document, type, context))
                        .ifPresentOrElse(models::add, () -> unread.add(type));
            }
        }
        return models;
    }

    /// The types whose files could not be read: that has been told, and is not told again where
    /// they are used.
    Set<String> unread() {
        return Set.copyOf(unread);
    }

    private EntityModel model(Document document, String type, LdContext context) {
        var fields = FieldReader.of(document.root(), document.file(), TYPE_KEYS, mistakes);
        must(fields, "$schema", SCHEMA);
        must(fields, "title", type);
        must(fields, "type", "object");
        checkName(fields.requiredScalar("title"));
        boolean isPerson = isSet(fields, "x-person");
        var attributes = new LinkedHashMap<String, AttributeModel>();
        fields.required("properties")
                .ifPresent(properties -> {
                    var names = names(properties);
                    FieldReader.of(properties, "properties", names, mistakes)
                            .all()
                            .forEach((name, field) ->
                                    attributes.put(name, attribute(name, field, context)));
                    checkArea(properties, attributes.values());
                    if (isPerson) {
                        checkPerson(properties, attributes.values());
                    }
                });
        return new EntityModel(
                type,
                context.expand(type),
                fields.words("x-name"),
                fields.optionalRetention("x-retention"),
                isPerson,
                attributes);
    }

    /// In `properties` every key is known: it is the name of an attribute.
    private static List<String> names(Yaml properties) {
        return properties instanceof Yaml.Fields fields
                ? List.copyOf(fields.fields().sequencedKeySet())
                : List.of();
    }

    private AttributeModel attribute(String name, Yaml.Field field, LdContext context) {
        if (!Names.isName(name)) {
            mistakes.add(field.place(), Fault.NOT_TYPE_NAME, name);
        }
        var fields = FieldReader.of(field.value(), name, ATTRIBUTE_KEYS, mistakes);
        var kind =
                fields.optionalOneOf("x-kind", List.of(Kind.values()), Kind::word)
                        .orElse(Kind.PROPERTY);
        var mark = mark(fields, kind);
        return new AttributeModel(
                name,
                context.expand(name),
                fields.words("x-name"),
                kind,
                fields.optionalText("x-unitCode"),
                fields.optionalText("x-unit"),
                kind == Kind.RELATIONSHIP || isSet(fields, "x-searched"),
                mark,
                isArea(fields, kind),
                whose(fields, kind, mark));
    }

    private static boolean isSet(FieldReader fields, String key) {
        return fields.has(key) && fields.flag(key);
    }

    private Mark mark(FieldReader fields, Kind kind) {
        var sensitivity =
                fields.optionalOneOf(
                                "x-sensitivity", List.of(Sensitivity.values()), Sensitivity::word)
                        .orElse(Sensitivity.INTERNAL);
        var mask = fields.optionalOneOf("x-mask", List.of(Mask.values()), Mask::word);
        if (mask.isPresent()) {
            checkMask(fields, mask.get(), kind, sensitivity);
        }
        return new Mark(sensitivity, mask);
    }

    private void checkMask(FieldReader fields, Mask mask, Kind kind, Sensitivity sensitivity) {
        if (sensitivity.compareTo(Sensitivity.PERSONAL) < 0) {
            mistakes.add(fields.place("x-mask"), Fault.MASK_UNUSED, sensitivity.word());
        }
        boolean fits =
                switch (kind) {
                    case GEO_PROPERTY -> mask == Mask.POSITION;
                    case PROPERTY, LANGUAGE_PROPERTY -> mask != Mask.POSITION;
                    case RELATIONSHIP -> false;
                };
        if (!fits) {
            mistakes.add(fields.place("x-mask"), Fault.MASK_KIND, mask.word(), kind.word());
        }
    }

    private boolean isArea(FieldReader fields, Kind kind) {
        boolean isArea = isSet(fields, "x-area");
        if (isArea && kind != Kind.PROPERTY) {
            mistakes.add(fields.place("x-area"), Fault.ONLY_WITH, "x-area", "x-kind: Property");
        }
        return isArea;
    }

    /// An entity lies in one area.
    private void checkArea(Yaml properties, Collection<AttributeModel> attributes) {
        var marked = attributes.stream().filter(AttributeModel::isArea).toList();
        if (marked.size() > 1) {
            var names = marked.stream().map(AttributeModel::name).toList();
            mistakes.add(properties.place(), Fault.AREA_TWICE, String.join(", ", names));
        }
    }

    /// What tells of somebody else can only be held back from an export if it is personal.
    private Optional<Whose> whose(FieldReader fields, Kind kind, Mark mark) {
        var whose = fields.optionalOneOf("x-person", List.of(Whose.values()), Whose::word);
        var place = fields.place("x-person");
        if (whose.equals(Optional.of(Whose.OWNER)) && kind != Kind.RELATIONSHIP) {
            mistakes.add(place, Fault.ONLY_WITH, "x-person: owner", "x-kind: Relationship");
        }
        if (whose.equals(Optional.of(Whose.OTHER))
                && mark.sensitivity().compareTo(Sensitivity.PERSONAL) < 0) {
            mistakes.add(place, Fault.OTHER_NOT_PERSONAL, mark.sensitivity().word());
        }
        return whose;
    }

    /// Nobody belongs to another: an erasure of the one would take the other with it.
    private void checkPerson(Yaml properties, Collection<AttributeModel> attributes) {
        attributes.stream()
                .filter(attribute -> attribute.whose().equals(Optional.of(Whose.OWNER)))
                .forEach(attribute ->
                        mistakes.add(properties.place(), Fault.PERSON_OWNED, attribute.name()));
    }

    private void checkName(Optional<Yaml.Scalar> title) {
        title.filter(t -> !Names.isName(t.text()))
                .ifPresent(t -> mistakes.add(t.place(), Fault.NOT_TYPE_NAME, t.text()));
    }

    private void must(FieldReader fields, String key, String value) {
        fields.requiredScalar(key)
                .filter(scalar -> !scalar.text().equals(value))
                .ifPresent(s -> mistakes.add(s.place(), Fault.MODEL_WRONG, key, value));
    }
}

package city.wutong.scenario;

import city.wutong.geo.GeoJson;
import city.wutong.json.Json;
import city.wutong.refusal.Refused;
import city.wutong.rule.Derived;
import city.wutong.rule.Derived.Linked;
import city.wutong.rule.Derived.Placed;
import city.wutong.rule.Derived.Relation;
import city.wutong.rule.Derived.Telling;
import city.wutong.rule.Where;
import city.wutong.scenario.EntityModel.AttributeModel;
import city.wutong.scenario.EntityModel.Kind;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Place;
import city.wutong.scenario.file.Yaml;
import city.wutong.text.Text;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the figures that tell of what is around an entity: where it is, and what others tell that
/// lead to it.
final class AroundReader {
    static final String LINKED = "linked";

    /// The keys that say which figure it is.
    static final List<String> RELATIONS =
            Arrays.stream(Relation.values()).map(Relation::word).toList();

    /// The keys that go with them.
    static final List<String> OF_PLACE = List.of("of");

    static final List<String> OF_OTHERS = List.of("by", "where", "tell");

    private static final String LOCATION = "location";
    private static final String AREA = "area";
    private static final String ENTITY = "entity";
    private static final String POLYGON = "polygon";
    private static final String POINT = "point";
    private static final List<String> PLACES = List.of(AREA, ENTITY, POLYGON, POINT);

    private final Vocabulary vocabulary;
    private final Expressions expressions;

    AroundReader(Vocabulary vocabulary, Expressions expressions) {
        this.vocabulary = vocabulary;
        this.expressions = expressions;
    }

    /// Where the entity is, or nothing after a mistake.
    ///
    /// @param word that of the relation
    Optional<Derived> placed(FieldReader fields, String word, Optional<EntityModel> model) {
        var attribute = fields.optionalText("of").orElse(LOCATION);
        ofKind(model, attribute, fields.place("of"), Kind.GEO_PROPERTY);
        var relation =
                Arrays.stream(Relation.values())
                        .filter(each -> each.word().equals(word))
                        .findFirst()
                        .orElseThrow();
        return fields.required(word)
                .flatMap(value -> where(word, value))
                .map(where -> new Placed(attribute, relation, where));
    }

    private Optional<AttributeModel> ofKind(
            Optional<EntityModel> model, String attribute, Place place, Kind kind) {
        var found = vocabulary.attribute(model, attribute, place);
        found.filter(there -> there.kind() != kind)
                .ifPresent(_ ->
                        vocabulary
                                .mistakes()
                                .add(place, Fault.NOT_OF_KIND, attribute, kind.word()));
        return found;
    }

    private Optional<Where> where(String word, Yaml value) {
        var fields = FieldReader.of(value, word, PLACES, vocabulary.mistakes());
        var given = PLACES.stream().filter(fields::has).toList();
        if (given.size() != 1) {
            vocabulary.mistakes().add(value.place(), Fault.NOT_ONE_PLACE, word);
            return Optional.empty();
        }
        return switch (given.getFirst()) {
            case AREA -> fields.requiredScalar(AREA).map(code -> new Where.OfArea(code.text()));
            case ENTITY -> fields.requiredScalar(ENTITY).map(id -> new Where.OfEntity(id.text()));
            case POINT -> drawn(fields, POINT, "Point");
            case String _ -> drawn(fields, POLYGON, "Polygon");
        };
    }

    private Optional<Where> drawn(FieldReader fields, String key, String type) {
        var written = fields.required(key);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var coordinates = written.get().json();
        var shape =
                Json.object(
                        Map.of(
                                "type",
                                Json.of(type),
                                "coordinates",
                                key.equals(POLYGON)
                                        ? Json.array(List.of(coordinates))
                                        : coordinates));
        try {
            return Optional.of(new Where.Drawn(GeoJson.parse(shape)));
        } catch (Refused e) {
            var why = new Text(e.refusal().chinese(), e.refusal().english());
            vocabulary.mistakes().add(written.get().place(), Fault.PLACE_WRONG, why);
            return Optional.empty();
        }
    }

    /// What others tell that lead to the entity, or nothing after a mistake.
    Optional<Derived> linked(FieldReader fields) {
        var type = fields.requiredScalar(LINKED).flatMap(vocabulary::type);
        var by = fields.requiredScalar("by");
        var relationship =
                by.flatMap(written ->
                        ofKind(type, written.text(), written.place(), Kind.RELATIONSHIP));
        var when =
                fields.requiredScalar("where")
                        .flatMap(written -> expressions.read(written, type, Set.of()));
        var tell = fields.oneOf("tell", List.of(Telling.values()), Telling::word);
        if (type.isEmpty() || relationship.isEmpty() || when.isEmpty()) {
            return Optional.empty();
        }
        var names = new LinkedHashMap<String, String>();
        for (var name : when.get().attributes()) {
            Optional.ofNullable(type.get().attributes().get(name))
                    .ifPresent(attribute -> names.put(name, attribute.expanded()));
        }
        return Optional.of(
                new Linked(
                        type.get().expanded(),
                        relationship.get().expanded(),
                        names,
                        when.get(),
                        tell));
    }
}

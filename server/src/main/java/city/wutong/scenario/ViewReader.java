package city.wutong.scenario;

import city.wutong.jsonld.LdContext;
import city.wutong.scenario.EntityModel.AttributeModel;
import city.wutong.scenario.View.Band;
import city.wutong.scenario.View.Colour;
import city.wutong.scenario.View.Shown;
import city.wutong.scenario.file.Document;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `views/*.yaml`, each a layer of the map. What attributes are called and their units come
/// from the model.
final class ViewReader {
    private static final List<String> KEYS =
            List.of("view", "kind", "name", "type", "label", "colour", "show", "chart");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

    private final Vocabulary vocabulary;
    private final Mistakes mistakes;

    ViewReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.mistakes = vocabulary.mistakes();
    }

    View read(Document document) {
        var file = FieldReader.ofFile(document, KEYS, mistakes);
        var id = vocabulary.define(file, "view");
        file.oneOf("kind", List.of(View.KIND), word -> word);
        var model = file.requiredScalar("type").flatMap(vocabulary::type);
        return new View(
                id,
                file.words("name"),
                model.map(m -> LdContext.CORE.compact(m.expanded())).orElse(FieldReader.STAND_IN),
                attribute(file, "label", model),
                colour(file, model),
                attributes(file, "show", model).stream().map(ViewReader::shown).toList(),
                attributes(file, "chart", model).stream().map(ViewReader::plainName).toList());
    }

    private String attribute(FieldReader fields, String key, Optional<EntityModel> model) {
        return fields.requiredScalar(key)
                .flatMap(name -> vocabulary.attribute(model, name.text(), name.place()))
                .map(ViewReader::plainName)
                .orElse(FieldReader.STAND_IN);
    }

    private List<AttributeModel> attributes(
            FieldReader fields, String key, Optional<EntityModel> model) {
        return fields.scalars(key).stream()
                .flatMap(name -> vocabulary.attribute(model, name.text(), name.place()).stream())
                .toList();
    }

    private static Shown shown(AttributeModel attribute) {
        return new Shown(plainName(attribute), attribute.words(), attribute.unit());
    }

    private static String plainName(AttributeModel attribute) {
        return LdContext.CORE.compact(attribute.expanded());
    }

    private Colour colour(FieldReader file, Optional<EntityModel> model) {
        var keys = List.of("attribute", "unknown", "bands");
        var fields =
                file.required("colour")
                        .map(value -> FieldReader.of(value, "colour", keys, mistakes));
        if (fields.isEmpty()) {
            return new Colour(FieldReader.STAND_IN, FieldReader.STAND_IN, List.of());
        }
        return new Colour(
                attribute(fields.get(), "attribute", model),
                colour(fields.get(), "unknown"),
                bands(fields.get()));
    }

    private String colour(FieldReader fields, String key) {
        var written = fields.requiredScalar(key);
        written.filter(c -> !COLOUR.matcher(c.text()).matches())
                .ifPresent(c -> mistakes.add(c.place(), Fault.NOT_COLOUR, c.text()));
        return written.map(Yaml.Scalar::text).orElse(FieldReader.STAND_IN);
    }

    private List<Band> bands(FieldReader fields) {
        var items = fields.items("bands");
        var bands = new ArrayList<Band>();
        for (var item : items) {
            var band = FieldReader.of(item, "bands", List.of("upTo", "colour", "name"), mistakes);
            var upTo = band.optionalNumber("upTo");
            boolean last = bands.size() == items.size() - 1;
            boolean rises =
                    bands.isEmpty()
                            || upTo.isEmpty()
                            || bands.getLast().upTo().isEmpty()
                            || upTo.get().compareTo(bands.getLast().upTo().get()) > 0;
            if (last == band.has("upTo") || !rises) {
                mistakes.add(band.place("upTo"), Fault.BANDS_WRONG);
            }
            bands.add(new Band(upTo, colour(band, "colour"), band.words("name")));
        }
        return bands;
    }
}

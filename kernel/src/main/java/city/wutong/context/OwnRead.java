package city.wutong.context;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import city.wutong.text.Text;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Reads what [OwnPatch] has written down, by the names of the core `@context`. What is missing, or
/// of another kind, is empty.
public final class OwnRead {
    private final Entity entity;

    private OwnRead(Entity entity) {
        this.entity = entity;
    }

    public static OwnRead of(Entity entity) {
        return new OwnRead(entity);
    }

    /// The default instance of an attribute.
    public Optional<Attribute> attribute(String name) {
        return entity.attribute(LdContext.CORE.expand(name), null);
    }

    /// A text, or the URI of a single relationship.
    public Optional<String> text(String name) {
        return attribute(name).flatMap(attribute -> text(attribute.content()));
    }

    public Optional<Double> number(String name) {
        return attribute(name)
                .flatMap(each ->
                        each.content() instanceof Json.Num number
                                ? Optional.of(number.asDouble())
                                : Optional.empty());
    }

    /// A time that was written as a DateTime.
    public Optional<Instant> time(String name) {
        return text(name).flatMap(OwnRead::readTime);
    }

    public Optional<Boolean> flag(String name) {
        return attribute(name)
                .filter(each -> each.content() instanceof Json.Literal)
                .map(each -> each.content() == Json.Literal.TRUE);
    }

    /// Words in both languages.
    public Optional<Text> words(String name) {
        if (attribute(name).map(Attribute::content).orElse(Json.Literal.NULL)
                instanceof Json.Obj map) {
            var zh = map.get("zh").flatMap(OwnRead::text);
            var en = map.get("en").flatMap(OwnRead::text);
            return zh.flatMap(chinese -> en.map(english -> new Text(chinese, english)));
        }
        return Optional.empty();
    }

    /// A GeoJSON geometry in WGS 84.
    public Optional<Json> place(String name) {
        return attribute(name)
                .filter(each -> each.kind() == AttributeKind.GEO_PROPERTY)
                .map(Attribute::content);
    }

    /// The id of what an alert or a case is about.
    public Optional<String> subject() {
        return text(entity.hasType(OwnType.CASE.iri()) ? "refersTo" : "alertSource");
    }

    private static Optional<Instant> readTime(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(Json json) {
        return json instanceof Json.Str(var text) ? Optional.of(text) : Optional.empty();
    }
}

package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Generators of JSON and of attributes.
final class Generators {
    private static final String[] WORDS = {
        "type",
        "@type",
        "id",
        "@id",
        "value",
        "object",
        "languageMap",
        "vocab",
        "json",
        "valueList",
        "objectList",
        "observedAt",
        "datasetId",
        "unitCode",
        "objectType",
        "expiresAt",
        "scope",
        "@context",
        "@value",
        "dataset",
        "location",
        "ngsildproof",
        "entityIdSealed",
        "coordinates",
        "@none",
        "speed",
        "my attr",
        "",
        "ex:a",
        "Property",
        "GeoProperty",
        "Relationship",
        "LanguageProperty",
        "VocabProperty",
        "JsonProperty",
        "ListProperty",
        "ListRelationship",
        "Point",
        "Polygon",
        "urn:ngsi-ld:null",
        "urn:x:1",
        "2026-03-01T08:00:00Z",
        "/a/b",
        "zh",
        ":",
        "@vocab",
        "@reverse",
        "@container",
        "@prefix",
        "@import",
        "https://e.org/",
        "@"
    };

    private static final int DEEPEST = 3;

    private Generators() {}

    /// JSON that looks like NGSI-LD here and there.
    static Arbitrary<Json> nearly() {
        var words = Arbitraries.of(WORDS);
        return json(words, words, true);
    }

    /// JSON as a compound value can be: without null members, without NGSI-LD Null.
    static Arbitrary<Json> value() {
        var names =
                Arbitraries.of("a", "type", "value", "object", "@x", "dataset", "unitCode", "b c");
        return json(names, Arbitraries.strings().excludeChars('\0').ofMaxLength(8), false);
    }

    private static Arbitrary<Json> json(
            Arbitrary<String> names, Arbitrary<String> texts, boolean nulls) {
        var literals =
                nulls
                        ? Arbitraries.of(Json.Literal.values())
                        : Arbitraries.of(Json.Literal.TRUE, Json.Literal.FALSE);
        Arbitrary<Json> json =
                Arbitraries.oneOf(texts.map(Json::of), number(), literals.map(literal -> literal));
        for (int level = 0; level < DEEPEST; level++) {
            var inner = json;
            json =
                    Arbitraries.oneOf(
                            inner,
                            inner.list().ofMaxSize(3).map(Json::array),
                            Arbitraries.maps(names, inner).ofMaxSize(5).map(Json::object));
        }
        return json;
    }

    static Arbitrary<Json> number() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Json::of),
                Arbitraries.doubles().map(Json::of),
                Arbitraries.bigDecimals().ofScale(30).map(Generators::decimal));
    }

    private static Json decimal(BigDecimal value) {
        return BigDecimal.valueOf(value.doubleValue()).compareTo(value) == 0
                ? new Json.Real(value.doubleValue())
                : new Json.Big(value);
    }

    static Arbitrary<Instant> time(int unit) {
        return Arbitraries.longs()
                .between(0, 4_102_444_800L)
                .flatMap(second ->
                        Arbitraries.integers()
                                .between(0, 999_999_999)
                                .map(nano -> Instant.ofEpochSecond(second, nano - nano % unit)));
    }

    static Arbitrary<AttributeKind> kind() {
        return Arbitraries.of(AttributeKind.values());
    }

    static Arbitrary<Json> content(AttributeKind kind) {
        var uri = Arbitraries.of("urn:x:1", "urn:x:2", "https://e.org/ä").map(Json::of);
        var words = Arbitraries.of(Documents.CITY.expand("name"), "https://e.org/x").map(Json::of);
        return switch (kind) {
            case PROPERTY -> value();
            case GEO_PROPERTY ->
                    Arbitraries.integers()
                            .between(-90, 90)
                            .map(x ->
                                    Documents.json("{'type':'Point','coordinates':[" + x + ",1]}"));
            case RELATIONSHIP ->
                    Arbitraries.oneOf(uri, uri.list().ofMinSize(1).ofMaxSize(3).map(Json::array));
            case LANGUAGE_PROPERTY ->
                    Arbitraries.maps(
                                    Arbitraries.of("zh", "en-GB", "@none"),
                                    Arbitraries.strings()
                                            .excludeChars('\0')
                                            .ofMaxLength(5)
                                            .map(Json::of))
                            .map(Json::object);
            case VOCAB_PROPERTY ->
                    Arbitraries.oneOf(
                            words, words.list().ofMinSize(1).ofMaxSize(3).map(Json::array));
            case JSON_PROPERTY -> nearly().map(json -> Json.object(Map.of("x", json)));
            case LIST_PROPERTY -> value().list().ofMaxSize(3).map(Json::array);
            case LIST_RELATIONSHIP -> uri.list().ofMaxSize(3).map(Json::array);
        };
    }

    /// An attribute with at most that many levels of others in it.
    ///
    /// @param stamps the times at which the server touched it
    /// @param unit nanoseconds to which the sender's times are exact
    static Arbitrary<Attribute> attribute(
            String name, int levels, Arbitrary<Instant> stamps, int unit) {
        return kind().flatMap(kind -> attribute(name, kind, levels, stamps, unit));
    }

    private static Arbitrary<Attribute> attribute(
            String name, AttributeKind kind, int levels, Arbitrary<Instant> stamps, int unit) {
        var dataset = Arbitraries.of("urn:d:1", "urn:d:2").injectNull(0.5);
        return Combinators.combine(
                        dataset,
                        content(kind),
                        time(unit).injectNull(0.5),
                        stamps,
                        stamps,
                        details(kind, levels, stamps, unit))
                .as((id, content, observed, created, modified, details) ->
                        new Attribute(
                                name, id, kind, content, observed, created, modified, details));
    }

    private static Arbitrary<Attribute.Details> details(
            AttributeKind kind, int levels, Arbitrary<Instant> stamps, int unit) {
        var units =
                kind == AttributeKind.PROPERTY
                        ? Arbitraries.of("CEL", "KMH").injectNull(0.5)
                        : Arbitraries.of("CEL").injectNull(1);
        var types =
                kind == AttributeKind.RELATIONSHIP
                        ? Arbitraries.of(
                                List.of(Documents.CITY.expand("Building")), List.<String>of())
                        : Arbitraries.just(List.<String>of());
        var subs =
                levels == 0
                        ? Arbitraries.just(List.<Attribute>of())
                        : attribute(Documents.CITY.expand("sub"), levels - 1, stamps, unit)
                                .list()
                                .ofMaxSize(1);
        return Combinators.combine(units, types, time(unit).injectNull(0.8), subs)
                .as(Attribute.Details::of);
    }
}

package city.wutong.context;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/// Arbitrary JSON, attributes, entities, changes and operations, for the tests of kernel and store.
public final class Generated {
    /// How many different entities the operations speak of.
    public static final int ENTITIES = 6;

    public static final String VOCABULARY = "https://example.org/";

    private static final int DEEPEST = 3;
    private static final Instant DAY = Instant.parse("2026-03-01T08:00:00Z");
    private static final int CELLS = 40;

    private Generated() {}

    public static String entityId(int n) {
        return "urn:ngsi-ld:Thing:" + n;
    }

    // Values

    public static Arbitrary<Json> json() {
        return json(texts(), false);
    }

    /// JSON in which NGSI-LD Null stands here and there.
    static Arbitrary<Json> mergeable() {
        return json(Arbitraries.of("a", "b", "urn:ngsi-ld:null"), true);
    }

    private static Arbitrary<Json> json(Arbitrary<String> texts, boolean fewNames) {
        var names = fewNames ? Arbitraries.of("a", "b", "c", "d") : texts();
        Arbitrary<Json> json =
                Arbitraries.oneOf(
                        texts.map(Json::of),
                        numbers(),
                        Arbitraries.of(Json.Literal.values()).map(literal -> literal));
        for (int level = 0; level < DEEPEST; level++) {
            var inner = json;
            json =
                    Arbitraries.oneOf(
                            inner,
                            inner.list().ofMaxSize(3).map(Json::array),
                            Arbitraries.maps(names, inner).ofMaxSize(4).map(Json::object));
        }
        return json;
    }

    /// Any characters that JSON may hold here: no halves of pairs, no U+0000.
    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .ofMaxLength(6)
                .map(text ->
                        new String(
                                text.codePoints().map(Generated::whole).toArray(),
                                0,
                                text.codePointCount(0, text.length())));
    }

    private static int whole(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE
                ? '梧'
                : codePoint;
    }

    public static Arbitrary<Json> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Json::of),
                Arbitraries.doubles().map(Json::of),
                Arbitraries.bigIntegers()
                        .between(BigInteger.TWO.pow(63), BigInteger.TWO.pow(300))
                        .map(big -> new Json.Big(new BigDecimal(big))),
                Arbitraries.bigDecimals().ofScale(30).map(Generated::decimal));
    }

    private static Json decimal(BigDecimal value) {
        double near = value.doubleValue();
        return BigDecimal.valueOf(near).compareTo(value) == 0
                ? new Json.Real(near)
                : new Json.Big(value);
    }

    /// To the microsecond, from the first year that can be written to the last.
    public static Arbitrary<Instant> times() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("0001-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond())
                .flatMap(second ->
                        Arbitraries.integers()
                                .between(0, 999_999)
                                .map(micro -> Instant.ofEpochSecond(second, micro * 1_000L)));
    }

    // Attributes

    /// Any attribute, with others in it.
    public static Arbitrary<Attribute> attributes() {
        return attributes(2);
    }

    private static Arbitrary<Attribute> attributes(int levels) {
        var subs =
                levels == 0
                        ? Arbitraries.just(List.<Attribute>of())
                        : Arbitraries.lazy(() -> attributes(levels - 1)).list().ofMaxSize(2);
        var details =
                Combinators.combine(
                                Arbitraries.of("CEL", "KMH").injectNull(0.5),
                                Arbitraries.of(names("Building", "Camera")).list().ofMaxSize(2),
                                times().injectNull(0.8),
                                subs)
                        .as(Attribute.Details::of);
        return Combinators.combine(
                        Arbitraries.of(names("a", "b", "c", "名")),
                        Arbitraries.of("urn:d:1", "urn:d:2").injectNull(0.5),
                        Arbitraries.of(AttributeKind.values()),
                        json(),
                        times().injectNull(0.3),
                        times(),
                        times(),
                        details)
                .as(Attribute::new);
    }

    private static List<String> names(String... words) {
        return List.of(words).stream().map(word -> VOCABULARY + word).toList();
    }

    public static Arbitrary<Entity> entities() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, Long.MAX_VALUE),
                        Arbitraries.integers().map(Generated::entityId),
                        types(),
                        Arbitraries.of("/a", "/a/b").list().ofMaxSize(2),
                        attributes().list().ofMaxSize(4),
                        times(),
                        times().injectNull(0.7),
                        Arbitraries.longs().greaterOrEqual(1))
                .as((number, id, types, scopes, attributes, created, expires, seq) ->
                        new Entity(
                                number,
                                id,
                                types,
                                scopes,
                                attributes,
                                created,
                                created,
                                expires,
                                seq));
    }

    private static Arbitrary<List<String>> types() {
        return Arbitraries.of(names("A", "B", "C"))
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(2);
    }

    // Changes

    public static Arbitrary<Change.What> whats() {
        var name = Arbitraries.of(names("a", "b", "名"));
        var scopes = Arbitraries.of("/a", "/a/b").list().ofMaxSize(2);
        var expiry = times().injectNull(0.5);
        return Arbitraries.oneOf(
                Combinators.combine(types(), scopes, expiry).as(Change.Created::new),
                Combinators.combine(types(), scopes, expiry).as(Change.Described::new),
                attributes().map(Change.Set::new),
                attributes().map(Change.Late::new),
                Combinators.combine(name, Arbitraries.of("urn:d:1").injectNull(0.5))
                        .as(Change.Unset::new),
                Arbitraries.create(Change.Ended::new),
                edits().map(Change.Edited::new));
    }

    /// Edits of the past.
    public static Arbitrary<Change.Edit> edits() {
        var name = Arbitraries.of(names("a", "b", "名"));
        var instance = Arbitraries.longs().between(1, 9);
        var dataset = Arbitraries.of("urn:d:1").injectNull(0.5);
        return Arbitraries.oneOf(
                Combinators.combine(types(), Arbitraries.of(true, false)).as(Change.Typed::new),
                attributes().map(Change.Recorded::new),
                Combinators.combine(instance, attributes()).as(Change.Amended::new),
                Combinators.combine(instance, name).as(Change.Removed::new),
                Combinators.combine(name, dataset, Arbitraries.of(true, false))
                        .as(Change.Cleared::new),
                Arbitraries.create(Change.Forgotten::new));
    }

    // Operations

    /// Operations on a few entities with a few attributes, so that they meet.
    public static Arbitrary<Operation> operations() {
        var id = Arbitraries.integers().between(0, ENTITIES - 1).map(Generated::entityId);
        var name = Arbitraries.of(names("a", "b"));
        var dataset = Arbitraries.of("urn:d:1").injectNull(0.7);
        return Arbitraries.frequencyOf(
                freq(4, Combinators.combine(id, whole()).as(Operation.Create::new)),
                freq(
                        3,
                        Combinators.combine(id, whole(), Arbitraries.of(true, false))
                                .as(Operation.Upsert::new)),
                freq(
                        4,
                        Combinators.combine(id, fragment(true), Arbitraries.of(true, false))
                                .as(Operation.Append::new)),
                freq(4, Combinators.combine(id, fragment(true)).as(Operation.Update::new)),
                freq(4, Combinators.combine(id, fragment(false)).as(Operation.Merge::new)),
                freq(2, Combinators.combine(id, whole()).as(Operation.Replace::new)),
                freq(2, Combinators.combine(id, patch(false)).as(Operation.PartialUpdate::new)),
                freq(2, Combinators.combine(id, patch(true)).as(Operation.ReplaceAttribute::new)),
                freq(
                        2,
                        Combinators.combine(id, name, dataset, Arbitraries.of(true, false))
                                .as(Operation.DeleteAttribute::new)),
                freq(2, id.map(Operation.Delete::new)),
                freq(6, Combinators.combine(id, whole()).as(Operation.Read::new)));
    }

    private static net.jqwik.api.Tuple.Tuple2<Integer, Arbitrary<? extends Operation>> freq(
            int frequency, Arbitrary<? extends Operation> operations) {
        return net.jqwik.api.Tuple.of(frequency, operations);
    }

    /// A whole entity.
    private static Arbitrary<EntityPatch> whole() {
        return Combinators.combine(
                        types(),
                        Arbitraries.of("/a", "/a/b").list().ofMaxSize(1).injectNull(0.5),
                        patch(true).list().uniqueElements(Generated::instance).ofMaxSize(3),
                        location().injectNull(0.4))
                .as((types, scopes, patches, location) ->
                        new EntityPatch(null, types, scopes, null, with(patches, location)));
    }

    private static Arbitrary<EntityPatch> fragment(boolean wholeAttributes) {
        return Combinators.combine(
                        types().injectNull(0.8),
                        Arbitraries.of("/b").list().ofMaxSize(1).injectNull(0.8),
                        Arbitraries.of(EntityPatch.NEVER, DAY).injectNull(0.8),
                        patch(wholeAttributes)
                                .list()
                                .uniqueElements(Generated::instance)
                                .ofMaxSize(3),
                        location().injectNull(0.7))
                .as((types, scopes, expiry, patches, location) ->
                        new EntityPatch(
                                null,
                                types == null ? List.of() : types,
                                scopes,
                                expiry,
                                with(patches, location)));
    }

    private static List<@Nullable String> instance(AttributePatch patch) {
        var instance = new ArrayList<@Nullable String>();
        instance.add(patch.name());
        instance.add(patch.datasetId());
        return instance;
    }

    private static List<AttributePatch> with(
            List<AttributePatch> patches, @Nullable AttributePatch location) {
        var all = new ArrayList<>(patches);
        if (location != null) {
            all.add(location);
        }
        return all;
    }

    /// An attribute within a few minutes, sometimes one that deletes when it need not be whole.
    private static Arbitrary<AttributePatch> patch(boolean whole) {
        var content = whole ? json() : mergeable().injectNull(0.2);
        return Combinators.combine(
                        Arbitraries.of(names("a", "b", "c")),
                        Arbitraries.of("urn:d:1", "urn:d:2").injectNull(0.7),
                        content,
                        minutes().injectNull(0.3),
                        Arbitraries.integers().between(0, 9))
                .as((name, dataset, value, observedAt, die) ->
                        !whole && die == 0
                                ? AttributePatch.deletion(name, dataset)
                                : patch(name, dataset, value, observedAt));
    }

    private static Arbitrary<Instant> minutes() {
        return Arbitraries.integers().between(0, 10).map(minute -> DAY.plusSeconds(60L * minute));
    }

    static AttributePatch patch(
            String name,
            @Nullable String dataset,
            @Nullable Json value,
            @Nullable Instant observedAt) {
        return new AttributePatch(
                name,
                dataset,
                value == null ? null : AttributeKind.PROPERTY,
                value,
                observedAt,
                null,
                null,
                null,
                Set.of(),
                List.of());
    }

    /// A point, or an area of few or of many cells.
    private static Arbitrary<AttributePatch> location() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, CELLS),
                        Arbitraries.integers().between(0, CELLS),
                        Arbitraries.of(0, 0, 0, 1, 30))
                .as((x, y, size) -> location(120.5 + x / 200.0, 30.6 + y / 200.0, size / 100.0));
    }

    /// A `location`: a point, or a square.
    ///
    /// @param size degrees of its side; 0 is a point
    public static AttributePatch location(double x, double y, double size) {
        var geometry =
                size == 0
                        ? geometry("Point", position(x, y))
                        : geometry(
                                "Polygon",
                                Json.array(
                                        List.of(
                                                Json.array(
                                                        List.of(
                                                                position(x, y),
                                                                position(x + size, y),
                                                                position(x + size, y + size),
                                                                position(x, y + size),
                                                                position(x, y))))));
        return new AttributePatch(
                "https://uri.etsi.org/ngsi-ld/location",
                null,
                AttributeKind.GEO_PROPERTY,
                geometry,
                null,
                null,
                null,
                null,
                Set.of(),
                List.of());
    }

    static Json geometry(String type, Json coordinates) {
        var members = new LinkedHashMap<String, Json>();
        members.put("type", Json.of(type));
        members.put("coordinates", coordinates);
        return Json.object(members);
    }

    static Json position(double x, double y) {
        return Json.array(List.of(Json.of(x), Json.of(y)));
    }
}

package city.wutong.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.refusal.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {
    private static final String[] BY_DATATYPE = {
        "-1",
        "2.5",
        "\"a\"",
        "\"B\"",
        "{\"k\":1}",
        "[1]",
        "false",
        "true",
        "\"08:00:00Z\"",
        "\"2026-01-02\"",
        "\"2026-01-01T00:00:00Z\"",
        "{\"@type\":\"DateTime\",\"@value\":\"2026-01-01T00:00:01Z\"}",
        "null"
    };

    @Test
    void datatypes_stand_in_the_order_of_the_clause_and_what_is_missing_is_last() {
        var entities = new ArrayList<Entity>();
        for (var value : BY_DATATYPE) {
            entities.add(entity("urn:" + entities.size(), Sample.property("v", value)));
        }
        entities.add(entity("urn:" + entities.size()));
        var expected = entities.stream().map(Entity::id).toList();
        Collections.reverse(entities);

        assertThat(ids(order("v"), entities)).isEqualTo(expected);
    }

    @Test
    void in_descending_order_too_what_is_null_or_missing_is_last() {
        var entities =
                List.of(
                        entity("urn:none"),
                        entity("urn:null", Sample.property("v", "null")),
                        entity("urn:1", Sample.property("v", "1")),
                        entity("urn:2", Sample.property("v", "2")),
                        entity("urn:x", Sample.property("v", "\"x\"")));

        assertThat(ids(order("v;desc"), entities))
                .containsExactly("urn:x", "urn:2", "urn:1", "urn:null", "urn:none");
    }

    @Test
    void the_next_key_decides_where_the_first_leaves_a_draw_and_at_last_creation() {
        var entities =
                List.of(
                        entity("urn:a", Sample.property("v", "1"), Sample.property("w", "1")),
                        entity("urn:b", Sample.property("v", "1"), Sample.property("w", "2")),
                        entity("urn:c", Sample.property("v", "0"), Sample.property("w", "1")),
                        entity("urn:d", Sample.property("v", "1"), Sample.property("w", "2")));

        assertThat(ids(order("v,w;desc"), entities))
                .containsExactly("urn:c", "urn:b", "urn:d", "urn:a");
        assertThat(ids(order("v,id;desc"), entities))
                .containsExactly("urn:c", "urn:d", "urn:b", "urn:a");
    }

    @Test
    void of_several_values_the_one_counts_that_comes_first() {
        var several =
                entity(
                        "urn:several",
                        Sample.property("v", "5"),
                        Sample.attribute(
                                "v",
                                "urn:set",
                                AttributeKind.PROPERTY,
                                "1",
                                null,
                                Attribute.Details.NONE));
        var one = entity("urn:one", Sample.property("v", "3"));

        assertThat(ids(order("v"), List.of(one, several)))
                .containsExactly("urn:several", "urn:one");
        assertThat(ids(order("v;desc"), List.of(one, several)))
                .containsExactly("urn:several", "urn:one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a|v.observedAt",
                "a|v.sub",
                "a|v.unitCode",
                "a|address[city]",
                "a|name[en]",
                "b|name[zh]",
                "a|owner",
                "a|type",
                "b|scope",
                "a|createdAt,id",
                "b|modifiedAt;desc,id;desc"
            })
    void a_key_is_a_member_or_a_path(String first, String orderBy) {
        var entities = List.of(rich("a", 1), rich("b", 2));

        assertThat(ids(order(orderBy), entities).getFirst()).isEqualTo("urn:" + first);
    }

    private static Entity rich(String name, int i) {
        var details =
                Attribute.Details.of(
                        "C" + i, List.of(), null, List.of(Sample.property("sub", "" + i)));
        var scopes = i == 1 ? List.<String>of() : List.of("/B", "/A");
        return new Entity(
                3 - i,
                "urn:" + name,
                List.of(Sample.expand("T" + i)),
                scopes,
                List.of(
                        Sample.attribute(
                                "v",
                                null,
                                AttributeKind.PROPERTY,
                                "0",
                                Sample.CREATED.plusSeconds(i),
                                details),
                        Sample.property("address", "{\"city\":\"c" + i + "\"}"),
                        Sample.attribute(
                                "name",
                                AttributeKind.LANGUAGE_PROPERTY,
                                "{\"en\":\"" + i + "\",\"zh\":\"" + (9 - i) + "\"}"),
                        Sample.attribute("owner", AttributeKind.RELATIONSHIP, "\"urn:" + i + "\"")),
                Sample.CREATED,
                Sample.MODIFIED,
                null,
                1);
    }

    @Test
    void by_distance_what_lies_somewhere_comes_first_and_the_rest_by_value() {
        var entities =
                List.of(
                        entity("urn:none"),
                        entity("urn:text", Sample.property("location", "\"here\"")),
                        place("urn:far", "[121,31]"),
                        place("urn:near", "[120.6,30.6]"));

        assertThat(ids(distance("location;dist-asc"), entities))
                .containsExactly("urn:near", "urn:far", "urn:text", "urn:none");
        assertThat(ids(distance("location;dist-desc"), entities))
                .containsExactly("urn:far", "urn:near", "urn:text", "urn:none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|ORDER_MALFORMED",
                "a,,b|ORDER_MALFORMED",
                "a;up|ORDER_MALFORMED",
                "a;asc;desc|ORDER_MALFORMED",
                "a.|ORDER_MALFORMED",
                "a.observedAt.b|ORDER_MALFORMED",
                "a.observedAt[b]|ORDER_MALFORMED",
                "observedAt|ORDER_MALFORMED",
                "a[|ORDER_MALFORMED",
                "a[]|ORDER_MALFORMED",
                "a[b]c|ORDER_MALFORMED",
                "a{b}|ORDER_MALFORMED",
                "a;dist-asc|ORDER_WITHOUT_PLACE",
                "a,b,c,d,e,f,g,h,i,j,k|ORDER_TOO_MANY"
            })
    void what_is_no_order_is_refused(@Nullable String orderBy, QueryReason reason) {
        var given = new Order.Parameters(orderBy == null ? "" : orderBy, null, null, null);

        assertThat(reason(given)).isEqualTo(reason);
    }

    @Test
    void only_a_geoproperty_lies_somewhere() {
        assertThat(reason(new Order.Parameters("id;dist-asc", null, "[1,2]", null)))
                .isEqualTo(QueryReason.ORDER_PLACE_OF_NOTHING);
        assertThat(reason(new Order.Parameters("createdAt;dist-asc", null, "[1,2]", null)))
                .isEqualTo(QueryReason.ORDER_PLACE_OF_NOTHING);
    }

    @Test
    void a_page_too_far_on_is_refused() {
        var page = new Page(1, Ranking.FARTHEST, false);

        assertThat(catchThrowableOfType(Refused.class, () -> Ranking.of(order("v"), page)))
                .isNotNull();
    }

    @Property(tries = 1_000)
    void a_page_is_the_part_of_a_whole_sorted_naively(
            @ForAll("entities") List<Entity> entities,
            @ForAll @IntRange(max = 20) int offset,
            @ForAll @IntRange(min = 1, max = 20) int limit) {
        var ranking = Ranking.of(order("a;desc,b"), new Page(limit, offset, false));
        entities.forEach(ranking::offer);
        var sorted = new ArrayList<>(entities);
        sorted.sort(
                Comparator.comparing((Entity e) -> naive(e, "a", true))
                        .thenComparing(e -> naive(e, "b", false))
                        .thenComparingLong(Entity::number));
        assertThat(ranking.entities())
                .isEqualTo(sorted.stream().skip(offset).limit(limit).toList());
    }

    /// The value as a text that sorts as the value does: numbers, then letters, then nothing.
    private static String naive(Entity entity, String name, boolean descending) {
        var value = entity.attribute(Sample.expand(name), null).map(Attribute::content);
        var values =
                Arrays.asList(
                        Optional.of(Sample.json("1")),
                        Optional.of(Sample.json("10")),
                        Optional.of(Sample.json("\"a\"")),
                        Optional.of(Sample.json("\"B\"")));
        int at = values.indexOf(value);
        return at < 0 ? "x" : "" + (descending ? 9 - at : at);
    }

    @Provide
    Arbitrary<List<Entity>> entities() {
        var values = Arbitraries.of("1", "10", "\"a\"", "\"B\"").injectNull(0.2);
        var numbers = Arbitraries.longs().between(1, 1_000_000);
        return Combinators.combine(numbers, values, values)
                .as((number, a, b) -> {
                    var attributes = new ArrayList<Attribute>();
                    if (a != null) {
                        attributes.add(Sample.property("a", a));
                    }
                    if (b != null) {
                        attributes.add(Sample.property("b", b));
                    }
                    return numbered(number, attributes);
                })
                .list()
                .ofMaxSize(40)
                .uniqueElements(Entity::number);
    }

    private static Entity numbered(long number, List<Attribute> attributes) {
        return new Entity(
                number,
                "urn:" + number,
                List.of("urn:T"),
                List.of(),
                attributes,
                Sample.CREATED,
                Sample.MODIFIED,
                null,
                1);
    }

    private static Object reason(Order.Parameters given) {
        return catchThrowableOfType(Refused.class, () -> OrderParser.parse(given, Sample::expand))
                .refusal()
                .reason();
    }

    private static Order order(String orderBy) {
        return OrderParser.parse(new Order.Parameters(orderBy, null, null, null), Sample::expand);
    }

    private static Order distance(String orderBy) {
        return OrderParser.parse(
                new Order.Parameters(orderBy, null, "[120.5,30.6]", null), Sample::expand);
    }

    private static List<String> ids(Order order, List<Entity> entities) {
        var ranking = Ranking.of(order, Page.FIRST);
        for (int i = 0; i < entities.size(); i++) {
            var e = entities.get(i);
            ranking.offer(
                    new Entity(
                            i + 1,
                            e.id(),
                            e.types(),
                            e.scopes(),
                            e.attributes(),
                            e.createdAt(),
                            e.modifiedAt(),
                            e.expiresAt(),
                            e.seq()));
        }
        return ranking.entities().stream().map(Entity::id).toList();
    }

    private static Entity entity(String id, Attribute... attributes) {
        return Sample.entity(id, "Thing", List.of(attributes));
    }

    private static Entity place(String id, String coordinates) {
        return entity(
                id,
                Sample.attribute(
                        "location",
                        AttributeKind.GEO_PROPERTY,
                        "{\"type\":\"Point\",\"coordinates\":" + coordinates + "}"));
    }
}

package city.wutong.access;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Operation;
import city.wutong.context.SeenContext;
import city.wutong.context.Town;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.entity.LinkedEntities;
import city.wutong.geo.GeoQuery;
import city.wutong.query.EntityQuery;
import city.wutong.query.Order;
import city.wutong.query.OrderParser;
import city.wutong.query.Page;
import city.wutong.query.QParser;
import city.wutong.query.Sight;
import city.wutong.query.TypeSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is seen is what a naive reader of the contract would show, whatever is asked.
class SightTest {
    private static final Page ALL = new Page(1_000, 0, true);

    @Provide
    Arbitrary<List<Operation>> entities() {
        return Streets.entities();
    }

    @Provide
    Arbitrary<Rights> rights() {
        return Streets.rights();
    }

    private static SeenContext seen(Town town, Rights rights, boolean lifted) {
        var context = town.context();
        return new SeenContext(context, Streets.POLICY.sight(rights, lifted, context::entity));
    }

    @Property
    void an_entity_is_seen_as_the_holdings_show_it(
            @ForAll("entities") List<Operation> entities,
            @ForAll("rights") Rights rights,
            @ForAll boolean lifted) {
        try (var town = new Town()) {
            town.apply(entities);
            var sight = seen(town, rights, lifted).sight();
            for (var entity : town.entities()) {
                var expected = Streets.shown(rights, lifted, entity);
                var actual = sight.of(entity);
                assertThat(actual).isEqualTo(expected);
                if (actual.equals(Optional.of(entity))) {
                    assertThat(actual.get()).as("what is seen whole is the same").isSameAs(entity);
                }
                for (var attribute : entity.attributes()) {
                    var one = sight.attribute(entity, attribute);
                    assertThat(one)
                            .isEqualTo(
                                    expected.flatMap(
                                            shown -> shown.attribute(attribute.name(), null)));
                    if (sight.isClear(attribute.name()) && expected.isPresent()) {
                        assertThat(one).contains(attribute);
                    }
                }
            }
        }
    }

    @Provide
    Arbitrary<EntityQuery> queries() {
        var conditions =
                Arbitraries.of(
                                "open>3",
                                "inner==4",
                                "ill>=5",
                                "phone==\"13812341234\"",
                                "phone==\"138****1234\"",
                                "phone~=\"^138\"",
                                "!ill",
                                "ill",
                                "phone!=\"13812341230\"|inner<3",
                                "area==\"west\"")
                        .injectNull(0.3);
        var places =
                Arbitraries.of("near;maxDistance==60000", "within", "disjoint").injectNull(0.6);
        var types = Arbitraries.of("A", "B|C", "(A;B),C", "*").injectNull(0.4);
        return Combinators.combine(conditions, places, types).as(SightTest::query);
    }

    private static EntityQuery query(
            @Nullable String q, @Nullable String georel, @Nullable String types) {
        return new EntityQuery(
                Set.of(),
                null,
                types == null ? null : TypeSelection.parse(types, Town::name),
                Set.of(),
                q == null ? null : QParser.parse(q, Town::name),
                georel == null ? null : geo(georel),
                null);
    }

    private static GeoQuery geo(String georel) {
        var parameters =
                georel.startsWith("near")
                        ? new GeoQuery.Parameters(georel, "Point", "[1.7284,0.5]", null)
                        : new GeoQuery.Parameters(
                                georel,
                                "Polygon",
                                "[[[0.9,0.4],[2.5926,0.4],[2.5926,0.50012],[0.9,0.50012],[0.9,0.4]]]",
                                null);
        return GeoQuery.parse(parameters, SightTest::expandedPlace).orElseThrow();
    }

    private static String expandedPlace(String word) {
        return word.equals("location") ? Streets.LOCATION : Town.name(word);
    }

    @Property
    void a_query_is_answered_from_what_is_seen(
            @ForAll("entities") List<Operation> entities,
            @ForAll("rights") Rights rights,
            @ForAll("queries") EntityQuery query,
            @ForAll boolean lifted) {
        try (var town = Town.searchedBy("open", "inner", "phone", "ill")) {
            town.apply(entities);
            var expected = new ArrayList<Entity>();
            for (var entity : town.entities()) {
                Streets.shown(rights, lifted, entity)
                        .filter(shown -> query.matches(shown, LinkedEntities.NONE))
                        .ifPresent(expected::add);
            }
            var seen = seen(town, rights, lifted);
            var found = seen.find(query, Order.CREATION, ALL);
            assertThat(found.entities()).isEqualTo(expected);
            assertThat(found.count()).isEqualTo(expected.size());
            assertThat(seen.all(query)).isEqualTo(expected);
        }
    }

    @Property
    void an_order_is_that_of_what_is_seen(
            @ForAll("entities") List<Operation> entities, @ForAll("rights") Rights rights) {
        try (var town = new Town()) {
            town.apply(entities);
            for (var key : List.of("phone", "ill;desc", "inner")) {
                var order =
                        OrderParser.parse(new Order.Parameters(key, null, null, null), Town::name);
                var shown = new ArrayList<Operation>();
                try (var other = new Town()) {
                    for (var entity : town.entities()) {
                        Streets.shown(rights, false, entity)
                                .ifPresent(each -> shown.add(again(each)));
                    }
                    if (!shown.isEmpty()) {
                        other.apply(shown);
                    }
                    var expected = other.context().seen().find(EntityQuery.EVERYTHING, order, ALL);
                    var found = seen(town, rights, false).find(EntityQuery.EVERYTHING, order, ALL);
                    assertThat(ids(found.entities())).isEqualTo(ids(expected.entities()));
                }
            }
        }
    }

    private static Operation again(Entity entity) {
        var patches =
                entity.attributes().stream()
                        .map(each ->
                                new AttributePatch(
                                        each.name(),
                                        null,
                                        each.kind(),
                                        each.content(),
                                        null,
                                        null,
                                        null,
                                        null,
                                        Set.of(),
                                        List.of()))
                        .toList();
        return new Operation.Create(
                entity.id(), new EntityPatch(null, entity.types(), null, null, patches));
    }

    private static List<String> ids(List<Entity> entities) {
        return entities.stream().map(Entity::id).toList();
    }

    @Property
    void types_are_those_of_what_is_seen(
            @ForAll("entities") List<Operation> entities, @ForAll("rights") Rights rights) {
        try (var town = new Town()) {
            town.apply(entities);
            var expected = new TreeSet<String>();
            for (var entity : town.entities()) {
                Streets.shown(rights, false, entity)
                        .ifPresent(shown -> expected.addAll(shown.types()));
            }
            assertThat(seen(town, rights, false).types()).isEqualTo(expected);
        }
    }

    @Test
    void full_rights_are_no_filter_at_all() {
        var full =
                Streets.holding(
                        Set.of(Permission.values()),
                        TypeScope.EVERY,
                        TypeScope.EVERY,
                        Sensitivity.SENSITIVE,
                        Holding.EVERY);
        var sight = Streets.POLICY.sight(Streets.rights(List.of(full)), false, LinkedEntities.NONE);
        assertThat(sight).isSameAs(Sight.EVERYTHING);
    }

    @Test
    void an_index_of_hidden_values_helps_nobody_find_them() {
        var held =
                Streets.holding(
                        Set.of(Permission.READ_CONTEXT),
                        TypeScope.EVERY,
                        TypeScope.NONE,
                        Sensitivity.INTERNAL,
                        Holding.EVERY);
        var sight = Streets.POLICY.sight(Streets.rights(List.of(held)), false, LinkedEntities.NONE);
        assertThat(sight.isClear(Town.name("inner"))).isTrue();
        assertThat(sight.isClear(Town.name("phone"))).isFalse();
        assertThat(sight.isClear(Streets.LOCATION)).isFalse();
    }
}

package city.wutong.query;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.geo.GeoQuery;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntityQueryTest {
    private static final Entity PARKING =
            Sample.entity(
                    List.of("OffStreetParking"),
                    List.of("/Tongxiang/Wuzhen"),
                    Sample.property("free", "12"),
                    place("location", "[120.48,30.75]"),
                    Sample.property("entrance", "{\"type\":\"Point\",\"coordinates\":[0,0]}"));

    @Test
    void everything_is_asked_for_by_nothing() {
        assertThat(EntityQuery.EVERYTHING.matches(PARKING, LinkedEntities.NONE)).isTrue();
        assertThat(EntityQuery.EVERYTHING.isNarrow()).isFalse();
    }

    @Test
    void an_entity_meets_each_part() {
        assertThat(
                        query("OffStreetParking", "free>10", "/Tongxiang/#", 20_000)
                                .matches(PARKING, LinkedEntities.NONE))
                .isTrue();
        assertThat(
                        query("Building", "free>10", "/Tongxiang/#", 20_000)
                                .matches(PARKING, LinkedEntities.NONE))
                .isFalse();
        assertThat(
                        query("OffStreetParking", "free>12", "/Tongxiang/#", 20_000)
                                .matches(PARKING, LinkedEntities.NONE))
                .isFalse();
        assertThat(
                        query("OffStreetParking", "free>10", "/Haining/#", 20_000)
                                .matches(PARKING, LinkedEntities.NONE))
                .isFalse();
        assertThat(
                        query("OffStreetParking", "free>10", "/Tongxiang/#", 2_000)
                                .matches(PARKING, LinkedEntities.NONE))
                .isFalse();
    }

    @Test
    void ids_patterns_and_attributes_narrow_too() {
        var id = PARKING.id();

        assertThat(
                        only(Set.of(id, "urn:x"), "Thing:1$", Set.of())
                                .matches(PARKING, LinkedEntities.NONE))
                .isTrue();
        assertThat(
                        only(Set.of("urn:x"), "Thing:1$", Set.of())
                                .matches(PARKING, LinkedEntities.NONE))
                .isFalse();
        assertThat(only(Set.of(), "Thing:2$", Set.of()).matches(PARKING, LinkedEntities.NONE))
                .isFalse();
        assertThat(
                        only(Set.of(), ".", Set.of("free", "full"))
                                .matches(PARKING, LinkedEntities.NONE))
                .isTrue();
        assertThat(only(Set.of(), ".", Set.of("full")).matches(PARKING, LinkedEntities.NONE))
                .isFalse();
    }

    @Test
    void any_instance_of_the_geoproperty_will_do_and_nothing_but_a_geoproperty() {
        var twoPlaces =
                Sample.entity(place("location", "[0,0]"), place("location", "[120.48,30.75]"));

        assertThat(near("location").matches(twoPlaces, LinkedEntities.NONE)).isTrue();
        assertThat(near("operationSpace").matches(twoPlaces, LinkedEntities.NONE)).isFalse();
        assertThat(near("entrance").matches(PARKING, LinkedEntities.NONE)).isFalse();
    }

    @Test
    void a_query_by_id_or_by_system_attributes_alone_is_wide() {
        var systemAttributes =
                new EntityQuery(
                        Set.of(),
                        null,
                        null,
                        Set.of("https://uri.etsi.org/ngsi-ld/createdAt"),
                        Sample.q("modifiedAt>2020-01-01T00:00:00Z"),
                        null,
                        ScopeQuery.parse("/#"));

        assertThat(only(Set.of("urn:x"), ".", Set.of()).isNarrow()).isFalse();
        assertThat(systemAttributes.isNarrow()).isFalse();
        assertThat(only(Set.of(), ".", Set.of("free")).isNarrow()).isTrue();
        assertThat(near("location").isNarrow()).isTrue();
    }

    private static EntityQuery query(String type, String q, String scopeQ, int metres) {
        return new EntityQuery(
                Set.of(),
                null,
                TypeSelection.parse(type, Sample::expand),
                Set.of(),
                Sample.q(q),
                geo("location", metres),
                ScopeQuery.parse(scopeQ));
    }

    private static EntityQuery only(Set<String> ids, String pattern, Set<String> names) {
        var attributes = Set.copyOf(names.stream().map(Sample::expand).toList());
        return new EntityQuery(ids, TextPattern.of(pattern), null, attributes, null, null, null);
    }

    private static EntityQuery near(String property) {
        return new EntityQuery(Set.of(), null, null, Set.of(), null, geo(property, 20_000), null);
    }

    private static GeoQuery geo(String property, int metres) {
        return GeoQuery.parse(
                        new GeoQuery.Parameters(
                                "near;maxDistance==" + metres, "Point", "[120.54,30.63]", property),
                        Sample::expand)
                .orElseThrow();
    }

    private static city.wutong.entity.Attribute place(String name, String coordinates) {
        return Sample.attribute(
                name,
                AttributeKind.GEO_PROPERTY,
                "{\"type\":\"Point\",\"coordinates\":" + coordinates + "}");
    }
}

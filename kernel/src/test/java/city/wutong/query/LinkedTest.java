package city.wutong.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.json.Json;
import city.wutong.refusal.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkedTest {
    private static final Entity STATION =
            Sample.entity(
                    "urn:station",
                    "Station",
                    List.of(
                            Sample.attribute(
                                    "sensor",
                                    AttributeKind.RELATIONSHIP,
                                    "[\"urn:wet\",\"urn:dry\",\"urn:gone\"]"),
                            Sample.attribute(
                                    "spares",
                                    AttributeKind.LIST_RELATIONSHIP,
                                    "[{\"object\":\"urn:dry\"}]"),
                            Sample.property("note", "\"urn:wet\"")));
    private static final Entity WET =
            Sample.entity(
                    "urn:wet",
                    "Device",
                    List.of(
                            Sample.property("humidity", "80"),
                            Sample.attribute(
                                    "partOf", AttributeKind.RELATIONSHIP, "\"urn:station\"")));
    private static final Entity DRY =
            Sample.entity("urn:dry", "Probe", List.of(Sample.property("humidity", "20")));
    private static final Map<String, Entity> ALL =
            Map.of(STATION.id(), STATION, WET.id(), WET, DRY.id(), DRY);

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "sensor{humidity}@true",
                "sensor{humidity}==80@true",
                "sensor{humidity}==20@true",
                "sensor{humidity}!=80@true",
                "sensor{humidity}>80@false",
                "sensor{temperature}@false",
                "sensor{Device:humidity}==80@true",
                "sensor{Device:humidity}==20@false",
                "sensor{Device,Probe:humidity}==20@true",
                "sensor{Car:humidity}@false",
                "spares{humidity}==20@true",
                "spares{humidity}==80@false",
                "note{humidity}@false",
                "sensor{Device:partOf{sensor{humidity}}}==20@true",
                "sensor{partOf{Station:note}}==\"urn:wet\"@true",
                "sensor{humidity}==80;spares{humidity}==20@true",
                "sensor{humidity}==81|spares{humidity}==20@true"
            })
    void what_is_asked_of_a_linked_entity_is_asked_of_any_of_them(String q, boolean matches) {
        assertThat(Sample.q(q).matches(STATION, id -> Optional.ofNullable(ALL.get(id))))
                .isEqualTo(matches);
    }

    @Test
    void its_depth_is_that_of_the_longest_chain() {
        assertThat(Sample.q("a==1;b{c}|d{e{f}}").linkDepth()).isEqualTo(2);
        assertThat(Sample.q("a==1;!b").linkDepth()).isZero();
    }

    @Test
    void what_leads_to_a_whole_city_is_refused() {
        var ids =
                IntStream.rangeClosed(0, Link.MOST_REACHED)
                        .mapToObj(i -> Json.of("urn:thing:" + i))
                        .toList();
        var hub =
                Sample.entity(
                        Sample.attribute(
                                "has",
                                AttributeKind.RELATIONSHIP,
                                city.wutong.json.JsonWriter.text(Json.array(ids))));

        assertThat(
                        catchThrowableOfType(
                                        Refused.class,
                                        () -> Sample.q("has{x}").matches(hub, LinkedEntities.NONE))
                                .refusal()
                                .reason())
                .isEqualTo(QueryReason.Q_LINKS_TOO_MANY);
    }
}

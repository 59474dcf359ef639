package city.wutong.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StationFieldTest {
    private static final Instant AT = Instant.parse("2026-11-22T02:00:00Z");

    @Test
    void ten_thousand_stations_stand_where_they_say_and_arrive_in_batches() throws Exception {
        var field = StationField.over(Demo.COUNTIES);
        var entities = field.entities(10_000, 42, AT);
        assertThat(entities).hasSize(10_000);
        assertThat(entities.stream().map(entity -> entity.get("id")).distinct()).hasSize(10_000);
        assertThat(entities)
                .allSatisfy(entity -> {
                    assertThat(value(entity, "simulated")).isEqualTo(Json.of(true));
                    assertThat(standsInItsCounty(entity, field)).isTrue();
                    assertThat(entity.get("aqi")).isPresent();
                });
        try (var city = new ReceivingCity(new HandPace())) {
            StationField.send(city.address(), "crowd", entities);
            assertThat(city.taken()).hasSize(10);
            assertThat(city.taken().stream().flatMap(request -> request.entities().stream()))
                    .containsExactlyElementsOf(entities);
            assertThat(city.taken()).allSatisfy(r -> assertThat(r.tenant()).isEqualTo("crowd"));
        }
    }

    @Test
    void the_same_seed_gives_the_same_stations_and_another_others() throws Exception {
        var field = StationField.over(Demo.COUNTIES);
        assertThat(field.entities(50, 1, AT)).isEqualTo(field.entities(50, 1, AT));
        assertThat(field.entities(50, 1, AT)).isNotEqualTo(field.entities(50, 2, AT));
    }

    /// NGSI-LD takes six digits after the second, a clock may show nine.
    @Test
    void times_are_whole_seconds() throws Exception {
        var entity = StationField.over(Demo.COUNTIES).entities(1, 1, AT.plusNanos(5)).getFirst();
        assertThat(((Json.Obj) entity.get("aqi").orElseThrow()).get("observedAt"))
                .hasValue(Json.of("2026-11-22T02:00:00Z"));
    }

    private static boolean standsInItsCounty(Json.Obj entity, StationField field) {
        var point = (Json.Obj) value(entity, "location");
        var numbers = ((Json.Arr) point.get("coordinates").orElseThrow()).items();
        var place =
                new County.Place(
                        ((Json.Num) numbers.get(0)).asDouble(),
                        ((Json.Num) numbers.get(1)).asDouble());
        var code = ((Json.Str) value(entity, "areaCode")).value();
        return field.counties().stream()
                .filter(county -> county.code().equals(code))
                .anyMatch(county -> county.contains(place));
    }

    private static Json value(Json.Obj entity, String attribute) {
        return ((Json.Obj) entity.get(attribute).orElseThrow()).get("value").orElseThrow();
    }
}

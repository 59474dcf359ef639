package city.wutong.simulator;

import static city.wutong.simulator.AirQualityIndex.Edition.HJ_633_2012;
import static city.wutong.simulator.AirQualityIndex.Edition.HJ_633_2026;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.simulator.AirArchive.Reading;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AirQualityIndexTest {
    private static final List<Reading> PUBLISHED =
            Demo.archive().hours().stream()
                    .flatMap(hour -> hour.readings().stream())
                    .filter(reading -> reading.published() != null)
                    .toList();

    @Test
    void every_index_that_was_published_follows_from_the_edition_of_2012() {
        assertThat(PUBLISHED).hasSize(4_526);
        assertThat(PUBLISHED)
                .allSatisfy(reading ->
                        assertThat(AirQualityIndex.of(HJ_633_2012, reading.concentrations()))
                                .as("%s", reading)
                                .hasValue(reading.published()));
    }

    @Test
    void most_of_them_have_all_six_pollutants() {
        assertThat(PUBLISHED.stream().filter(reading -> reading.concentrations().size() == 6))
                .hasSize(4_347);
    }

    @Test
    void the_edition_of_2026_makes_less_than_half_of_them() {
        var same = PUBLISHED.stream().filter(AirQualityIndexTest::isSameIn2026).count();
        assertThat(same).isEqualTo(2_080);
    }

    private static boolean isSameIn2026(Reading reading) {
        return AirQualityIndex.of(HJ_633_2026, reading.concentrations())
                .filter(index -> index.equals(reading.published()))
                .isPresent();
    }

    /// The words of the file are not what the archive reads the level from.
    @Test
    void the_levels_are_those_that_were_published() throws IOException {
        var levels = new TreeMap<String, Integer>();
        for (var line :
                Files.readAllLines(Demo.AIR.resolve("zhejiang_station_hourly_2020-04.csv"))) {
            var fields = line.split(",", -1);
            if (Character.isDigit(fields[0].charAt(0)) && !fields[5].isEmpty()) {
                int level = AirQualityIndex.levelOf(Integer.parseInt(fields[5]));
                levels.merge(fields[6] + level, 1, Integer::sum);
            }
        }
        assertThat(levels).isEqualTo(Map.of("优1", 1_901, "良2", 2_358, "轻度污染3", 175, "重度污染5", 92));
    }

    @Test
    void each_limit_is_its_step_and_a_little_more_is_one_more() {
        assertThat(HJ_633_2012.individual(Pollutant.PM2_5, decimal("75"))).isEqualTo(100);
        assertThat(HJ_633_2012.individual(Pollutant.PM2_5, decimal("75.001"))).isEqualTo(101);
        assertThat(HJ_633_2026.individual(Pollutant.PM2_5, decimal("60"))).isEqualTo(100);
        assertThat(HJ_633_2026.individual(Pollutant.PM10, decimal("120"))).isEqualTo(100);
        assertThat(HJ_633_2012.individual(Pollutant.CO, decimal("10"))).isEqualTo(100);
        assertThat(HJ_633_2012.individual(Pollutant.NO2, decimal("0"))).isZero();
        assertThat(HJ_633_2012.individual(Pollutant.O3, decimal("160.1"))).isEqualTo(51);
    }

    @Test
    void beyond_the_table_the_index_stays_at_its_end() {
        assertThat(HJ_633_2012.individual(Pollutant.PM10, decimal("5000"))).isEqualTo(500);
        assertThat(HJ_633_2012.individual(Pollutant.O3, decimal("1201"))).isEqualTo(500);
    }

    @Test
    void much_sulphur_dioxide_goes_by_the_limits_of_24_hours_or_stays_at_200() {
        assertThat(HJ_633_2012.individual(Pollutant.SO2, decimal("800"))).isEqualTo(200);
        assertThat(HJ_633_2012.individual(Pollutant.SO2, decimal("801"))).isEqualTo(201);
        assertThat(HJ_633_2012.individual(Pollutant.SO2, decimal("1600"))).isEqualTo(300);
        assertThat(HJ_633_2026.individual(Pollutant.SO2, decimal("800"))).isEqualTo(200);
        assertThat(HJ_633_2026.individual(Pollutant.SO2, decimal("3000"))).isEqualTo(200);
    }

    @Test
    void clean_air_has_no_primary_pollutant_and_two_may_share_the_place() {
        assertThat(AirQualityIndex.of(HJ_633_2012, Map.of(Pollutant.PM10, decimal("50"))))
                .hasValue(new AirQualityIndex(50, 1, List.of()));
        assertThat(
                        AirQualityIndex.of(
                                HJ_633_2012,
                                Map.of(
                                        Pollutant.PM2_5, decimal("75"),
                                        Pollutant.PM10, decimal("150"),
                                        Pollutant.CO, decimal("1"))))
                .hasValue(new AirQualityIndex(100, 2, List.of(Pollutant.PM10, Pollutant.PM2_5)));
    }

    @Test
    void nothing_measured_is_no_index_and_nothing_is_negative() {
        assertThat(AirQualityIndex.of(HJ_633_2012, Map.of())).isEmpty();
        assertThatThrownBy(() -> HJ_633_2012.individual(Pollutant.CO, decimal("-0.1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_edition_changes_with_the_first_of_march_2026_in_beijing() {
        assertThat(AirQualityIndex.Edition.at(Instant.parse("2026-02-28T15:59:59Z")))
                .isEqualTo(HJ_633_2012);
        assertThat(AirQualityIndex.Edition.at(Instant.parse("2026-02-28T16:00:00Z")))
                .isEqualTo(HJ_633_2026);
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }
}

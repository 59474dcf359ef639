package city.wutong.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.simulator.AirArchive.Station;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AirArchiveTest {
    private static final String STATIONS =
            """
            code,adcode,city,station,lon,lat,approximate,areaCode,areaName
            1A,330100,杭州,滨江,120.211,30.21,false,330108,滨江区
            """;
    private static final String READINGS =
            "adcode,city,date,hour,station,aqi,level,primary,pm25,pm10,co,no2,o3_1h,o3_8h,so2\n";

    @TempDir Path folder;

    @Test
    void the_archive_that_ships_has_54_stations_96_hours_and_5046_readings() {
        var archive = Demo.archive();
        assertThat(archive.stations()).hasSize(54);
        assertThat(archive.stations().stream().filter(Station::approximate)).hasSize(7);
        assertThat(archive.hours()).hasSize(96);
        assertThat(archive.hours().stream().mapToInt(hour -> hour.readings().size()).sum())
                .isEqualTo(5_046);
        assertThat(archive.first()).isEqualTo("2020-04-02T00:00:00Z");
        assertThat(archive.last()).isEqualTo("2020-04-07T19:00:00Z");
        assertThat(Duration.between(archive.first(), archive.last()).toHours()).isEqualTo(139);
    }

    @Test
    void stations_that_sent_nothing_have_empty_readings() {
        var readings =
                Demo.archive().hours().stream().flatMap(hour -> hour.readings().stream()).toList();
        assertThat(readings.stream().filter(AirArchive.Reading::isEmpty)).hasSize(505);
        assertThat(readings.stream().filter(reading -> reading.published() == null)).hasSize(520);
    }

    /// The counties were found once, when the file was made; here by other code.
    @Test
    void every_station_stands_in_the_county_that_it_names() throws Exception {
        var counties = StationField.over(Demo.COUNTIES).counties();
        assertThat(counties).hasSize(91);
        assertThat(Demo.archive().stations())
                .allSatisfy(station ->
                        assertThat(counties)
                                .filteredOn(county ->
                                        county.contains(
                                                new County.Place(station.lon(), station.lat())))
                                .singleElement()
                                .satisfies(county -> {
                                    assertThat(county.code()).isEqualTo(station.areaCode());
                                    assertThat(county.name()).isEqualTo(station.areaName());
                                    assertThat(county.city()).isEqualTo(station.city());
                                }));
    }

    @Test
    void an_hour_of_beijing_becomes_an_instant_and_only_what_is_there_becomes_a_value()
            throws Exception {
        write(STATIONS, READINGS + "330100,杭州,20200402,08,滨江,57,良,颗粒物(PM10),33,63,0.8,,44,44,\n");
        var archive = AirArchive.read(folder);
        var reading = archive.hours().getFirst().readings().getFirst();
        assertThat(reading.at()).isEqualTo(Instant.parse("2020-04-02T00:00:00Z"));
        assertThat(reading.concentrations())
                .isEqualTo(
                        Map.of(
                                Pollutant.PM2_5, new BigDecimal("33"),
                                Pollutant.PM10, new BigDecimal("63"),
                                Pollutant.CO, new BigDecimal("0.8"),
                                Pollutant.O3, new BigDecimal("44")));
        assertThat(reading.published())
                .isEqualTo(new AirQualityIndex(57, 2, List.of(Pollutant.PM10)));
    }

    @Test
    void a_mistake_is_named_with_file_line_and_column_in_both_languages() throws IOException {
        write(
                STATIONS,
                READINGS
                        + "330100,杭州,20200402,08,滨江,57,良,,33,63,0.8,,44,44,6\n"
                        + "330100,杭州,20200402,09,滨江,57,良,,viel,63,0.8,,44,44,6\n");
        assertThatThrownBy(() -> AirArchive.read(folder))
                .isInstanceOfSatisfying(
                        ArchiveUnreadable.class,
                        e -> {
                            assertThat(e.problem().english())
                                    .contains("zhejiang_station_hourly_2020-04.csv")
                                    .contains("line 3, column pm25: \"viel\" must be a number");
                            assertThat(e.problem().chinese()).contains("第 3 行 pm25 列：“viel”应为");
                        });
    }

    @Test
    void what_cannot_be_so_is_refused() {
        refuses(STATIONS, "date,hour\n20200402,08\n", "has no column \"adcode\"");
        refuses(STATIONS, READINGS + "330100,杭州,20200402,08,江边,,,,,,,,,,\n", "\"江边\" is not in");
        refuses(STATIONS, READINGS + "330100,杭州,20200402,24,滨江,,,,,,,,,,\n", "column hour: \"24\"");
        refuses(STATIONS, READINGS + "330100,杭州,20200431,08,滨江,,,,,,,,,,\n", "column date: ");
        refuses(
                STATIONS,
                READINGS + "330100,杭州,20200402,08,滨江,,,,-1,,,,,,\n",
                "column pm25: \"-1\"");
        refuses(
                STATIONS,
                READINGS + "330100,杭州,20200402,08,滨江,,,,1e9,,,,,,\n",
                "column pm25: \"1e9\"");
        refuses(
                STATIONS,
                READINGS + "330100,杭州,20200402,08,滨江,51,良,雾,,,,,,,\n",
                "names no pollutant");
        refuses(STATIONS, READINGS + "330100,杭州,20200402\n", "line 2: expected 15 fields");
        refuses(STATIONS, READINGS, "no reading");
        var twice = "330100,杭州,20200402,08,滨江,,,,,,,,,,\n";
        refuses(STATIONS, READINGS + twice + twice, "in this hour before");
        refuses(STATIONS.replace("30.21", "130.21"), READINGS, "column lat: ");
        refuses(STATIONS.replace("false", "perhaps"), READINGS, "must be true or false");
        refuses(STATIONS.replace("120.211", ""), READINGS, "column lon: \"\" must not be empty");
    }

    @Test
    void a_folder_without_the_files_is_refused() {
        assertThatThrownBy(() -> AirArchive.read(folder.resolve("nowhere")))
                .isInstanceOf(ArchiveUnreadable.class)
                .hasMessageContaining("stations.csv");
    }

    private void refuses(String stations, String readings, String why) {
        assertThatThrownBy(
                        () -> {
                            write(stations, readings);
                            AirArchive.read(folder);
                        })
                .isInstanceOf(ArchiveUnreadable.class)
                .hasMessageContaining(why);
    }

    private void write(String stations, String readings) throws IOException {
        Files.writeString(folder.resolve("stations.csv"), stations);
        Files.writeString(folder.resolve("zhejiang_station_hourly_2020-04.csv"), readings);
    }
}

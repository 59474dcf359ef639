package city.wutong.simulator;

import city.wutong.simulator.AirArchive.Hour;
import city.wutong.simulator.AirArchive.Reading;
import city.wutong.simulator.AirArchive.Station;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Reads an [AirArchive] from its two tables.
final class AirArchiveReader {
    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final int MOST_CONCENTRATION = 100_000;
    private static final int MOST_INDEX = 500;
    private static final List<String> STATION_COLUMNS =
            List.of(
                    "code",
                    "adcode",
                    "city",
                    "station",
                    "lon",
                    "lat",
                    "approximate",
                    "areaCode",
                    "areaName");
    private static final List<String> READING_COLUMNS =
            List.of(
                    "adcode", "date", "hour", "station", "aqi", "primary", "pm25", "pm10", "co",
                    "no2", "o3_1h", "so2");

    private final Path folder;
    private final Map<String, Station> stations = new LinkedHashMap<>();
    private final Map<Instant, List<Reading>> hours = new TreeMap<>();
    private final Set<String> codes = new HashSet<>();
    private final Set<String> read = new HashSet<>();

    AirArchiveReader(Path folder) {
        this.folder = folder;
    }

    AirArchive read() throws ArchiveUnreadable {
        Csv.read(folder.resolve("stations.csv"), STATION_COLUMNS, this::station);
        Csv.read(
                folder.resolve("zhejiang_station_hourly_2020-04.csv"),
                READING_COLUMNS,
                this::reading);
        if (stations.isEmpty() || hours.isEmpty()) {
            throw new ArchiveUnreadable(
                    new Problem(
                            folder + " holds no station or no reading", folder + " 中没有站点或没有读数"));
        }
        return new AirArchive(
                List.copyOf(stations.values()),
                hours.entrySet().stream()
                        .map(hour -> new Hour(hour.getKey(), hour.getValue()))
                        .toList());
    }

    private void station(Csv.Row row) throws ArchiveUnreadable {
        var station =
                new Station(
                        row.someText("code"),
                        row.someText("city"),
                        row.someText("station"),
                        degrees(row, "lon", 180),
                        degrees(row, "lat", 90),
                        isTrue(row, "approximate"),
                        row.someText("areaCode"),
                        row.someText("areaName"));
        if (!codes.add(station.code())) {
            throw row.wrong("code", "is there twice", "重复");
        }
        if (stations.put(key(row), station) != null) {
            throw row.wrong("station", "is there twice in its city", "在同一城市中重复");
        }
        if (stations.size() > AirArchive.MOST_STATIONS) {
            throw row.wrong("code", "is one station too many", "站点过多");
        }
    }

    private static double degrees(Csv.Row row, String column, int most) throws ArchiveUnreadable {
        row.someText(column);
        return row.number(column, -most, most).map(BigDecimal::doubleValue).orElse(0.0);
    }

    private static boolean isTrue(Csv.Row row, String column) throws ArchiveUnreadable {
        return switch (row.text(column)) {
            case "true" -> true;
            case "false" -> false;
            case String _ -> throw row.wrong(column, "must be true or false", "应为 true 或 false");
        };
    }

    private void reading(Csv.Row row) throws ArchiveUnreadable {
        var station =
                Optional.ofNullable(stations.get(key(row)))
                        .orElseThrow(() ->
                                row.wrong(
                                        "station", "is not in stations.csv", "不在 stations.csv 中"));
        var at = hour(row);
        if (!read.add(station.code() + " " + at)) {
            throw row.wrong("station", "was read in this hour before", "在这一小时已有读数");
        }
        if (read.size() > AirArchive.MOST_READINGS) {
            throw row.wrong("station", "has one reading too many", "读数过多");
        }
        var reading = new Reading(station, at, concentrations(row), published(row).orElse(null));
        hours.computeIfAbsent(at, _ -> new ArrayList<>()).add(reading);
    }

    private static String key(Csv.Row row) {
        return row.text("adcode") + " " + row.text("station");
    }

    private static Instant hour(Csv.Row row) throws ArchiveUnreadable {
        int hour = row.number("hour", 0, 23).orElseThrow(() -> empty(row, "hour")).intValue();
        try {
            return LocalDate.parse(row.text("date"), DateTimeFormatter.BASIC_ISO_DATE)
                    .atTime(hour, 0)
                    .atZone(BEIJING)
                    .toInstant();
        } catch (DateTimeException _) {
            throw row.wrong("date", "must be a date like 20200402", "应为 20200402 这样的日期");
        }
    }

    private static Map<Pollutant, BigDecimal> concentrations(Csv.Row row) throws ArchiveUnreadable {
        var values = new EnumMap<Pollutant, BigDecimal>(Pollutant.class);
        for (var pollutant : Pollutant.values()) {
            row.number(columnOf(pollutant), 0, MOST_CONCENTRATION)
                    .ifPresent(value -> values.put(pollutant, value));
        }
        return values;
    }

    private static String columnOf(Pollutant pollutant) {
        return pollutant == Pollutant.O3 ? "o3_1h" : pollutant.attribute();
    }

    private static Optional<AirQualityIndex> published(Csv.Row row) throws ArchiveUnreadable {
        var primary = new ArrayList<Pollutant>();
        for (var word : row.text("primary").split(" ")) {
            if (!word.isEmpty()) {
                primary.add(pollutant(row, word));
            }
        }
        return row.number("aqi", 0, MOST_INDEX)
                .map(BigDecimal::intValue)
                .map(value -> new AirQualityIndex(value, AirQualityIndex.levelOf(value), primary));
    }

    private static Pollutant pollutant(Csv.Row row, String word) throws ArchiveUnreadable {
        return Arrays.stream(Pollutant.values())
                .filter(each -> each.chinese().equals(word))
                .findAny()
                .orElseThrow(() -> row.wrong("primary", "names no pollutant", "不是污染物名称"));
    }

    private static ArchiveUnreadable empty(Csv.Row row, String column) {
        return row.wrong(column, "must not be empty", "不能为空");
    }
}

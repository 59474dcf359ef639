package city.wutong.simulator;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Recorded days of air quality stations, hour by hour.
///
/// @param stations 1 to [#MOST_STATIONS]
/// @param hours at least one, each later than the one before; hours that nobody recorded are absent
public record AirArchive(List<Station> stations, List<Hour> hours) {
    static final int MOST_STATIONS = 10_000;
    static final int MOST_READINGS = 1_000_000;

    /// A place where the air is measured (监测站点).
    ///
    /// @param code what the national centre calls it, or one of our own
    /// @param city the prefecture
    /// @param approximate whether the position is not the station's own but its county's middle
    /// @param areaCode the county it stands in (GB/T 2260)
    public record Station(
            String code,
            String city,
            String name,
            double lon,
            double lat,
            boolean approximate,
            String areaCode,
            String areaName) {}

    /// What one station told of one hour; only values that are there.
    ///
    /// @param at the hour's end, as the national centre stamps it
    /// @param concentrations none negative
    /// @param published the index as it was published, null when none was
    public record Reading(
            Station station,
            Instant at,
            Map<Pollutant, BigDecimal> concentrations,
            @Nullable AirQualityIndex published) {
        public Reading {
            var copy = new EnumMap<Pollutant, BigDecimal>(Pollutant.class);
            copy.putAll(concentrations);
            concentrations = Collections.unmodifiableMap(copy);
        }

        /// Whether there is nothing in it.
        public boolean isEmpty() {
            return concentrations.isEmpty() && published == null;
        }
    }

    /// All that was recorded of one hour.
    public record Hour(Instant at, List<Reading> readings) {
        public Hour {
            readings = List.copyOf(readings);
        }
    }

    public AirArchive {
        stations = List.copyOf(stations);
        hours = List.copyOf(hours);
        if (stations.isEmpty() || stations.size() > MOST_STATIONS || hours.isEmpty()) {
            throw new IllegalArgumentException("an archive has stations and hours");
        }
        for (int i = 1; i < hours.size(); i++) {
            if (!hours.get(i - 1).at().isBefore(hours.get(i).at())) {
                throw new IllegalArgumentException("hours go forward");
            }
        }
    }

    /// Reads an archive.
    ///
    /// @param folder the one that holds `stations.csv` and `zhejiang_station_hourly_2020-04.csv`
    public static AirArchive read(Path folder) throws ArchiveUnreadable {
        return new AirArchiveReader(folder).read();
    }

    public Instant first() {
        return hours.getFirst().at();
    }

    public Instant last() {
        return hours.getLast().at();
    }

    /// How many hours there are up to a time, itself included.
    int hoursUpTo(Instant time) {
        return (int) hours.stream().filter(hour -> !hour.at().isAfter(time)).count();
    }
}

package city.wutong.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The air quality index of one hour (环境空气质量指数, AQI) by HJ 633.
///
/// Each pollutant has an individual index (IAQI): its concentration lies between two limits of a
/// table, the index by proportion between the two steps that belong to them, rounded up. The index
/// is the greatest of them. An hour's report takes the one-hour limits of SO2, NO2, CO and O3, and
/// for PM10 and PM2.5, which have none, the 24-hour limits with the hour's concentration.
///
/// Every index that the national centre published in the days that ship with Wutong (April 2020)
/// follows from [Edition#HJ_633_2012]; most do not from its successor [Edition#HJ_633_2026].
///
/// @param value 0 to 500
/// @param level 1 excellent (优), 2 good (良), 3 lightly (轻度污染), 4 moderately (中度污染), 5 heavily
///   (重度污染), 6 severely polluted (严重污染)
/// @param primary the primary pollutants (首要污染物): those that make the index, when it is above 50
public record AirQualityIndex(int value, int level, List<Pollutant> primary) {
    private static final int[] STEPS = {0, 50, 100, 150, 200, 300, 400, 500};
    private static final int[] LEVELS_UP_TO = {50, 100, 150, 200, 300};
    private static final int NONE_PRIMARY_UP_TO = 50;

    public AirQualityIndex {
        primary = List.copyOf(primary);
        if (value < 0 || value > STEPS[STEPS.length - 1] || level != levelOf(value)) {
            throw new IllegalArgumentException("no index: " + value + " of level " + level);
        }
    }

    /// An edition of HJ 633, "Technical regulation on ambient air quality index"
    /// (环境空气质量指数（AQI）技术规定).
    public enum Edition {
        /// In force from 2016-01-01 to 2026-02-28; limits in its table 1. Above 800 µg/m³ the
        /// standard has no one-hour index of SO2 and asks for that of 24 hours: here the hour's
        /// concentration by the 24-hour limits, which join at 800.
        HJ_633_2012(75, 150, new int[] {0, 150, 500, 650, 800, 1600, 2100, 2620}),
        /// In force since 2026-03-01; limits in its table 3. Stricter on particulate matter where
        /// good air ends; SO2 above 800 µg/m³ is 200.
        HJ_633_2026(60, 120, new int[] {0, 150, 500, 650, 800});

        private static final Instant SECOND_BEGINS = Instant.parse("2026-02-28T16:00:00Z");

        private final Map<Pollutant, int[]> limits = new EnumMap<>(Pollutant.class);

        Edition(int goodPm25, int goodPm10, int[] so2) {
            limits.put(Pollutant.SO2, so2);
            limits.put(Pollutant.NO2, new int[] {0, 100, 200, 700, 1200, 2340, 3090, 3840});
            limits.put(Pollutant.PM10, new int[] {0, 50, goodPm10, 250, 350, 420, 500, 600});
            limits.put(Pollutant.CO, new int[] {0, 5, 10, 35, 60, 90, 120, 150});
            limits.put(Pollutant.O3, new int[] {0, 160, 200, 300, 400, 800, 1000, 1200});
            limits.put(Pollutant.PM2_5, new int[] {0, 35, goodPm25, 115, 150, 250, 350, 500});
        }

        /// The edition in force at a time, by the date in Beijing.
        public static Edition at(Instant time) {
            return time.isBefore(SECOND_BEGINS) ? HJ_633_2012 : HJ_633_2026;
        }

        /// The individual index (空气质量分指数, IAQI) of an hour's concentration, which is not negative.
        /// Above the last limit it stays at the last step.
        public int individual(Pollutant pollutant, BigDecimal concentration) {
            if (concentration.signum() < 0) {
                throw new IllegalArgumentException("a concentration of " + concentration);
            }
            int[] table = limitsOf(pollutant);
            int step = 1;
            while (step < table.length && concentration.compareTo(decimal(table[step])) > 0) {
                step++;
            }
            if (step == table.length) {
                return STEPS[step - 1];
            }
            var above = concentration.subtract(decimal(table[step - 1]));
            var width = decimal(table[step] - table[step - 1]);
            var rise = decimal(STEPS[step] - STEPS[step - 1]);
            return STEPS[step - 1]
                    + above.multiply(rise).divide(width, 0, RoundingMode.CEILING).intValueExact();
        }

        private int[] limitsOf(Pollutant pollutant) {
            return Objects.requireNonNull(limits.get(pollutant));
        }

        private static BigDecimal decimal(int value) {
            return BigDecimal.valueOf(value);
        }
    }

    /// The index of what was measured in an hour; empty when nothing was.
    ///
    /// @param concentrations none negative
    public static Optional<AirQualityIndex> of(
            Edition edition, Map<Pollutant, BigDecimal> concentrations) {
        var individual = new EnumMap<Pollutant, Integer>(Pollutant.class);
        concentrations.forEach((pollutant, value) ->
                individual.put(pollutant, edition.individual(pollutant, value)));
        return individual.values().stream()
                .max(Integer::compare)
                .map(greatest -> of(greatest, individual));
    }

    private static AirQualityIndex of(int greatest, Map<Pollutant, Integer> individual) {
        var primary =
                greatest <= NONE_PRIMARY_UP_TO
                        ? List.<Pollutant>of()
                        : individual.entrySet().stream()
                                .filter(each -> each.getValue() == greatest)
                                .map(Map.Entry::getKey)
                                .toList();
        return new AirQualityIndex(greatest, levelOf(greatest), primary);
    }

    /// The level that an index belongs to, 1 to 6.
    static int levelOf(int value) {
        int level = 1;
        for (int upTo : LEVELS_UP_TO) {
            level += value > upTo ? 1 : 0;
        }
        return level;
    }
}

package city.wutong.trial;

import city.wutong.scenario.file.Times;
import city.wutong.trial.Trial.Expected;
import city.wutong.trial.Trial.ExpectedFigure;
import city.wutong.trial.Verdict.Difference;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Compares what is expected with what was found. Lists are compared as wholes: each expected one
/// has its counterpart, and there is no other.
final class Comparison {
    private static final String NONE = "none";

    private Comparison() {}

    /// @param about what the things are, e.g. `alerts`
    /// @param found the features of each thing that is there
    static List<Difference> lists(
            String about, List<Expected> expected, List<SequencedMap<String, String>> found) {
        var left = new ArrayList<>(found);
        var missing = new ArrayList<Expected>();
        for (var each : expected) {
            var match = left.stream().filter(f -> isLike(each.features(), f)).findFirst();
            match.ifPresentOrElse(left::remove, () -> missing.add(each));
        }
        var differences = new ArrayList<Difference>();
        for (var each : missing) {
            var nearest = nearest(each.features(), left);
            nearest.ifPresent(left::remove);
            differences.add(
                    new Difference(
                            about,
                            shown(each.features()),
                            nearest.map(Comparison::shown).orElse(NONE)));
        }
        left.forEach(other -> differences.add(new Difference(about, NONE, shown(other))));
        return differences;
    }

    private static boolean isLike(Map<String, String> expected, Map<String, String> found) {
        return expected.entrySet().stream()
                .allMatch(feature -> feature.getValue().equals(found.get(feature.getKey())));
    }

    /// The one that differs least, if it is about the same entity.
    private static Optional<SequencedMap<String, String>> nearest(
            Map<String, String> expected, List<SequencedMap<String, String>> found) {
        var of = String.valueOf(expected.get(ThenReader.OF));
        return found.stream()
                .filter(each -> of.equals(each.get(ThenReader.OF)))
                .max(Comparator.comparingLong(each -> alike(expected, each)));
    }

    private static long alike(Map<String, String> expected, Map<String, String> found) {
        return expected.entrySet().stream()
                .filter(feature -> feature.getValue().equals(found.get(feature.getKey())))
                .count();
    }

    private static String shown(SequencedMap<String, String> features) {
        var words = new ArrayList<String>();
        features.forEach((name, value) -> words.add(name + " " + readable(value)));
        return String.join(", ", words);
    }

    private static String readable(String value) {
        if (!value.endsWith("Z")) {
            return value.isEmpty() ? NONE : value;
        }
        try {
            return Times.shown(Instant.parse(value));
        } catch (DateTimeException e) {
            return value;
        }
    }

    /// @param found empty: nothing was due
    static List<Difference> number(
            String index, Optional<BigDecimal> expected, Optional<BigDecimal> found) {
        boolean same =
                expected.map(BigDecimal::stripTrailingZeros)
                        .equals(found.map(BigDecimal::stripTrailingZeros));
        return same
                ? List.of()
                : List.of(new Difference("index " + index, shown(expected), shown(found)));
    }

    private static String shown(Optional<BigDecimal> number) {
        return number.map(BigDecimal::toPlainString).orElse("null");
    }

    static List<Difference> parts(
            String index, ExpectedFigure.Parts expected, Map<String, BigDecimal> found) {
        var differences = new ArrayList<Difference>();
        expected.values()
                .forEach((key, value) ->
                        differences.addAll(
                                number(
                                        index + ", " + key,
                                        Optional.of(value),
                                        Optional.ofNullable(found.get(key)))));
        return differences;
    }
}

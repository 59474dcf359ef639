package city.wutong.rule;

import city.wutong.json.Json;
import city.wutong.rule.Trace.Sample;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;

/// One figure for many observations of an attribute. All but [#COUNT] and [#DISTINCT] are of
/// numbers, in the attribute's own unit; observations that are no numbers do not count for them.
public enum Aggregate {
    AVG,
    MIN,
    MAX,
    SUM,

    /// How many were observed.
    COUNT,

    /// How many different values were observed.
    DISTINCT,

    /// The last less the first.
    DELTA,

    /// [#DELTA] by the seconds between the first and the last; of one observation there is none.
    RATE,

    /// The standard deviation of these observations as a whole (divided by their number).
    STDDEV;

    /// As it is written, e.g. `avg`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isOfNumbers() {
        return this != COUNT && this != DISTINCT;
    }

    /// The figure.
    ///
    /// @param samples at least one, in the order of their times; numbers where it is of numbers
    /// @return NaN when these do not make one
    double of(List<Sample> samples) {
        return switch (this) {
            case AVG -> sum(samples) / samples.size();
            case MIN -> folded(samples, Math::min);
            case MAX -> folded(samples, Math::max);
            case SUM -> sum(samples);
            case COUNT -> samples.size();
            case DISTINCT -> distinct(samples);
            case DELTA -> delta(samples);
            case RATE -> delta(samples) / seconds(samples);
            case STDDEV -> deviation(samples);
        };
    }

    private static DoubleStream numbers(List<Sample> samples) {
        return samples.stream().mapToDouble(Aggregate::number);
    }

    private static double number(Sample sample) {
        return sample.content() instanceof Json.Num number ? number.asDouble() : Double.NaN;
    }

    private static double sum(List<Sample> samples) {
        return numbers(samples).sum();
    }

    private static double folded(List<Sample> samples, DoubleBinaryOperator fold) {
        return numbers(samples).reduce(fold).orElse(Double.NaN);
    }

    private static double distinct(List<Sample> samples) {
        var contents = new HashSet<Json>();
        samples.forEach(sample -> contents.add(sample.content()));
        return contents.size();
    }

    private static double delta(List<Sample> samples) {
        return number(samples.getLast()) - number(samples.getFirst());
    }

    /// Zero for one sample: a rate is then no number.
    private static double seconds(List<Sample> samples) {
        var begin = samples.getFirst().at();
        return begin.until(samples.getLast().at()).toMillis() / 1_000d;
    }

    private static double deviation(List<Sample> samples) {
        double mean = sum(samples) / samples.size();
        double squares = numbers(samples).map(each -> (each - mean) * (each - mean)).sum();
        return Math.sqrt(squares / samples.size());
    }
}

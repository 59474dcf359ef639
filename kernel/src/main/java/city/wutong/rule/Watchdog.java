package city.wutong.rule;

import city.wutong.text.Text;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Watches what rules cost, and says when one must be asked no more, so that it does not hold up
/// the others.
///
/// A single slow evaluation is no reason: the machine may have been busy. Several within a window
/// are, and so is a rule that is slow on the whole and takes most of the window.
final class Watchdog {
    /// An evaluation that takes longer counts as slow.
    static final Duration LONGEST = Duration.ofMillis(250);

    /// So many slow ones in a window are too many.
    static final int MOST_SLOW = 3;

    static final Duration WINDOW = Duration.ofSeconds(10);

    /// The part of a window that one rule may take, when its mean is above [#LONGEST_MEAN].
    static final double MOST_SHARE = 0.5;

    static final Duration LONGEST_MEAN = Duration.ofMillis(2);

    private final LongSupplier nanos;

    /// @param nanos as `System.nanoTime()`
    Watchdog(LongSupplier nanos) {
        this.nanos = nanos;
    }

    long now() {
        return nanos.getAsLong();
    }

    /// Notes an evaluation.
    ///
    /// @return why the rule must be asked no more; empty when it may go on
    Optional<Text> note(Cost cost, long begun) {
        long now = now();
        long took = now - begun;
        cost.add(took, took > LONGEST.toNanos());
        if (cost.slowInWindow() >= MOST_SLOW) {
            return Optional.of(tooSlow(took));
        }
        if (cost.windowLength(now) < WINDOW.toNanos()) {
            return Optional.empty();
        }
        boolean takesTooMuch =
                cost.windowShare(now) > MOST_SHARE && cost.windowMean() > LONGEST_MEAN.toNanos();
        long percent = Math.round(100 * cost.windowShare(now));
        cost.beginWindow(now);
        return takesTooMuch ? Optional.of(tooMuch(percent)) : Optional.empty();
    }

    private static Text tooSlow(long took) {
        long ms = Duration.ofNanos(took).toMillis();
        return new Text(
                "计算太慢：" + MOST_SLOW + " 次超过 " + LONGEST.toMillis() + " 毫秒，最近一次 " + ms + " 毫秒",
                "Too slow: %d evaluations took more than %d ms, the last one %d ms"
                        .formatted(MOST_SLOW, LONGEST.toMillis(), ms));
    }

    private static Text tooMuch(long percent) {
        return new Text(
                "占用过多：占规则引擎时间的 " + percent + "%",
                "Takes too much: %d %% of the time of all rules".formatted(percent));
    }

    /// An evaluation that failed. What it says may hold personal data, so that only its kind is
    /// told.
    static Text failed(RuntimeException failure) {
        var kind = failure.getClass().getSimpleName();
        return new Text("计算出错：" + kind, "An evaluation failed: " + kind);
    }
}

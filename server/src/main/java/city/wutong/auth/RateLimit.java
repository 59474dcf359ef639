package city.wutong.auth;

import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How often one caller may ask: a bucket of tokens for each, which fills at a rate and holds ten
/// seconds' worth, so that a page may ask for much at once.
public final class RateLimit {
    /// So many callers are told apart; when there are more, all that are quiet are forgotten, and
    /// if none is, newcomers share one bucket.
    static final int MOST = 100_000;

    private static final int BURST_S = 10;
    private static final double MILLIS = 1_000;
    private static final String OTHERS = "";

    private final int perSecond;
    private final Clock clock;
    private final ConcurrentMap<String, Bucket> buckets = new ConcurrentHashMap<>();

    /// @param perSecond 0 for no limit
    public RateLimit(int perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /// Counts one request.
    ///
    /// @throws city.wutong.refusal.Refused with 429 when it is one too many
    public void take(String caller) {
        if (perSecond > 0 && !bucket(caller).take(clock.millis())) {
            throw Refusal.of(AuthReason.TOO_OFTEN, perSecond).thrown();
        }
    }

    private Bucket bucket(String caller) {
        var there = buckets.get(caller);
        if (there != null) {
            return there;
        }
        if (buckets.size() >= MOST) {
            long now = clock.millis();
            buckets.values().removeIf(bucket -> bucket.isFull(now));
        }
        var name = buckets.size() >= MOST ? OTHERS : caller;
        return buckets.computeIfAbsent(name, _ -> new Bucket(clock.millis()));
    }

    private final class Bucket {
        private double tokens = (double) perSecond * BURST_S;
        private long at;

        Bucket(long at) {
            this.at = at;
        }

        synchronized boolean take(long now) {
            fill(now);
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }

        synchronized boolean isFull(long now) {
            fill(now);
            return tokens >= (double) perSecond * BURST_S;
        }

        private void fill(long now) {
            double more = Math.max(0, now - at) / MILLIS * perSecond;
            tokens = Math.min((double) perSecond * BURST_S, tokens + more);
            at = now;
        }
    }
}

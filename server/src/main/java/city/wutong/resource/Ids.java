package city.wutong.resource;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Makes the ids of what Wutong makes: UUIDs of version 7 (RFC 9562 §5.7), which sort by time and
/// tell nothing else.
public final class Ids {
    private static final long TIME_BITS = 48;
    private static final long VERSION_7 = 7L << 12;
    private static final long VARIANT = 1L << 63;

    private final Clock clock;
    private final RandomGenerator random;

    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public static Ids of(Clock clock) {
        return new Ids(clock, new SecureRandom());
    }

    /// The URI of a case that is to be opened.
    public String newCase() {
        return "urn:ngsi-ld:Case:" + uuid();
    }

    /// A URI that stands for somebody or something of whom nothing is left, and leads nowhere.
    public String newPseudonym() {
        return "urn:ngsi-ld:Erased:" + uuid();
    }

    /// One that has never been.
    public UUID uuid() {
        long time = clock.millis() << (Long.SIZE - TIME_BITS);
        long high = time | VERSION_7 | (random.nextLong() & 0xFFF);
        long low = VARIANT | (random.nextLong() >>> 2);
        return new UUID(high, low);
    }
}

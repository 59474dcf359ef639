package city.wutong.http;

import city.wutong.jsonld.JsonLdReason;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.time.Duration;

/// Gets one `@context` document from the web, bounded in bytes, time and redirects, and only from
/// where we may ask ([OutsideWeb]).
final class ContextDownload {
    static final int LARGEST = 1 << 20;
    static final int MOST_REDIRECTS = 3;
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final String ACCEPT = "application/ld+json, application/json;q=0.9";

    private final OutsideWeb web;

    /// @param alsoPrivate whether addresses of private and local networks are allowed
    ContextDownload(boolean alsoPrivate, Duration longest) {
        this.web =
                new OutsideWeb(
                        new OutsideWeb.Limits(alsoPrivate, longest, LARGEST, MOST_REDIRECTS));
    }

    /// What was there.
    ///
    /// @param fresh for how long its server says that it stays good, within our bounds
    record Downloaded(byte[] body, Duration fresh) {}

    /// @throws Refused with [JsonLdReason#CONTEXT_NOT_AVAILABLE]
    Downloaded get(String uri) {
        try {
            var fetched = web.get(uri, ACCEPT);
            if (fetched.status() != 200) {
                throw notAvailable(uri, "its server answers " + fetched.status());
            }
            return new Downloaded(fetched.body(), Freshness.of(fetched.headers()));
        } catch (OutsideWeb.Unreachable e) {
            throw notAvailable(uri, e.why());
        }
    }

    static Refused notAvailable(String uri, String why) {
        return Refusal.of(JsonLdReason.CONTEXT_NOT_AVAILABLE, uri, why).thrown();
    }
}

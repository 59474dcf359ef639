package city.wutong.http;

import city.wutong.jsonld.JsonLdReason;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Gets one `@context` document from the web, bounded in bytes, time and redirects.
///
/// Whoever may name a URI could make us speak to machines that only we can reach. So only http and
/// https, and no address of a private, local or special network; all addresses of a name are
/// checked, and each redirect again. Limit: the HTTP client resolves the name once more when it
/// connects. It does so through the JDK's address cache, which holds what we have checked for
/// `networkaddress.cache.ttl` (30 s unless configured), longer than a fetch may take; set it to
/// less than [#LONGEST] and a name that changes its address in between gets through.
final class ContextDownload implements AutoCloseable {
    static final int LARGEST = 1 << 20;
    static final int MOST_REDIRECTS = 3;
    static final Duration LONGEST = Duration.ofSeconds(10);

    private final boolean alsoPrivate;
    private final Duration longest;
    private final HttpClient client;

    /// @param alsoPrivate whether addresses of private and local networks are allowed
    ContextDownload(boolean alsoPrivate, Duration longest, Executor threads) {
        this.alsoPrivate = alsoPrivate;
        this.longest = longest;
        this.client =
                HttpClient.newBuilder()
                        .executor(threads)
                        .connectTimeout(longest)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
    }

    /// What was there.
    ///
    /// @param fresh for how long its server says that it stays good, within our bounds
    record Downloaded(byte[] body, Duration fresh) {}

    /// @throws Refused with [JsonLdReason#CONTEXT_NOT_AVAILABLE]
    Downloaded get(String uri) {
        long deadline = System.nanoTime() + longest.toNanos();
        var address = address(uri, uri);
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            checkReach(address, uri);
            var response = response(address, uri, deadline);
            if (response.statusCode() == 200) {
                return new Downloaded(response.body(), Freshness.of(response.headers()));
            }
            var location = response.headers().firstValue("Location").orElse("");
            if (response.statusCode() / 100 != 3 || location.isEmpty()) {
                throw notAvailable(uri, "its server answers " + response.statusCode());
            }
            address = address(address.resolve(address(location, uri)).toString(), uri);
        }
        throw notAvailable(uri, "more than " + MOST_REDIRECTS + " redirects");
    }

    private static URI address(String text, String uri) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw notAvailable(uri, "no web address");
        }
    }

    private void checkReach(URI address, String uri) {
        var scheme = address.getScheme();
        var host = address.getHost();
        if (host == null
                || address.getUserInfo() != null
                || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
            throw notAvailable(uri, "no http or https address");
        }
        if (alsoPrivate) {
            return;
        }
        try {
            for (var ip : InetAddress.getAllByName(host)) {
                if (!Reach.isPublic(ip)) {
                    throw notAvailable(uri, "an address of a private or local network");
                }
            }
        } catch (UnknownHostException e) {
            throw notAvailable(uri, "its host is unknown");
        }
    }

    private HttpResponse<byte[]> response(URI address, String uri, long deadline) {
        var request =
                HttpRequest.newBuilder(address)
                        .header("Accept", "application/ld+json, application/json;q=0.9")
                        .build();
        var body =
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofByteArray(), LARGEST);
        var answer = client.sendAsync(request, body);
        try {
            return answer.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw notAvailable(uri, "no answer within " + longest.toSeconds() + " s");
        } catch (ExecutionException e) {
            var cause = e.getCause();
            throw notAvailable(
                    uri, cause instanceof IOException ? "it cannot be read" : "an error");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw notAvailable(uri, "interrupted");
        }
    }

    static Refused notAvailable(String uri, String why) {
        return Refusal.of(JsonLdReason.CONTEXT_NOT_AVAILABLE, uri, why).thrown();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

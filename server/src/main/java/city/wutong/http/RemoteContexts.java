package city.wutong.http;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.jsonld.ContextSource;
import city.wutong.jsonld.JsonLdReason;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `@context` documents from the web, each fetched once at a time and kept.
///
/// A document is looked at anew after [#FRESH]; while its server does not answer, the one we have
/// stays good, so that a city goes on when a faraway site is down. That there is none is remembered
/// for [#NEGATIVE] only.
///
/// Whoever may name a URI could make us speak to machines that only we can reach. So only http and
/// https, and no address of a private, local or special network; all addresses of a name are
/// checked, and each redirect again. Limit: the HTTP client resolves the name once more when it
/// connects. It does so through the JDK's address cache, which holds what we have checked for
/// `networkaddress.cache.ttl` (30 s unless configured), longer than a fetch may take; set it to
/// less than [#LONGEST] and a name that changes its address in between gets through.
public final class RemoteContexts implements ContextSource, AutoCloseable {
    static final int LARGEST = 1 << 20;
    static final int MOST_REDIRECTS = 3;
    static final Duration LONGEST = Duration.ofSeconds(10);
    static final Duration FRESH = Duration.ofHours(1);
    static final Duration NEGATIVE = Duration.ofSeconds(30);

    private static final Duration UNUSED = Duration.ofDays(30);
    private static final long MOST_CACHED_BYTES = 64L << 20;

    private final boolean alsoPrivate;
    private final Duration longest;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;
    private final JsonReader reader = new JsonReader(JsonLimits.DEFAULT);
    private final AsyncLoadingCache<String, Outcome> outcomes;

    /// @param alsoPrivate whether addresses of private and local networks are allowed
    public RemoteContexts(boolean alsoPrivate) {
        this(alsoPrivate, LONGEST, Ticker.systemTicker());
    }

    RemoteContexts(boolean alsoPrivate, Duration longest, Ticker ticker) {
        this.alsoPrivate = alsoPrivate;
        this.longest = longest;
        this.client =
                HttpClient.newBuilder()
                        .executor(threads)
                        .connectTimeout(longest)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        this.outcomes =
                Caffeine.newBuilder()
                        .executor(threads)
                        .ticker(ticker)
                        .maximumWeight(MOST_CACHED_BYTES)
                        .weigher((String uri, Outcome outcome) -> uri.length() + outcome.bytes())
                        .expireAfter(Expiry.<String, Outcome>accessing((_, o) -> o.kept()))
                        .refreshAfterWrite(FRESH)
                        .buildAsync(new Loader());
    }

    private sealed interface Outcome {
        int bytes();

        Duration kept();
    }

    private record Document(Json json, int bytes) implements Outcome {
        @Override
        public Duration kept() {
            return UNUSED;
        }
    }

    private record Failure(Refusal refusal) implements Outcome {
        @Override
        public int bytes() {
            return 1_000;
        }

        @Override
        public Duration kept() {
            return NEGATIVE;
        }
    }

    private final class Loader implements AsyncCacheLoader<String, Outcome> {
        @Override
        public CompletableFuture<Outcome> asyncLoad(String uri, Executor executor) {
            return CompletableFuture.supplyAsync(() -> load(uri), executor);
        }

        @Override
        public CompletableFuture<Outcome> asyncReload(String uri, Outcome old, Executor executor) {
            return CompletableFuture.supplyAsync(() -> newer(old, load(uri)), executor);
        }
    }

    /// What replaces an outcome: an unchanged document stays the same instance, and a failure does
    /// not replace a document.
    private static Outcome newer(Outcome old, Outcome next) {
        return switch (next) {
            case Failure _ -> old;
            case Document document ->
                    old instanceof Document(var json, var _) && json.equals(document.json())
                            ? old
                            : document;
        };
    }

    @Override
    public Json fetch(String uri) {
        return switch (outcomes.get(uri).join()) {
            case Document(var json, var _) -> json;
            case Failure(var refusal) -> throw refusal.thrown();
        };
    }

    private Outcome load(String uri) {
        try {
            var body = body(uri);
            return new Document(reader.read(body), body.length);
        } catch (JsonMalformed e) {
            return new Failure(
                    Refusal.of(JsonLdReason.CONTEXT_WRONG, uri, "not JSON, " + e.getMessage()));
        } catch (Refused e) {
            return new Failure(e.refusal());
        }
    }

    private byte[] body(String uri) {
        long deadline = System.nanoTime() + longest.toNanos();
        var address = address(uri, uri);
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            checkReach(address, uri);
            var response = response(address, uri, deadline);
            if (response.statusCode() == 200) {
                return response.body();
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

    private static Refused notAvailable(String uri, String why) {
        return Refusal.of(JsonLdReason.CONTEXT_NOT_AVAILABLE, uri, why).thrown();
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}

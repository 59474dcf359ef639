package city.wutong.http;

import static city.wutong.http.ContextDownload.notAvailable;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.jsonld.CachedContexts;
import city.wutong.jsonld.JsonLdReason;
import city.wutong.jsonld.StoredContext;
import city.wutong.jsonld.UsageMeter;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// `@context` documents from the web, each fetched once at a time and kept.
///
/// A document is looked at anew once its [Freshness] is over; while its server does not answer, the
/// one we have stays good and is asked for again after [#NEGATIVE], so that a city goes on when a
/// faraway site is down. That there is none is remembered for [#NEGATIVE] only.
public final class RemoteContexts implements CachedContexts, AutoCloseable {
    static final Duration NEGATIVE = Duration.ofSeconds(30);

    private static final String NO_CONTEXT = "no object with the member @context";
    private static final Duration UNUSED = Duration.ofDays(30);
    private static final long MOST_CACHED_BYTES = 64L << 20;

    private final InstantSource clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ContextDownload web;
    private final JsonReader reader = new JsonReader(JsonLimits.DEFAULT);
    private final AsyncLoadingCache<String, Outcome> outcomes;

    /// @param alsoPrivate whether addresses of private and local networks are allowed
    /// @param clock what tells when a document was fetched
    public RemoteContexts(boolean alsoPrivate, InstantSource clock) {
        this(alsoPrivate, ContextDownload.LONGEST, Ticker.systemTicker(), clock);
    }

    RemoteContexts(boolean alsoPrivate, Duration longest, Ticker ticker, InstantSource clock) {
        this.clock = clock;
        this.web = new ContextDownload(alsoPrivate, longest);
        this.outcomes =
                Caffeine.newBuilder()
                        .executor(threads)
                        .ticker(ticker)
                        .maximumWeight(MOST_CACHED_BYTES)
                        .weigher((String uri, Outcome outcome) -> uri.length() + outcome.bytes())
                        .expireAfter(Expiry.<String, Outcome>accessing((_, o) -> o.kept()))
                        .buildAsync(new Loader());
    }

    private sealed interface Outcome {
        int bytes();

        Duration kept();
    }

    private record Document(
            String uri, Json json, int bytes, Instant fetchedAt, Instant goodUntil, UsageMeter uses)
            implements Outcome {
        @Override
        public Duration kept() {
            return UNUSED;
        }

        /// The same URL always has the same local id.
        String localId() {
            return "urn:uuid:" + UUID.nameUUIDFromBytes(uri.getBytes(StandardCharsets.UTF_8));
        }

        Document goodUntil(Instant later) {
            return new Document(uri, json, bytes, fetchedAt, later, uses);
        }

        StoredContext told() {
            return new StoredContext(
                    StoredContext.Kind.CACHED,
                    localId(),
                    Optional.of(uri),
                    fetchedAt,
                    Optional.of(goodUntil),
                    uses.usage());
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

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// What replaces an outcome: a failure does not replace a document, and an unchanged document
    /// stays the same instance.
    private Outcome newer(Outcome old, Outcome next) {
        if (!(old instanceof Document before)) {
            return next;
        }
        return switch (next) {
            case Failure _ -> before.goodUntil(now().plus(NEGATIVE));
            case Document after ->
                    new Document(
                            after.uri(),
                            before.json().equals(after.json()) ? before.json() : after.json(),
                            after.bytes(),
                            after.fetchedAt(),
                            after.goodUntil(),
                            before.uses());
        };
    }

    @Override
    public Json fetch(String uri) {
        return switch (outcomes.get(uri).join()) {
            case Document document -> {
                var now = now();
                document.uses().count(now);
                if (!now.isBefore(document.goodUntil())) {
                    var _ = outcomes.synchronous().refresh(uri);
                }
                yield document.json();
            }
            case Failure(var refusal) -> throw refusal.thrown();
        };
    }

    private Outcome load(String uri) {
        try {
            var downloaded = web.get(uri);
            var json = reader.read(downloaded.body());
            if (!(json instanceof Json.Obj(var members)) || !members.containsKey("@context")) {
                return new Failure(Refusal.of(JsonLdReason.CONTEXT_WRONG, uri, NO_CONTEXT));
            }
            var now = now();
            return new Document(
                    uri,
                    json,
                    downloaded.body().length,
                    now,
                    now.plus(downloaded.fresh()),
                    new UsageMeter());
        } catch (JsonMalformed e) {
            return new Failure(
                    Refusal.of(JsonLdReason.CONTEXT_WRONG, uri, "not JSON, " + e.getMessage()));
        } catch (Refused e) {
            return new Failure(e.refusal());
        }
    }

    @Override
    public List<StoredContext> all() {
        return outcomes.synchronous().asMap().values().stream()
                .filter(Document.class::isInstance)
                .map(outcome -> ((Document) outcome).told())
                .sorted(Comparator.comparing(StoredContext::createdAt))
                .toList();
    }

    @Override
    public Optional<StoredContext> find(String idOrUrl) {
        var document = document(idOrUrl);
        var told = document.map(Document::told);
        document.ifPresent(found -> found.uses().count(now()));
        return told;
    }

    private Optional<Document> document(String idOrUrl) {
        for (var outcome : outcomes.synchronous().asMap().values()) {
            if (outcome instanceof Document document
                    && (document.uri().equals(idOrUrl) || document.localId().equals(idOrUrl))) {
                return Optional.of(document);
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean forget(String idOrUrl) {
        var document = document(idOrUrl);
        document.ifPresent(found -> outcomes.synchronous().invalidate(found.uri()));
        return document.isPresent();
    }

    @Override
    public void reload(String idOrUrl) {
        var old =
                document(idOrUrl)
                        .orElseThrow(() ->
                                Refusal.of(JsonLdReason.CONTEXT_NOT_CACHED, idOrUrl).thrown());
        var next = load(old.uri());
        switch (next) {
            case Failure(var refusal) -> throw notAvailable(old.uri(), refusal.english());
            case Document _ ->
                    outcomes.put(old.uri(), CompletableFuture.completedFuture(newer(old, next)));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

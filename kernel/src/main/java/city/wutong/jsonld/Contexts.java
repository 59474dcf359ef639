package city.wutong.jsonld;

import static city.wutong.jsonld.JsonLdReason.CONTEXT_TOO_LARGE;
import static city.wutong.jsonld.JsonLdReason.CONTEXT_WRONG;

import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes an [LdContext] of what a request says: the value of `@context`, or the URI of a Link
/// header (clause 5.5.5). The same `@context` said again is found in a [cache][ContextCache], as
/// long as the remote documents that it was made of are the same.
public final class Contexts {
    static final int DEEPEST = 8;
    static final int MOST_DOCUMENTS = 32;

    private static final Json EMPTY = Json.object(Map.of("@context", Json.object(Map.of())));

    private final ContextSource source;
    private final ContextCache cache;

    public Contexts(ContextSource source) {
        this(source, new ContextCache());
    }

    private Contexts(ContextSource source, ContextCache cache) {
        this.source = source;
        this.cache = cache;
    }

    /// The same, and the same cache, with documents from another source: what one source cannot
    /// give is not found through it, whoever had it cached.
    public Contexts over(ContextSource other) {
        return new Contexts(other, cache);
    }

    /// What the cached contexts and the core one take in memory, estimated, in bytes.
    public long bytes() {
        return cache.bytes() + LdContext.CORE.bytes();
    }

    /// Refuses what can be no `@context`, without looking at what it refers to (clauses 5.5.7 and
    /// 5.13.2.4).
    ///
    /// @throws city.wutong.refusal.Refused when it is malformed, scoped or too large
    public static void check(Json context) {
        if (context == Json.Literal.NULL) {
            throw wrong("@context", "not a context");
        }
        new Contexts(_ -> EMPTY).resolve(context);
    }

    /// The context at a URI, as a Link header names it.
    public LdContext resolve(String uri) {
        return resolve(Json.of(uri));
    }

    /// The context that is the value of a document's `@context`: a URI, an object, or an array of
    /// them.
    ///
    /// @throws city.wutong.refusal.Refused when it is wrong, too large, or cannot be had
    public LdContext resolve(Json context) {
        if (context instanceof Json.Arr(var items) && items.isEmpty()) {
            return LdContext.CORE;
        }
        var cached = cache.find(context);
        var fetched = new HashMap<String, Json>();
        if (cached.isPresent() && isCurrent(cached.get(), fetched)) {
            return cached.get().context();
        }
        var gathering = new Gathering(fetched);
        gathering.add(context, null, 0);
        var made =
                new ContextCache.Made(
                        gathering.builder.build(context), List.copyOf(gathering.documents));
        cache.keep(context, made);
        return made.context();
    }

    /// Whether all documents are still those that it was made of.
    ///
    /// @param fetched takes what was looked at, so that a request asks for a document once
    @SuppressWarnings("ReferenceEquality") // by its promise, a source gives the same instance
    private boolean isCurrent(ContextCache.Made made, Map<String, Json> fetched) {
        for (var document : made.documents()) {
            var now = source.fetch(document.uri());
            fetched.put(document.uri(), now);
            if (now != document.json()) {
                return false;
            }
        }
        return true;
    }

    /// The documents and definitions of one context while they are being gathered.
    private final class Gathering {
        private final Map<String, Json> fetched;
        private final ContextBuilder builder = new ContextBuilder();
        private final List<ContextCache.Fetched> documents = new ArrayList<>();

        Gathering(Map<String, Json> fetched) {
            this.fetched = fetched;
        }

        void add(Json context, @Nullable URI base, int depth) {
            if (depth > DEEPEST) {
                throw Refusal.of(CONTEXT_TOO_LARGE, "levels", DEEPEST).thrown();
            }
            switch (context) {
                case Json.Str(var uri) -> remote(absolute(uri, base), depth);
                case Json.Obj(var members) -> builder.add(members);
                case Json.Arr(var items) -> items.forEach(item -> add(item, base, depth + 1));
                case Json.Literal.NULL -> builder.reset();
                case Json.Literal _, Json.Num _ -> throw wrong("@context", "not a context");
            }
        }

        private void remote(URI uri, int depth) {
            var address = uri.toString();
            if (CoreContexts.isCore(address)) {
                return; // part of every context
            }
            if (documents.size() == MOST_DOCUMENTS) {
                throw Refusal.of(CONTEXT_TOO_LARGE, "documents", MOST_DOCUMENTS).thrown();
            }
            var document = fetched.computeIfAbsent(address, source::fetch);
            documents.add(new ContextCache.Fetched(address, document));
            if (!(document instanceof Json.Obj(var members)) || !members.containsKey("@context")) {
                throw wrong(address, "the document is no object with the member @context");
            }
            add(members.getOrDefault("@context", Json.Literal.NULL), uri, depth + 1);
        }
    }

    private URI absolute(String uri, @Nullable URI base) {
        try {
            var address = base == null ? URI.create(uri) : base.resolve(uri);
            if (address.isAbsolute() || source.isOwn(uri)) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw wrong(uri, "not a URI");
        }
        throw wrong(uri, "not an absolute URI");
    }

    private static RuntimeException wrong(String where, String why) {
        return Refusal.of(CONTEXT_WRONG, where, why).thrown();
    }
}

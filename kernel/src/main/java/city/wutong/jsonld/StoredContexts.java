package city.wutong.jsonld;

import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.jsonld.HostedContexts.Hosted;
import city.wutong.jsonld.KeptContexts.Kept;
import city.wutong.jsonld.StoredContext.Kind;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// The stored `@context`s of one tenant (clause 5.13): those that clients gave (`Hosted`), those
/// that we made so that they have an address (`ImplicitlyCreated`), and, seen through it, the
/// copies from the web (`Cached`).
///
/// # Whose they are
///
/// The standard does not say it in so many words. A hosted context is given by a client of a tenant
/// and tells how that tenant names its things; information of one tenant is invisible to the others
/// and operations of one have no effect on the others (clause 4.14). So hosted and implicit
/// contexts belong to the tenant in whose name they came to be: another one can neither list,
/// serve, delete nor use them. Cached ones are copies of what anybody gets from its URL (5.13.1)
/// and belong to nobody.
///
/// # How they are found
///
/// A reference is ours when it has the path under which we serve contexts and ends with an id that
/// this tenant has; its host does not matter. The ids are ours and never used again, a context with
/// an id never changes, and which names a proxy gives us we do not know. So such a context is read
/// from here, with no call to ourselves and none to a private address.
///
/// # Bounds
///
/// Hosted contexts are refused past [#MOST] or [#MOST_HOSTED_BYTES]. Implicit ones have an id made
/// from their content: the same again is the same entry, and one that had to go, the least recently
/// used, comes back under the same URL when it is needed again.
public final class StoredContexts implements ContextSource {
    /// Contexts of each of the two kinds.
    public static final int MOST = 1_000;

    /// All hosted contexts of a tenant, as JSON text.
    public static final long MOST_HOSTED_BYTES = 16L << 20;

    /// All implicit contexts of a tenant, as JSON text.
    public static final long MOST_IMPLICIT_BYTES = 4L << 20;

    private static final System.Logger LOG = System.getLogger(StoredContexts.class.getName());

    private final String path;
    private final HostedContexts durable;
    private final CachedContexts web;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final Instant openedAt;
    private final KeptContexts kept = new KeptContexts();

    /// What they stand on.
    ///
    /// @param path under which they are served, with a slash at its end
    /// @param web where other contexts come from
    /// @param ids of hosted contexts
    public record Ground(String path, CachedContexts web, Clock clock, Supplier<UUID> ids) {}

    private StoredContexts(HostedContexts durable, Ground ground) {
        this.durable = durable;
        this.path = ground.path();
        this.web = ground.web();
        this.clock = ground.clock();
        this.ids = ground.ids();
        this.openedAt = now();
    }

    /// To the millisecond, which is all that is told and stored.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Opens them with all that was hosted before.
    public static StoredContexts open(HostedContexts durable, Ground ground) throws IOException {
        var contexts = new StoredContexts(durable, ground);
        for (var hosted : durable.load()) {
            contexts.kept.add(Kind.HOSTED, hosted);
        }
        return contexts;
    }

    /// Hosts a context that a client gives (clause 5.13.2).
    ///
    /// @param context the value of `@context`
    /// @throws Refused when it is no context, or there is no room for it
    public synchronized StoredContext host(Json context) {
        Contexts.check(context);
        var hosted = new Hosted(KeptContexts.SCHEME + ids.get(), now(), context);
        long bytes = kept.bytes(Kind.HOSTED) + JsonWriter.bytes(context).length;
        if (kept.count(Kind.HOSTED) >= MOST || bytes > MOST_HOSTED_BYTES) {
            throw Refusal.of(JsonLdReason.CONTEXTS_FULL, MOST, MOST_HOSTED_BYTES).thrown();
        }
        durably(() -> durable.add(hosted));
        return kept.add(Kind.HOSTED, hosted).told();
    }

    /// Gives a context that stands in a document an address of ours.
    ///
    /// @param context the value of `@context`
    /// @return its local id
    public String implicit(Json context) {
        var localId = KeptContexts.idOf(context);
        if (kept.find(localId).isEmpty()) {
            addImplicit(new Hosted(localId, now(), context));
        }
        return localId;
    }

    private synchronized void addImplicit(Hosted hosted) {
        kept.addImplicit(hosted);
    }

    /// All of them, or those of one kind; the built-in core context is told as a cached one.
    public List<StoredContext> list(Optional<Kind> kind) {
        var all = new ArrayList<StoredContext>();
        kept.all().stream()
                .map(Kept::told)
                .sorted(
                        Comparator.comparing(StoredContext::kind)
                                .thenComparing(StoredContext::createdAt)
                                .thenComparing(StoredContext::localId))
                .forEach(all::add);
        all.add(core(CoreContexts.URI));
        all.addAll(web.all());
        all.removeIf(one -> kind.isPresent() && one.kind() != kind.get());
        return all;
    }

    /// What is known of one of them (clause 5.13.4 with details).
    ///
    /// @param id its local id; of a cached one also its URL
    public StoredContext about(String id) {
        var own = kept.find(id);
        if (own.isPresent()) {
            var told = own.get().told();
            own.get().uses().count(now());
            return told;
        }
        return isCore(id) ? core(id) : web.find(id).orElseThrow(() -> unknown(id));
    }

    /// The content of one of them, an object with the member `@context` (clause 5.13.4).
    public Json serve(String id) {
        var own = kept.find(id);
        if (own.isPresent()) {
            own.get().uses().count(now());
            return own.get().document();
        }
        if (isCore(id) || web.find(id).isPresent()) {
            throw Refusal.of(JsonLdReason.CONTEXT_NOT_SERVED, id).thrown();
        }
        throw unknown(id);
    }

    /// Removes one of them (clause 5.13.5).
    public synchronized void delete(String id) {
        var own = kept.find(id);
        if (own.isEmpty()) {
            deleteCopy(id);
            return;
        }
        if (own.get().kind() == Kind.HOSTED) {
            durably(() -> durable.remove(id));
        }
        kept.remove(id);
    }

    private void deleteCopy(String id) {
        if (isCore(id)) {
            throw Refusal.of(JsonLdReason.CONTEXT_OF_CORE, id).thrown();
        }
        if (!web.forget(id)) {
            throw unknown(id);
        }
    }

    /// Loads a cached one anew (clause 5.13.5 with reload). For the core context there is nothing
    /// to load: a version of it never changes, and it comes with the program.
    public void reload(String id) {
        if (!isCore(id)) {
            web.reload(id);
        }
    }

    /// The bytes of all that are kept here, as JSON text.
    public long bytes() {
        return kept.bytes(Kind.HOSTED) + kept.bytes(Kind.IMPLICITLY_CREATED);
    }

    /// By any of its addresses; its local id is the address that is echoed.
    private StoredContext core(String url) {
        return new StoredContext(
                Kind.CACHED,
                CoreContexts.URI,
                Optional.of(url),
                openedAt,
                Optional.empty(),
                Optional.empty());
    }

    private static boolean isCore(String id) {
        return CoreContexts.isCore(id);
    }

    @Override
    public Json fetch(String uri) {
        var own = own(uri);
        if (own.isEmpty()) {
            return web.fetch(uri);
        }
        own.get().uses().count(now());
        return own.get().document();
    }

    @Override
    public boolean isOwn(String reference) {
        return own(reference).isPresent();
    }

    private Optional<Kept> own(String reference) {
        int at = reference.indexOf(path);
        if (at < 0) {
            return Optional.empty();
        }
        int from = at + path.length();
        int query = reference.indexOf('?', from);
        var id = reference.substring(from, query < 0 ? reference.length() : query);
        return kept.find(id.replace("%3A", ":").replace("%3a", ":"));
    }

    /// Work on what is durable.
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static void durably(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "stored contexts cannot be written", e);
            throw Refusal.of(JsonLdReason.CONTEXT_STORE_AWAY).thrown();
        }
    }

    private static Refused unknown(String id) {
        return Refusal.of(JsonLdReason.CONTEXT_UNKNOWN, id).thrown();
    }
}

package city.wutong.http;

import city.wutong.json.Json;
import city.wutong.jsonld.Contexts;
import city.wutong.jsonld.CoreContexts;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.StoredContexts;
import city.wutong.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Which `@context` a request means: the one in a JSON-LD body, else the one that a Link header
/// names, else the core one (ETSI GS CIM 009 V1.9.1 clauses 5.5.5 and 6.3.5).
public final class LdContexts {
    /// Where stored contexts are served (clause 6.30).
    public static final String STORED = "/ngsi-ld/v1/jsonldContexts/";

    public static final String LINK_RELATION = "http://www.w3.org/ns/json-ld#context";

    private static final String LINK_PARAMETERS =
            ">; rel=\"" + LINK_RELATION + "\"; type=\"" + MediaTypes.LD_JSON + "\"";
    private static final String CONTEXT = "@context";

    private final Contexts contexts;
    private final Optional<StoredContexts> stored;

    /// Those of a tenant that is not there: none are stored.
    public LdContexts(Contexts contexts) {
        this.contexts = contexts;
        this.stored = Optional.empty();
    }

    /// Those of a tenant.
    public LdContexts(Contexts contexts, StoredContexts stored) {
        this.contexts = contexts.over(stored);
        this.stored = Optional.of(stored);
    }

    public LdContext ofLink(Optional<String> link) {
        return link.flatMap(LdContexts::uri)
                .map(contexts::resolve)
                .orElseGet(() -> contexts.resolve(Json.array(List.of())));
    }

    public Call.Document ofBody(Json json, boolean isLd, Optional<String> link) {
        if (json instanceof Json.Arr(var items) && items.isEmpty()) {
            throw Refusal.of(HttpReason.BODY_EMPTY).thrown(); // JSON-LD without any content
        }
        if (!(json instanceof Json.Obj(var members))) {
            return new Call.Document(json, ofLink(link));
        }
        var said = Optional.ofNullable(members.get(CONTEXT));
        if (!isLd) {
            if (said.isPresent()) {
                throw Refusal.of(HttpReason.CONTEXT_IN_JSON).thrown();
            }
            return new Call.Document(json, ofLink(link));
        }
        if (said.isEmpty()) {
            throw Refusal.of(HttpReason.CONTEXT_MISSING).thrown();
        }
        refuseLink(link);
        var rest = new LinkedHashMap<>(members);
        rest.remove(CONTEXT);
        return new Call.Document(Json.object(rest), contexts.resolve(said.get()));
    }

    /// Refuses a Link header that names an `@context` beside those in the body (clause 6.3.5).
    public void refuseLink(Optional<String> link) {
        if (link.flatMap(LdContexts::uri).isPresent()) {
            throw Refusal.of(HttpReason.CONTEXT_TWICE).thrown();
        }
    }

    /// The URI of the `@context` in a Link header (RFC 8288); empty when it links to other things
    /// only.
    private static Optional<String> uri(String link) {
        for (var value : link.split(",(?=\\s*<)")) {
            int open = value.indexOf('<');
            int close = value.indexOf('>');
            if (open < 0 || close < open) {
                throw Refusal.of(HttpReason.LINK_MALFORMED, link).thrown();
            }
            if (value.substring(close).contains(LINK_RELATION)) {
                return Optional.of(value.substring(open + 1, close).strip());
            }
        }
        return Optional.empty();
    }

    /// The value of a Link header that names this context, empty when it is not at a URI of its
    /// own.
    public static Optional<String> link(LdContext context) {
        return uri(context.asJson()).map(uri -> '<' + uri + LINK_PARAMETERS);
    }

    /// The one URI that says the same as the context does; the core, which is part of each, does
    /// not count.
    private static Optional<String> uri(Json context) {
        return switch (context) {
            case Json.Str(var uri) -> Optional.of(uri);
            case Json.Arr(var items) -> {
                var rest = items.stream().filter(item -> !isCore(item)).toList();
                yield rest.isEmpty()
                        ? Optional.of(CoreContexts.URI)
                        : rest.size() == 1 ? uri(rest.getFirst()) : Optional.empty();
            }
            case Json.Obj _, Json.Num _, Json.Literal _ -> Optional.empty();
        };
    }

    private static boolean isCore(Json context) {
        return context instanceof Json.Str(var uri) && CoreContexts.isCore(uri);
    }

    /// As [#link], of a context that is at no URI of its own: it is stored, and has one then (kind
    /// `ImplicitlyCreated`, clause 5.13.1).
    ///
    /// @param address makes an address of a path of ours
    Optional<String> madeLink(LdContext context, UnaryOperator<String> address) {
        return stored.map(contexts -> contexts.implicit(context.asJson()))
                .map(id -> '<' + address.apply(STORED + id) + LINK_PARAMETERS);
    }
}

package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.http.LdContexts;
import city.wutong.http.MediaTypes;
import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.jsonld.DateTimes;
import city.wutong.jsonld.StoredContext;
import city.wutong.jsonld.StoredContext.Kind;
import city.wutong.refusal.Refusal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `/ngsi-ld/v1/jsonldContexts` and `…/{id}` (ETSI GS CIM 009 V1.9.1 clauses 5.13, 6.29 and 6.30):
/// `@context`s that are stored here.
final class StoredContextsResource {
    private static final Set<String> ADDING = Set.of();
    private static final Set<String> LISTING = Set.of("details", "kind");
    private static final Set<String> SERVING = Set.of("details", Call.TENANT);
    private static final Set<String> DELETING = Set.of("reload");
    private static final String CONTEXT = "@context";
    private static final String KINDS =
            Arrays.stream(Kind.values()).map(Kind::term).collect(Collectors.joining(", "));

    private final Tenancy tenancy;

    StoredContextsResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer add(Call call) {
        call.parameters().allow(ADDING);
        var context = contextIn(call.json());
        var hosted = tenancy.ofCreation(call).contexts().host(context);
        return Answer.of(201).with("Location", LdContexts.STORED + hosted.localId());
    }

    /// All outside of `@context` is passed over (clause 5.13.2.3).
    private static Json contextIn(Json body) {
        if (body instanceof Json.Obj object && object.get(CONTEXT).isPresent()) {
            return object.get(CONTEXT).get();
        }
        throw Refusal.of(HttpReason.CONTEXT_EXPECTED).thrown();
    }

    Answer list(Call call) {
        call.parameters().allow(LISTING);
        boolean details = call.parameters().flag("details");
        var stored = tenancy.of(call).contexts().list(kind(call));
        return Tell.list(
                stored.stream()
                        .map(one -> details ? details(one, call) : Json.of(url(one, call)))
                        .toList());
    }

    private static Optional<Kind> kind(Call call) {
        return call.parameters()
                .text("kind")
                .map(text ->
                        Kind.ofTerm(text)
                                .orElseThrow(() -> call.parameters().refused("kind", KINDS)));
    }

    Answer serve(Call call) {
        call.parameters().allow(SERVING);
        var contexts = tenancy.of(call).contexts();
        if (call.parameters().flag("details")) {
            return Answer.of(200, new Answer.Plain(details(contexts.about(call.path("id")), call)));
        }
        var type = call.accepted(MediaTypes.ENTITIES);
        var content = JsonWriter.bytes(contexts.serve(call.path("id")));
        return Answer.of(200, new Answer.Text(type, content));
    }

    Answer delete(Call call) {
        call.parameters().allow(DELETING);
        boolean reload = call.parameters().flag("reload");
        var contexts = tenancy.of(call).contexts();
        if (reload) {
            contexts.reload(call.path("id"));
        } else {
            contexts.delete(call.path("id"));
        }
        return Answer.of(204);
    }

    /// Where it can be had: a copy where it was fetched from, the others here.
    private static String url(StoredContext stored, Call call) {
        return stored.url().orElseGet(() -> call.address(LdContexts.STORED + stored.localId()));
    }

    /// Clause 5.13.3.5.
    private static Json details(StoredContext stored, Call call) {
        var told =
                Tell.object()
                        .with("URL", url(stored, call))
                        .with("localId", stored.localId())
                        .with("kind", stored.kind().term())
                        .with("createdAt", DateTimes.text(stored.createdAt()));
        stored.expiresAt().ifPresent(time -> told.with("expiresAt", DateTimes.text(time)));
        stored.usage()
                .ifPresent(usage ->
                        told.with("lastUsage", DateTimes.text(usage.last()))
                                .with("numberOfHits", usage.hits()));
        return told.json();
    }
}

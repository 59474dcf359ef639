package city.wutong.http;

import city.wutong.access.Rights;
import city.wutong.context.Cause;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Names;
import city.wutong.refusal.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A request as a resource sees it.
///
/// @param method e.g. `GET`
/// @param target the path as it was sent, without the query
/// @param path the variable parts of the path, decoded, by name
/// @param headers by lower-case name
/// @param body as it came; empty when there was none
/// @param rights who asks, and what they may in the tenant that the request names
/// @param address of who is at the other end of the connection
/// @param encrypted whether it came by TLS
public record Call(
        String method,
        String target,
        Map<String, String> path,
        Parameters parameters,
        Map<String, List<String>> headers,
        Accept accept,
        byte[] body,
        LdContexts contexts,
        Rights rights,
        String address,
        boolean encrypted) {
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);

    /// The parameter by which a request without headers names its tenant.
    public static final String TENANT = "tenant";

    /// The header that names it (clause 6.3.14).
    static final String TENANT_HEADER = "ngsild-tenant";

    /// The header by which a request states what it needs clear data for.
    private static final String PURPOSE_HEADER = "wutong-purpose";

    public String path(String name) {
        return Optional.ofNullable(path.get(name)).orElseThrow();
    }

    /// The URI that the path names.
    public String uri(String name) {
        return uri(name, path(name));
    }

    public static String uri(String where, String text) {
        if (!Names.isUri(text)) {
            throw Refusal.of(HttpReason.NOT_A_URI, where, text).thrown();
        }
        return text;
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName)).map(List::getFirst);
    }

    /// Which of the possible media types the request likes best.
    ///
    /// @throws city.wutong.refusal.Refused when it likes none
    public String accepted(List<String> possible) {
        return accept.best(possible);
    }

    public Preferences preferences() {
        return Preferences.of(headers.getOrDefault("prefer", List.of()));
    }

    /// Whether the request would rather be answered in Chinese than in English.
    public boolean prefersChinese() {
        return Problems.prefersChinese(header("accept-language"));
    }

    /// What clear data are needed for, where the request says it: text, of which all that is not
    /// ASCII is percent-encoded UTF-8, for browsers send no other in a header.
    public Optional<String> purpose() {
        return header(PURPOSE_HEADER).map(Call::decoded);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a percent sign that encodes nothing is one
        }
    }

    /// Who asks, and why.
    public Cause cause() {
        return Cause.outside(rights.caller().actor());
    }

    /// The tenant's name; empty for the default one. A browser's EventSource, image or download can
    /// send no header: these name it in a parameter.
    public Optional<String> tenant() {
        return tenant(headers, parameters);
    }

    /// Two that differ are refused, so that nobody can be asked about one and act on the other.
    static Optional<String> tenant(Map<String, List<String>> headers, Parameters parameters) {
        var named = new TreeSet<>(headers.getOrDefault(TENANT_HEADER, List.of()));
        parameters.text(TENANT).ifPresent(named::add);
        named.remove("");
        if (named.size() > 1) {
            throw Refusal.of(HttpReason.TENANT_TWICE, String.join(", ", named)).thrown();
        }
        return named.isEmpty() ? Optional.empty() : Optional.of(named.first());
    }

    /// The address of a path of ours as this client reaches it; the path alone when it did not say
    /// how it calls us. Who has no header to name the tenant by finds it in the address.
    public String address(String path) {
        var host = header("host").filter(name -> !name.isEmpty());
        var named =
                tenant().map(name -> path + "?" + TENANT + "=" + Paths.encoded(name)).orElse(path);
        var scheme = encrypted ? "https://" : "http://";
        return host.map(name -> scheme + name + named).orElse(named);
    }

    /// What a body counts in the writer's queue: it is held several times as objects.
    public long weight() {
        return 4L * body.length;
    }

    /// What a gate sees of it.
    public Gate.Knock knock() {
        return new Gate.Knock(method, target, headers, rights.tenant(), address);
    }

    /// The text of a member of the body, without reading the rest; empty when there is none.
    public Optional<String> text(String member) {
        return JSON.text(body, member);
    }

    public Json json() {
        if (body.length == 0) {
            throw Refusal.of(HttpReason.BODY_EMPTY).thrown();
        }
        try {
            return JSON.read(body);
        } catch (JsonMalformed e) {
            throw Refusal.of(HttpReason.BODY_NOT_JSON, e.line(), e.column(), e.problem()).thrown();
        }
    }

    public boolean isLd() {
        return MediaTypes.of(header("content-type").orElse("")).equals(MediaTypes.LD_JSON);
    }

    /// The `@context` of a request without a body.
    public LdContext linkContext() {
        return contexts.ofLink(header("link"));
    }

    /// The document in the body without its `@context`, and that.
    public Document document() {
        return contexts.ofBody(json(), isLd(), header("link"));
    }

    /// A document and the `@context` by which it is to be read.
    public record Document(Json json, LdContext context) {}
}

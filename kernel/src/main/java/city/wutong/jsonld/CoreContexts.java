package city.wutong.jsonld;

import city.wutong.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The core `@context` (clause 4.4, annex B), built in, so that a city without internet works.
///
/// There is one: that of v1.9. All ten addresses v1.0 to v1.9, and the one without a version, name
/// it, for the core context that is in force is the server's own, whichever a client wrote down
/// (clause 4.4: protected, as if in the last position), and a term must not change its meaning with
/// the age of its sender. The vocabulary is a table of ours (`core-terms.txt`), not a copy of
/// ETSI's files.
public final class CoreContexts {
    /// The address that is echoed.
    public static final String URI =
            "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.9.jsonld";

    /// What the prefix `ngsi-ld` stands for.
    public static final String NGSI_LD = "https://uri.etsi.org/ngsi-ld/";

    /// Where terms go that no `@context` knows.
    public static final String DEFAULT_VOCAB = NGSI_LD + "default-context/";

    private static final String PLACE = "uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context";
    private static final int NEWEST_MINOR = 9;
    private static final Map<String, String> PREFIXES =
            Map.of("ngsi-ld", NGSI_LD, "geojson", "https://purl.org/geojson/vocab#");
    private static final Set<String> CONTAINERS = Set.of("@list", "@set", "@index", "@language");
    private static final Map<String, Term> TERMS = load();

    private CoreContexts() {}

    /// Whether this is the address of a core context, of any version that we know.
    public static boolean isCore(String uri) {
        int from = uri.startsWith("https://") ? 8 : uri.startsWith("http://") ? 7 : -1;
        if (from < 0 || !uri.startsWith(PLACE, from) || !uri.endsWith(".jsonld")) {
            return false;
        }
        var version = uri.substring(from + PLACE.length(), uri.length() - ".jsonld".length());
        return version.isEmpty()
                || (version.length() == "-v1.0".length()
                        && version.startsWith("-v1.")
                        && version.charAt(4) >= '0'
                        && version.charAt(4) <= '0' + NEWEST_MINOR);
    }

    /// The core context as a JSON-LD document.
    public static Json.Obj document() {
        var members = new LinkedHashMap<String, Json>();
        members.put("@version", Json.of(1.1));
        members.put("@protected", Json.of(true));
        PREFIXES.keySet().stream()
                .sorted()
                .forEach(prefix -> members.put(prefix, Json.of(PREFIXES.getOrDefault(prefix, ""))));
        members.put("id", Json.of("@id"));
        members.put("type", Json.of("@type"));
        TERMS.forEach((name, term) -> members.put(name, term.definition()));
        members.put("@vocab", Json.of(DEFAULT_VOCAB));
        return Json.object(Map.of("@context", Json.object(members)));
    }

    /// Every term with its IRI, prefixes and aliases of keywords included.
    static Map<String, String> iris() {
        var iris = new LinkedHashMap<String, String>(PREFIXES);
        iris.put("id", "@id");
        iris.put("type", "@type");
        TERMS.forEach((name, term) -> iris.put(name, term.iri()));
        return iris;
    }

    static Set<String> prefixes() {
        return PREFIXES.keySet();
    }

    private record Term(String iri, @Nullable String coercion) {
        Json definition() {
            if (coercion == null) {
                return Json.of(iri);
            }
            var key = CONTAINERS.contains(coercion) ? "@container" : "@type";
            return Json.object(Map.of("@id", Json.of(iri), key, Json.of(coercion)));
        }
    }

    private static Map<String, Term> load() {
        var terms = new LinkedHashMap<String, Term>();
        var in = CoreContexts.class.getResourceAsStream("core-terms.txt");
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    put(terms, line.split(" "));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }

    private static void put(Map<String, Term> terms, String[] words) {
        boolean renamed = words.length > 1 && words[1].startsWith("=");
        var name = renamed ? words[1].substring(1) : words[0];
        int coercion = renamed ? 2 : 1;
        terms.put(
                words[0],
                new Term(iri(name).intern(), words.length > coercion ? words[coercion] : null));
    }

    private static String iri(String name) {
        int colon = name.indexOf(':');
        if (colon < 0) {
            return NGSI_LD + name;
        }
        var prefix = PREFIXES.get(name.substring(0, colon));
        return prefix == null ? name : prefix + name.substring(colon + 1);
    }
}

package city.wutong.jsonld;

import city.wutong.json.Json;
import city.wutong.json.JsonWord;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// An `@context`: which IRI a term stands for, and which term to show for an IRI (clauses 4.4,
/// 5.5.7). Immutable; the core context is part of each and wins.
///
/// Only the IRIs of a context matter here. What JSON-LD calls coercion (`@type`, `@container`)
/// changes how bare values expand, and NGSI-LD says by the kind of an attribute what its value is;
/// so definitions may have them, and they change nothing.
///
/// A term that no context defines expands with the user's `@vocab`, else with the default one: the
/// core context calls its own a fallback, for when there is no other expansion (4.4).
///
/// Both ways are one look-up: what is not defined is worked out once and then remembered, up to
/// [#MOST_REMEMBERED] names a context. An expanded name is the same `String` in the whole process,
/// for a million entities share it.
public final class LdContext {
    /// The core context alone.
    public static final LdContext CORE =
            new LdContext(Map.of(), Set.of(), null, Json.of(CoreContexts.URI));

    static final int MOST_REMEMBERED = 10_000;

    private final Map<String, String> iris;
    private final Map<String, JsonWord> terms;
    private final NavigableSet<String> prefixes;
    private final String vocab;
    private final Json json;
    private final Map<String, String> otherIris = new ConcurrentHashMap<>();
    private final Map<String, JsonWord> otherTerms = new ConcurrentHashMap<>();

    /// @param defined the user's terms, none of which the core context defines
    /// @param prefixes those of them that may stand before a colon
    LdContext(
            Map<String, String> defined, Set<String> prefixes, @Nullable String vocab, Json json) {
        this.iris = new HashMap<>(defined);
        this.iris.putAll(CoreContexts.iris());
        this.iris.replaceAll((_, iri) -> iri.intern());
        this.terms = shortest(defined);
        this.prefixes = new TreeSet<>(prefixes);
        this.prefixes.addAll(CoreContexts.prefixes());
        this.vocab = vocab == null ? CoreContexts.DEFAULT_VOCAB : vocab;
        this.json = json;
    }

    private static Map<String, JsonWord> shortest(Map<String, String> defined) {
        var terms = new HashMap<String, String>();
        defined.forEach((term, iri) -> terms.merge(iri, term, LdContext::shorter));
        CoreContexts.iris().forEach((term, iri) -> terms.put(iri, term));
        var words = new HashMap<String, JsonWord>();
        terms.forEach((iri, term) -> words.put(iri, JsonWord.of(term)));
        return words;
    }

    private static String shorter(String a, String b) {
        int longer = Integer.compare(a.length(), b.length());
        return longer < 0 || (longer == 0 && a.compareTo(b) < 0) ? a : b;
    }

    /// The IRI that a term, compact IRI or IRI stands for; a keyword (`@id`) for an alias of one.
    public String expand(String term) {
        var iri = iris.get(term);
        if (iri == null) {
            iri = otherIris.get(term);
        }
        return iri == null ? remembered(otherIris, term, worked(term).intern()) : iri;
    }

    private String worked(String term) {
        int colon = term.indexOf(':');
        if (term.startsWith("@")) {
            return term;
        }
        if (colon <= 0) {
            return vocab + term;
        }
        var prefix = term.substring(0, colon);
        return prefixes.contains(prefix) && !term.startsWith("//", colon + 1)
                ? iris.get(prefix) + term.substring(colon + 1)
                : term;
    }

    /// What to show for an IRI: its shortest term (of equally long ones the first in Unicode
    /// order), else what remains after the `@vocab`, else a compact IRI, else the IRI. It expands
    /// to the same again, unless the context has a prefix that is also the IRI's scheme.
    public String compact(String iri) {
        return term(iri).text();
    }

    /// As [#compact], encoded.
    JsonWord term(String iri) {
        var term = terms.get(iri);
        if (term == null) {
            term = otherTerms.get(iri);
        }
        return term == null ? remembered(otherTerms, iri, JsonWord.of(compacted(iri))) : term;
    }

    private String compacted(String iri) {
        if (iri.startsWith(vocab)) {
            var rest = iri.substring(vocab.length());
            if (!rest.isEmpty() && expand(rest).equals(iri)) {
                return rest;
            }
        }
        var best = iri;
        for (var prefix : prefixes) {
            var base = iris.getOrDefault(prefix, "");
            if (iri.startsWith(base) && iri.length() > base.length()) {
                best = betterOf(best, prefix, iri);
            }
        }
        return best;
    }

    /// A compact IRI is shown only when it is a name as clause 4.6.2 has them, or has a prefix of
    /// the core context: what the user's terms keep from being shown after the default `@vocab` is
    /// `ngsi-ld:default-context/…`, as JSON-LD has it and every NGSI-LD system reads it.
    private String betterOf(String best, String prefix, String iri) {
        var candidate = prefix + ":" + iri.substring(iris.getOrDefault(prefix, "").length());
        boolean showable =
                Names.isName(candidate)
                        || (CoreContexts.prefixes().contains(prefix) && Names.isUri(candidate));
        return showable && expand(candidate).equals(iri)
                ? best.equals(iri) ? candidate : shorter(best, candidate)
                : best;
    }

    private static <T> T remembered(Map<String, T> memory, String key, T value) {
        if (memory.size() < MOST_REMEMBERED) {
            memory.put(key, value);
        }
        return value;
    }

    /// What is echoed to the user: the context as the user gave it, the core's address when there
    /// was none.
    public Json asJson() {
        return json;
    }

    /// How many terms it defines, the core's included.
    int size() {
        return iris.size();
    }

    @Override
    public String toString() {
        return "LdContext" + json;
    }
}

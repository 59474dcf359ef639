package city.wutong.jsonld;

import static city.wutong.jsonld.JsonLdReason.CONTEXT_SCOPED;
import static city.wutong.jsonld.JsonLdReason.CONTEXT_TOO_LARGE;
import static city.wutong.jsonld.JsonLdReason.CONTEXT_WRONG;

import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Gathers the definitions of one or more contexts in their order, the later ones winning, into an
/// [LdContext] (JSON-LD 1.1 API, "Create Term Definition", as far as NGSI-LD reaches).
///
/// A term of the core context cannot be defined anew: such a definition is passed over (clause
/// 4.4). So is a reverse property, for an NGSI-LD attribute always belongs to the entity that it
/// stands in, and a term that is set to null.
final class ContextBuilder {
    static final int MOST_TERMS = 50_000;

    private static final Map<String, String> CORE = CoreContexts.iris();
    private static final String GENERIC_DELIMITERS = ":/?#[]@";

    private final Map<String, String> terms = new HashMap<>();
    private final Set<String> prefixes = new HashSet<>();
    private @Nullable String vocab;

    /// Forgets all (`null` in a list of contexts).
    void reset() {
        terms.clear();
        prefixes.clear();
        vocab = null;
    }

    void add(SequencedMap<String, Json> context) {
        if (terms.size() + context.size() > MOST_TERMS) {
            throw Refusal.of(CONTEXT_TOO_LARGE, "terms", MOST_TERMS).thrown();
        }
        new Local(context).define();
    }

    LdContext build(Json json) {
        return new LdContext(terms, prefixes, vocab, json);
    }

    private @Nullable String iri(String term) {
        var core = CORE.get(term);
        return core == null ? terms.get(term) : core;
    }

    private boolean isPrefix(String term) {
        return prefixes.contains(term) || CoreContexts.prefixes().contains(term);
    }

    /// One context while its terms, which may speak of each other in any order, are being defined.
    private final class Local {
        private final SequencedMap<String, Json> context;
        private final Set<String> defined = new HashSet<>();
        private final Set<String> underWay = new HashSet<>();

        Local(SequencedMap<String, Json> context) {
            this.context = context;
        }

        void define() {
            if (context.containsKey("@import")) {
                throw wrong("@import", "not supported, list the context instead");
            }
            var ownVocab = context.get("@vocab");
            if (ownVocab != null) {
                vocab = vocab(ownVocab);
            }
            context.keySet().forEach(this::define);
        }

        private @Nullable String vocab(Json value) {
            if (value == Json.Literal.NULL) {
                return null;
            }
            if (value instanceof Json.Str(var text) && text.indexOf(':') > 0) {
                return compactIri(text);
            }
            throw wrong("@vocab", "not an IRI");
        }

        private void define(String term) {
            if (term.startsWith("@") || CORE.containsKey(term) || defined.contains(term)) {
                return;
            }
            if (term.isEmpty() || !underWay.add(term)) {
                throw wrong(term, term.isEmpty() ? "an empty term" : "defined by itself");
            }
            var iri = definition(term, context.getOrDefault(term, Json.Literal.NULL));
            underWay.remove(term);
            defined.add(term);
            if (iri == null) {
                terms.remove(term);
                prefixes.remove(term);
                return;
            }
            if (iri.length() > Names.LONGEST_URI) {
                throw wrong(term, "an IRI too long");
            }
            terms.put(term, iri);
            if (!iri.isEmpty() && GENERIC_DELIMITERS.indexOf(iri.charAt(iri.length() - 1)) >= 0) {
                prefixes.add(term);
            }
        }

        private @Nullable String definition(String term, Json value) {
            return switch (value) {
                case Json.Str(var text) -> mapped(term, text);
                case Json.Obj(var members) -> expanded(term, members);
                case Json.Literal.NULL -> null;
                case Json.Literal _, Json.Num _, Json.Arr _ ->
                        throw wrong(term, "neither a string nor an object");
            };
        }

        private @Nullable String expanded(String term, SequencedMap<String, Json> members) {
            if (members.containsKey("@context")) {
                throw Refusal.of(CONTEXT_SCOPED, term).thrown();
            }
            if (members.containsKey("@reverse")) {
                return null;
            }
            if (Json.of(true).equals(members.get("@prefix"))) {
                prefixes.add(term);
            }
            var type = members.get("@type");
            if (type != null && type != Json.Literal.NULL && !(type instanceof Json.Str)) {
                throw wrong(term, "its @type is not a string");
            }
            var id = members.get("@id");
            return switch (id) {
                case null -> byName(term);
                case Json.Str(var text) -> mapped(term, text);
                case Json.Literal.NULL -> null;
                case Json.Literal _, Json.Num _, Json.Arr _, Json.Obj _ ->
                        throw wrong(term, "its @id is not a string");
            };
        }

        private @Nullable String mapped(String term, String value) {
            if (value.equals(term)) {
                return byName(term);
            }
            if (value.startsWith("@")) {
                return value.equals("@id") || value.equals("@type") ? value : null;
            }
            if (value.indexOf(':') > 0) {
                return compactIri(value);
            }
            defineFirst(value);
            var known = iri(value);
            return known == null ? inVocab(value) : known;
        }

        private String byName(String term) {
            return term.indexOf(':') > 0 ? compactIri(term) : inVocab(term);
        }

        private String inVocab(String name) {
            return (vocab == null ? CoreContexts.DEFAULT_VOCAB : vocab) + name;
        }

        private String compactIri(String text) {
            int colon = text.indexOf(':');
            if (text.startsWith("//", colon + 1)) {
                return text;
            }
            var prefix = text.substring(0, colon);
            defineFirst(prefix);
            return isPrefix(prefix) ? iri(prefix) + text.substring(colon + 1) : text;
        }

        private void defineFirst(String term) {
            if (context.containsKey(term)) {
                define(term);
            }
        }
    }

    private static RuntimeException wrong(String where, String why) {
        return Refusal.of(CONTEXT_WRONG, where, why).thrown();
    }
}

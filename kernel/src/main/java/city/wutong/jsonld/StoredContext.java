package city.wutong.jsonld;

import java.time.Instant;
import java.util.Optional;

/// What is told of a stored `@context` besides its content (clause 5.13.3.5).
///
/// @param localId the URI by which it is served and deleted
/// @param url where a cached one was fetched from; the others are at an address of ours
/// @param createdAt when it was given, made or fetched
/// @param expiresAt when a cached one is to be fetched anew
/// @param usage empty when it is not counted
public record StoredContext(
        Kind kind,
        String localId,
        Optional<String> url,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Usage> usage) {

    /// How a context came to be stored (clause 5.13.1).
    public enum Kind {
        /// Given by a client, to be served.
        HOSTED("Hosted"),
        /// A copy of a document from the web, which is not served.
        CACHED("Cached"),
        /// Made by us, because an `@context` without an address had to be named by one.
        IMPLICITLY_CREATED("ImplicitlyCreated");

        private final String term;

        Kind(String term) {
            this.term = term;
        }

        public String term() {
            return term;
        }

        public static Optional<Kind> ofTerm(String term) {
            for (var kind : values()) {
                if (kind.term.equals(term)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /// How often it was found in the storage since the start, and when last.
    public record Usage(long hits, Instant last) {}
}

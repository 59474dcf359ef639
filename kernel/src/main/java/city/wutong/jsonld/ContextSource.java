package city.wutong.jsonld;

import city.wutong.json.Json;
import city.wutong.refusal.Refusal;

/// Where remote `@context` documents come from.
@FunctionalInterface
public interface ContextSource {
    /// Knows no document at all.
    ContextSource NONE =
            uri -> {
                throw Refusal.of(JsonLdReason.CONTEXT_NOT_AVAILABLE, uri, "no source of contexts")
                        .thrown();
            };

    /// The document at that URI: an object with the member `@context`. The same instance again for
    /// as long as the document is held to be unchanged; by that [Contexts] sees that what it made
    /// of it is still good.
    ///
    /// @throws city.wutong.refusal.Refused with [JsonLdReason#CONTEXT_NOT_AVAILABLE]
    Json fetch(String uri);

    /// Whether a reference names a document that is kept here, so that it needs no host.
    default boolean isOwn(String reference) {
        return false;
    }
}

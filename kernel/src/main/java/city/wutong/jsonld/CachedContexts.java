package city.wutong.jsonld;

import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/// `@context` documents from the web and the copies that are kept of them (kind `Cached`, clause
/// 5.13.1). One cache serves all tenants: what is in it can be had by everybody from its URL.
public interface CachedContexts extends ContextSource {
    /// Fetches nothing and keeps nothing.
    CachedContexts NONE =
            new CachedContexts() {
                @Override
                public Json fetch(String uri) {
                    return ContextSource.NONE.fetch(uri);
                }

                @Override
                public List<StoredContext> all() {
                    return List.of();
                }

                @Override
                public Optional<StoredContext> find(String idOrUrl) {
                    return Optional.empty();
                }

                @Override
                public boolean forget(String idOrUrl) {
                    return false;
                }

                @Override
                public void reload(String idOrUrl) {
                    throw Refusal.of(JsonLdReason.CONTEXT_NOT_CACHED, idOrUrl).thrown();
                }
            };

    List<StoredContext> all();

    /// The copy with that local id, or of the document at that URL. That it was looked for is
    /// counted after it has been told.
    Optional<StoredContext> find(String idOrUrl);

    /// Removes a copy.
    ///
    /// @return whether there was one
    boolean forget(String idOrUrl);

    /// Replaces a copy by what is at its URL now (clause 5.13.5.4).
    ///
    /// @throws city.wutong.refusal.Refused with [JsonLdReason#CONTEXT_NOT_AVAILABLE] when there is
    ///   no context to be had, and the copy stays; with [JsonLdReason#CONTEXT_NOT_CACHED] when
    ///   there is no such copy
    void reload(String idOrUrl);
}

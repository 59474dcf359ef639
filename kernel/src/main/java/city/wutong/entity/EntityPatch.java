package city.wutong.entity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request says of an entity, expanded: a whole entity or a fragment of one.
///
/// @param id URI; null when the request does not carry it
/// @param types expanded IRIs; empty when left out
/// @param scopes null when left out; empty when set to NGSI-LD Null
/// @param expiresAt null when left out; [#NEVER] when set to NGSI-LD Null
public record EntityPatch(
        @Nullable String id,
        List<String> types,
        @Nullable List<String> scopes,
        @Nullable Instant expiresAt,
        List<AttributePatch> attributes) {
    /// The `expiresAt` that NGSI-LD Null sets: the entity ceases to cease.
    public static final Instant NEVER = Instant.MAX;

    /// When the entity is to cease to be, given when it was to so far; null for never.
    public @Nullable Instant expiresAtOr(@Nullable Instant present) {
        if (expiresAt == null) {
            return present;
        }
        return expiresAt.equals(NEVER) ? null : expiresAt;
    }

    public EntityPatch {
        types = List.copyOf(types);
        scopes = scopes == null ? null : List.copyOf(scopes);
        attributes = List.copyOf(attributes);
    }
}

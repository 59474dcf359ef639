package city.wutong.people;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A program that may ask, with the one role it holds: by an API key (接口密钥), or as an OAuth 2
/// client (客户端).
///
/// @param tenant its name, or `*`
/// @param area a code, or `*`
/// @param until from then on it may no more
/// @param hash of its secret
/// @param former the secret before the last rotation
/// @param by the actor who made it; empty when that is not known
/// @param usedAt when it asked last, within a minute or so
public record Machine(
        UUID id,
        String name,
        String role,
        String tenant,
        String area,
        Optional<Instant> until,
        String hash,
        Optional<Former> former,
        Instant madeAt,
        String by,
        Optional<Instant> usedAt) {

    /// A secret that was replaced and is still good for a while.
    public record Former(String hash, Instant until) {}

    public boolean isOver(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isPresent();
    }

    /// Whether the secret of that hash is its own, now.
    public boolean has(String secretHash, Instant now) {
        return hash.equals(secretHash)
                || former.filter(old -> old.hash().equals(secretHash) && now.isBefore(old.until()))
                        .isPresent();
    }

    /// With another secret; the one it had stays good until then.
    public Machine rotated(String newHash, Instant overlapEnd) {
        return new Machine(
                id,
                name,
                role,
                tenant,
                area,
                until,
                newHash,
                Optional.of(new Former(hash, overlapEnd)),
                madeAt,
                by,
                usedAt);
    }

    /// As it is after it has asked at that time.
    public Machine used(Instant now) {
        return new Machine(
                id, name, role, tenant, area, until, hash, former, madeAt, by, Optional.of(now));
    }

    @Override
    public String toString() {
        return "machine:" + id;
    }
}

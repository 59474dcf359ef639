package city.wutong.context;

import city.wutong.query.EntityQuery;
import city.wutong.query.QueryFootprint;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The entities that a sequence of requests is about, fixed by the first of them (clauses 4.5.25
/// and 5.5.14). All of them are our own: there are no other context sources yet.
///
/// @param id URI
/// @param owner the actor who made it
/// @param query what they were chosen by; who does not meet it any more leaves the map
/// @param entities their ids, in the order in which they were found
/// @param expiresAt when it can no longer be used
public record EntityMap(
        String id, String owner, EntityQuery query, List<String> entities, Instant expiresAt) {
    private static final int BYTES_OF_ID = 16;
    private static final int BYTES_OF_MAP = 512;

    public EntityMap {
        entities = List.copyOf(entities);
    }

    EntityMap until(Instant time) {
        return new EntityMap(id, owner, query, entities, time);
    }

    EntityMap without(Set<String> gone) {
        return new EntityMap(
                id,
                owner,
                query,
                entities.stream().filter(entity -> !gone.contains(entity)).toList(),
                expiresAt);
    }

    /// What it takes in memory, estimated: as much as if no entity shared its id with it.
    long bytes() {
        long bytes = BYTES_OF_MAP + QueryFootprint.of(query);
        for (var entity : entities) {
            bytes += bytesOf(entity);
        }
        return bytes;
    }

    static long bytesOf(String entityId) {
        return (long) entityId.length() + BYTES_OF_ID;
    }
}

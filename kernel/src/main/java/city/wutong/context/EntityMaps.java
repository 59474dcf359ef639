package city.wutong.context;

import city.wutong.query.EntityQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// The entity maps of one tenant (clause 5.14), each seen by its maker only ([SeenMaps]), in
/// memory: they do not outlive the process, and a request that names one that is not there gets a
/// new one, as the standard has it (5.5.14).
///
/// Bounds: [#MOST] maps and [#MOST_BYTES] of ids and queries; past them the map that was used least
/// recently goes. A map lives for [#USUAL] unless its maker suggests otherwise, and never for
/// longer than [#LONGEST] from the last time that it was said.
public final class EntityMaps {
    public static final int MOST = 1_000;
    public static final long MOST_BYTES = 32L << 20;
    public static final Duration USUAL = Duration.ofMinutes(10);
    public static final Duration LONGEST = Duration.ofDays(1);

    private final Clock clock;
    private final Supplier<UUID> ids;
    private final LinkedHashMap<String, EntityMap> maps = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    public EntityMaps(Clock clock, Supplier<UUID> ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /// Makes a map of these entities, which meet that query.
    ///
    /// @param owner the actor of whom it is
    EntityMap create(String owner, EntityQuery query, List<String> entities, Duration lifetime) {
        var id = "urn:ngsi-ld:EntityMap:" + ids.get();
        var map = new EntityMap(id, owner, query, entities, bounded(now().plus(shorter(lifetime))));
        keep(map);
        return map;
    }

    private static Duration shorter(Duration lifetime) {
        return lifetime.compareTo(LONGEST) > 0 ? LONGEST : lifetime;
    }

    private Instant bounded(Instant time) {
        var last = now().plus(LONGEST);
        return time.isAfter(last) ? last : time;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private synchronized void keep(EntityMap map) {
        put(map);
        var oldest = maps.values().iterator();
        while ((maps.size() > MOST || bytes > MOST_BYTES) && oldest.hasNext()) {
            var one = oldest.next();
            if (!one.id().equals(map.id())) {
                bytes -= one.bytes();
                oldest.remove();
            }
        }
    }

    private void put(EntityMap map) {
        var before = maps.put(map.id(), map);
        bytes += map.bytes() - (before == null ? 0 : before.bytes());
    }

    /// The map of that id, unless there is none or it has expired.
    synchronized Optional<EntityMap> find(String id) {
        var map = maps.get(id);
        if (map != null && !now().isBefore(map.expiresAt())) {
            delete(id);
            return Optional.empty();
        }
        return Optional.ofNullable(map);
    }

    /// Lets a map expire at another time, within bounds (clause 5.14.2).
    synchronized void expire(EntityMap map, Instant time) {
        if (maps.containsKey(map.id())) {
            put(map.until(bounded(time)));
        }
    }

    /// Removes a map.
    ///
    /// @return whether there was one
    synchronized boolean delete(String id) {
        var removed = Optional.ofNullable(maps.remove(id));
        removed.ifPresent(map -> bytes -= map.bytes());
        return removed.isPresent();
    }

    /// Takes entities out of a map that do not belong in it any more.
    synchronized void prune(String id, Set<String> gone) {
        var map = maps.get(id);
        if (map != null && !gone.isEmpty()) {
            put(map.without(gone));
        }
    }

    /// Takes erased entities out of every map.
    public synchronized void forget(Set<String> erased) {
        for (var map : List.copyOf(maps.values())) {
            if (map.entities().stream().anyMatch(erased::contains)) {
                put(map.without(erased));
            }
        }
    }

    /// How many bytes they take, estimated.
    public synchronized long bytes() {
        return bytes;
    }

    /// All there are, by id.
    synchronized Map<String, EntityMap> all() {
        return Map.copyOf(maps);
    }
}

package city.wutong.context;

import city.wutong.entity.Entity;
import city.wutong.query.EntityQuery;
import city.wutong.query.Order;
import city.wutong.query.Page;
import city.wutong.query.Ranking;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// The entity maps of one tenant (clause 5.14), in memory: they do not outlive the process, and a
/// request that names one that is not there gets a new one, as the standard has it (5.5.14).
///
/// Bounds: [#MOST] maps and [#MOST_BYTES] of ids and queries; past them the map that was used least
/// recently goes. A map lives for [#USUAL] unless its maker suggests otherwise, and never for
/// longer than [#LONGEST] from the last time that it was said.
public final class EntityMaps {
    public static final int MOST = 1_000;
    public static final long MOST_BYTES = 32L << 20;
    public static final Duration USUAL = Duration.ofMinutes(10);
    public static final Duration LONGEST = Duration.ofDays(1);

    private final Context context;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final LinkedHashMap<String, EntityMap> maps = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    public EntityMaps(Context context, Clock clock, Supplier<UUID> ids) {
        this.context = context;
        this.clock = clock;
        this.ids = ids;
    }

    /// Makes a map of all entities that a query asks for. It walks through the context once, as a
    /// query with a count does.
    ///
    /// @param lifetime as its maker suggests it
    /// @throws city.wutong.refusal.Refused when they are more than any map may hold
    public EntityMap create(EntityQuery query, Duration lifetime) {
        var found = new ArrayList<String>();
        long size = 0;
        for (var entity : context.all(query)) {
            size += EntityMap.bytesOf(entity.id());
            if (size > MOST_BYTES / 2) {
                throw Refusal.of(ContextReason.MAP_TOO_LARGE, found.size()).thrown();
            }
            found.add(entity.id());
        }
        return create(query, found, lifetime);
    }

    /// Makes a map of these entities, which meet that query.
    public EntityMap create(EntityQuery query, List<String> entities, Duration lifetime) {
        var id = "urn:ngsi-ld:EntityMap:" + ids.get();
        var map = new EntityMap(id, query, entities, bounded(now().plus(shorter(lifetime))));
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
    public synchronized Optional<EntityMap> find(String id) {
        var map = maps.get(id);
        if (map != null && !now().isBefore(map.expiresAt())) {
            delete(id);
            return Optional.empty();
        }
        return Optional.ofNullable(map);
    }

    /// Lets a map expire at another time, within bounds (clause 5.14.2).
    public synchronized void expire(EntityMap map, Instant time) {
        if (maps.containsKey(map.id())) {
            put(map.until(bounded(time)));
        }
    }

    /// Removes a map.
    ///
    /// @return whether there was one
    public synchronized boolean delete(String id) {
        var removed = Optional.ofNullable(maps.remove(id));
        removed.ifPresent(map -> bytes -= map.bytes());
        return removed.isPresent();
    }

    /// A page of the entities of a map that a query asks for, in the map's own order.
    public Found find(EntityMap map, EntityQuery query, Page page) {
        return find(map, query, Order.CREATION, page);
    }

    /// As [#find(EntityMap, EntityQuery, Page)], in another order. The query that made the map is
    /// asked again of each of them; who does not meet it any more leaves the map, and the page is
    /// filled with those that follow (clause 5.5.9.3). To be ordered they are all looked at.
    public Found find(EntityMap map, EntityQuery query, Order order, Page page) {
        var reading = Reading.of(order, page);
        for (var id : map.entities()) {
            if (reading.isOver()) {
                break;
            }
            var entity =
                    context.entity(id).filter(one -> map.query().matches(one, context::entity));
            if (entity.isEmpty()) {
                reading.gone.add(id);
            } else if (query.matches(entity.get(), context::entity)) {
                reading.offer(entity.get());
            }
        }
        prune(map.id(), reading.gone);
        return reading.found();
    }

    private synchronized void prune(String id, Set<String> gone) {
        var map = maps.get(id);
        if (map != null && !gone.isEmpty()) {
            put(map.without(gone));
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

    /// A page while it is being filled.
    private static final class Reading {
        private final Page page;
        private final Optional<Ranking> ranking;
        private final List<Entity> inTurn = new ArrayList<>();
        private final Set<String> gone = new HashSet<>();
        private long matches;

        private Reading(Page page, Optional<Ranking> ranking) {
            this.page = page;
            this.ranking = ranking;
        }

        static Reading of(Order order, Page page) {
            return new Reading(
                    page,
                    order.isOfCreation() ? Optional.empty() : Optional.of(Ranking.of(order, page)));
        }

        void offer(Entity entity) {
            if (ranking.isPresent()) {
                ranking.get().offer(entity);
            } else if (matches >= page.offset() && inTurn.size() < page.limit()) {
                inTurn.add(entity);
            }
            matches++;
        }

        /// Whether the others change nothing.
        boolean isOver() {
            return !page.count() && ranking.isEmpty() && isFull();
        }

        /// Whether there is at least one more than the page holds.
        private boolean isFull() {
            return matches > (long) page.offset() + page.limit();
        }

        Found found() {
            return new Found(ranking.map(Ranking::entities).orElse(inTurn), matches, isFull());
        }
    }
}

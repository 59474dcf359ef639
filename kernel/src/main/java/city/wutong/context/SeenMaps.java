package city.wutong.context;

import city.wutong.entity.Entity;
import city.wutong.query.EntityQuery;
import city.wutong.query.Order;
import city.wutong.query.Page;
import city.wutong.query.Ranking;
import city.wutong.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The entity maps of one caller: those that they made. Another's are not there for them, and what
/// is in a map is told only as far as it is seen now.
public final class SeenMaps {
    private final EntityMaps maps;
    private final SeenContext context;
    private final String owner;

    /// @param owner the caller's actor
    public SeenMaps(EntityMaps maps, SeenContext context, String owner) {
        this.maps = maps;
        this.context = context;
        this.owner = owner;
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
            if (size > EntityMaps.MOST_BYTES / 2) {
                throw Refusal.of(ContextReason.MAP_TOO_LARGE, found.size()).thrown();
            }
            found.add(entity.id());
        }
        return create(query, found, lifetime);
    }

    /// Makes a map of these entities, which meet that query.
    public EntityMap create(EntityQuery query, List<String> entities, Duration lifetime) {
        return maps.create(owner, query, entities, lifetime);
    }

    /// The map of that id, unless there is none, it has expired or is another's. Entities that are
    /// hidden by now are not in it.
    public Optional<EntityMap> find(String id) {
        return maps.find(id).filter(map -> map.owner().equals(owner)).map(this::seen);
    }

    private EntityMap seen(EntityMap map) {
        var hidden = new HashSet<String>();
        for (var id : map.entities()) {
            if (context.isHidden(id)) {
                hidden.add(id);
            }
        }
        return hidden.isEmpty() ? map : map.without(hidden);
    }

    /// Lets a map expire at another time, within bounds (clause 5.14.2).
    public void expire(EntityMap map, Instant time) {
        find(map.id()).ifPresent(own -> maps.expire(own, time));
    }

    /// Removes a map.
    ///
    /// @return whether there was one
    public boolean delete(String id) {
        return find(id).isPresent() && maps.delete(id);
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
        maps.prune(map.id(), reading.gone);
        return reading.found();
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

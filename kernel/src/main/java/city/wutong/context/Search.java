package city.wutong.context;

import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.query.EntityQuery;
import city.wutong.query.Order;
import city.wutong.query.Page;
import city.wutong.query.Ranking;
import city.wutong.query.Sight;
import city.wutong.query.Sought;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;

/// Finds the entities that a query asks for, in the order of their creation or in another one.
///
/// It takes the narrowest index that surely holds all matches (ids, values, cells of the grid,
/// types), walks its numbers in order, and asks the query itself of each entity as it is seen.
/// Indexes of values and places help only where what they hold is seen as it is. Without a count it
/// stops when the page is full; in another order than that of creation it must see every match.
final class Search {
    /// Cells of the grid that are looked up at most; a wider area is searched by type.
    private static final int MOST_CELLS = 4_096;

    /// Values between two that are sorted at least, before it is cheaper to walk by type, of which
    /// then one in so many is a match.
    private static final int FEW_VALUES = 1_024;

    private static final int RARE = 512;
    private static final int RARE_WHEN_ALL = 8;

    private final Context context;
    private final Sight sight;
    private final EntityQuery query;
    private final LinkedEntities linked;
    private final Optional<Ranking> ranking;
    private final List<Entity> found = new ArrayList<>();
    private final long from;
    private final long to;
    private final boolean seesAll;
    private long matches;

    private Search(
            SeenContext seen, EntityQuery query, Optional<Ranking> ranking, Optional<Page> page) {
        this.context = seen.context();
        this.sight = seen.sight();
        this.query = query;
        this.linked = seen::entity;
        this.ranking = ranking;
        this.from = page.map(Page::offset).orElse(0);
        this.to = page.map(asked -> from + asked.limit()).orElse(Long.MAX_VALUE);
        this.seesAll = ranking.isPresent() || page.map(Page::count).orElse(true);
    }

    static Found find(SeenContext seen, EntityQuery query, Order order, Page page) {
        var ranking =
                order.isOfCreation()
                        ? Optional.<Ranking>empty()
                        : Optional.of(Ranking.of(order, page));
        var search = new Search(seen, query, ranking, Optional.of(page));
        search.run();
        return new Found(
                ranking.map(Ranking::entities).orElse(search.found),
                search.matches,
                search.matches > search.to);
    }

    /// All of them, in the order of their creation.
    static List<Entity> all(SeenContext seen, EntityQuery query) {
        var search = new Search(seen, query, Optional.empty(), Optional.empty());
        search.run();
        return search.found;
    }

    private void run() {
        var ids = query.mentionedIds();
        if (ids.isPresent()) {
            ids.get().stream()
                    .map(context::entity)
                    .flatMap(Optional::stream)
                    .sorted((a, b) -> Long.compare(a.number(), b.number()))
                    .forEach(this::consider);
            return;
        }
        var lists = lists();
        long size = lists.map(Search::sizeOf).orElse((long) context.size());
        var byValue = byValue(size);
        if (byValue.isPresent()) {
            walk(byValue.get());
        } else if (lists.isPresent()) {
            walk(Ascending.of(lists.get().stream().map(Numbers.View::iterator).toList()));
        } else {
            walkAll();
        }
    }

    /// The shorter of what types and places tell; empty when neither tells anything.
    private Optional<List<Numbers.View>> lists() {
        var byType =
                query.mentionedTypes().map(names -> names.stream().map(context::ofType).toList());
        var byPlace =
                Optional.ofNullable(query.geo())
                        .filter(geo -> sight.isClear(geo.property()))
                        .flatMap(geo -> geo.envelopes())
                        .flatMap(envelopes -> context.byPlace().candidates(envelopes, MOST_CELLS));
        boolean isPlaceShorter =
                byPlace.isPresent()
                        && sizeOf(byPlace.get())
                                < byType.map(Search::sizeOf).orElse(Long.MAX_VALUE);
        return isPlaceShorter ? byPlace : byType;
    }

    private static long sizeOf(List<Numbers.View> views) {
        return views.stream().mapToLong(Numbers.View::size).sum();
    }

    /// What an index of values tells, if that is likely to be less than `size` other candidates.
    private Optional<PrimitiveIterator.OfLong> byValue(long size) {
        if (size <= FEW_VALUES) {
            return Optional.empty();
        }
        long most = Math.max(FEW_VALUES, size / (seesAll ? RARE_WHEN_ALL : RARE));
        for (var sought : Sought.by(query.condition())) {
            if (!sight.isClear(sought.attribute())) {
                continue; // what is found there tells of values that are not seen
            }
            var candidates = context.byValue().candidates(sought, Math.toIntExact(most));
            if (candidates.isPresent()) {
                return candidates;
            }
        }
        return Optional.empty();
    }

    private void walk(PrimitiveIterator.OfLong numbers) {
        long last = Long.MIN_VALUE;
        while (isUnfinished() && numbers.hasNext()) {
            long number = numbers.nextLong();
            var entity = number == last ? null : context.byNumber(number);
            last = number;
            if (entity != null) {
                consider(entity);
            }
        }
    }

    private void walkAll() {
        for (int chunk = 0; chunk < context.chunkCount() && isUnfinished(); chunk++) {
            context.forEachOf(chunk, this::consider);
        }
    }

    private boolean isUnfinished() {
        return seesAll || matches <= to;
    }

    private void consider(Entity entity) {
        if (query.selects(entity)) {
            sight.of(entity).filter(seen -> query.meets(seen, linked)).ifPresent(this::take);
        }
    }

    private void take(Entity entity) {
        if (ranking.isPresent()) {
            ranking.get().offer(entity);
        } else if (matches >= from && matches < to) {
            found.add(entity);
        }
        matches++;
    }
}

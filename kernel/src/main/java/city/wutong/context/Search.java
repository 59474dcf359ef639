package city.wutong.context;

import city.wutong.entity.Entity;
import city.wutong.query.EntityQuery;
import city.wutong.query.LinkedEntities;
import city.wutong.query.Order;
import city.wutong.query.Page;
import city.wutong.query.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// Finds the entities that a query asks for, in the order of their creation or in another one.
///
/// It takes the narrowest index that surely holds all matches (ids, cells of the grid, types),
/// walks its numbers in order, and asks the query itself of each entity. Without a count it stops
/// when the page is full; in another order than that of creation it must see every match.
final class Search {
    /// Cells of the grid that are looked up at most; a wider area is searched by type.
    private static final int MOST_CELLS = 4_096;

    private final Context context;
    private final EntityQuery query;
    private final Page page;
    private final LinkedEntities linked;
    private final Optional<Ranking> ranking;
    private final List<Entity> found = new ArrayList<>();
    private long matches;

    private Search(Context context, EntityQuery query, Order order, Page page) {
        this.context = context;
        this.query = query;
        this.page = page;
        this.linked = context::entity;
        this.ranking =
                order.isOfCreation() ? Optional.empty() : Optional.of(Ranking.of(order, page));
    }

    static Found find(Context context, EntityQuery query, Order order, Page page) {
        var search = new Search(context, query, order, page);
        search.run();
        return new Found(
                search.ranking.map(Ranking::entities).orElse(search.found),
                search.matches,
                search.matches > (long) page.offset() + page.limit());
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
        var byType = byType();
        var byPlace = byPlace();
        if (byPlace.isPresent()
                && sizeOf(byPlace.get()) < byType.map(Search::sizeOf).orElse(Long.MAX_VALUE)) {
            walk(byPlace.get());
        } else if (byType.isPresent()) {
            walk(byType.get());
        } else {
            walkAll();
        }
    }

    private Optional<List<Numbers.View>> byType() {
        return query.mentionedTypes().map(names -> names.stream().map(context::ofType).toList());
    }

    private Optional<List<Numbers.View>> byPlace() {
        return Optional.ofNullable(query.geo())
                .flatMap(geo -> geo.envelopes())
                .flatMap(envelopes -> context.byPlace().candidates(envelopes, MOST_CELLS));
    }

    private static long sizeOf(List<Numbers.View> views) {
        return views.stream().mapToLong(Numbers.View::size).sum();
    }

    private void walk(List<Numbers.View> views) {
        if (views.size() == 1) {
            walk(views.getFirst());
            return;
        }
        var numbers =
                views.stream()
                        .flatMapToLong(
                                view -> LongStream.range(0, view.size()).map(i -> view.at((int) i)))
                        .sorted()
                        .distinct()
                        .toArray();
        walk(new Numbers.View(numbers, numbers.length));
    }

    private void walk(Numbers.View numbers) {
        for (int i = 0; i < numbers.size() && isUnfinished(); i++) {
            var entity = context.byNumber(numbers.at(i));
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
        return page.count()
                || ranking.isPresent()
                || matches <= (long) page.offset() + page.limit();
    }

    private void consider(Entity entity) {
        if (!query.matches(entity, linked)) {
            return;
        }
        if (ranking.isPresent()) {
            ranking.get().offer(entity);
        } else if (matches >= page.offset() && found.size() < page.limit()) {
            found.add(entity);
        }
        matches++;
    }
}

package city.wutong.query;

import city.wutong.entity.Entity;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// The first entities of many in an order. It holds no more of them than the page ends at, in a
/// heap, so that n entities cost at most n · log(page's end) comparisons, and most of them one:
/// with the last that is held.
public final class Ranking {
    /// No page may end further on: an order is worked out anew for each page.
    public static final int FARTHEST = 100_000;

    private final Order order;
    private final Page page;
    private final Comparator<Ranked> byOrder;
    private final PriorityQueue<Ranked> lastFirst;

    private record Ranked(Entity entity, List<SortKey> keys) {}

    private Ranking(Order order, Page page) {
        this.order = order;
        this.page = page;
        this.byOrder =
                Comparator.<Ranked, List<SortKey>>comparing(Ranked::keys, order::compare)
                        .thenComparingLong(ranked -> ranked.entity().number());
        this.lastFirst = new PriorityQueue<>(byOrder.reversed());
    }

    /// The ranking for one page.
    ///
    /// @throws Refused when the page is too far on
    public static Ranking of(Order order, Page page) {
        if ((long) page.offset() + page.limit() > FARTHEST) {
            throw Refusal.of(QueryReason.ORDER_PAGE_TOO_FAR, FARTHEST).thrown();
        }
        return new Ranking(order, page);
    }

    /// Takes one more entity into account.
    public void offer(Entity entity) {
        if (page.limit() == 0) {
            return;
        }
        var ranked = new Ranked(entity, order.keysOf(entity));
        if (lastFirst.size() < page.offset() + page.limit()) {
            lastFirst.add(ranked);
        } else if (byOrder.compare(ranked, lastFirst.peek()) < 0) {
            lastFirst.poll();
            lastFirst.add(ranked);
        }
    }

    /// The entities of the page, in order.
    public List<Entity> entities() {
        var sorted = new ArrayList<>(lastFirst);
        sorted.sort(byOrder);
        return sorted.stream().skip(page.offset()).map(Ranked::entity).toList();
    }
}

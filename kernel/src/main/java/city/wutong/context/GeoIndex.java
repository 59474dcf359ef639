package city.wutong.context;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.geo.Cells;
import city.wutong.geo.GeoJson;
import city.wutong.json.Json;
import city.wutong.refusal.Refused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/// Which entities may lie in a cell of the grid, by all their GeoProperties. What covers more than
/// [#MOST_CELLS] cells is large and may lie anywhere.
final class GeoIndex {
    static final int MOST_CELLS = 64;

    /// A key that no cell has.
    private static final long LARGE = Long.MIN_VALUE;

    private final NumbersBy<Long> cells = new NumbersBy<>();
    private final LongFunction<@Nullable Entity> byNumber;

    /// @param byNumber the entity of a number as it is now; null when there is none
    GeoIndex(LongFunction<@Nullable Entity> byNumber) {
        this.byNumber = byNumber;
    }

    void add(Entity entity) {
        for (long cell : cellsOf(entity)) {
            cells.add(cell, entity.number());
        }
    }

    void update(Entity before, Entity after) {
        if (contents(geometries(before)).equals(contents(geometries(after)))) {
            return; // seen again in the same place
        }
        var left = cellsOf(before);
        var entered = cellsOf(after);
        for (long cell : entered) {
            if (!left.contains(cell)) {
                cells.add(cell, after.number());
            }
        }
        left.removeAll(entered);
        left.forEach(cell -> cells.remove(cell, isIn(cell)));
    }

    void remove(Entity entity) {
        cellsOf(entity).forEach(cell -> cells.remove(cell, isIn(cell)));
    }

    private LongPredicate isIn(long cell) {
        return number -> {
            var entity = byNumber.apply(number);
            return entity != null && cellsOf(entity).contains(cell);
        };
    }

    /// The lists that together hold every entity that may lie in these boxes; empty when they cover
    /// too many cells to look up.
    Optional<List<Numbers.View>> candidates(List<Envelope> boxes, int mostCells) {
        var views = new ArrayList<Numbers.View>();
        views.add(cells.view(LARGE));
        for (var box : boxes) {
            var covered = Cells.cellsOf(box, mostCells);
            if (covered.isEmpty()) {
                return Optional.empty();
            }
            for (long cell : covered.get()) {
                var view = cells.view(cell);
                if (view.size() > 0) {
                    views.add(view);
                }
            }
        }
        return Optional.of(views);
    }

    /// How many cells something lies in.
    int size() {
        return cells.size();
    }

    private static Set<Long> cellsOf(Entity entity) {
        var found = new HashSet<Long>();
        for (var attribute : geometries(entity)) {
            envelope(attribute)
                    .flatMap(envelope -> Cells.cellsOf(envelope, MOST_CELLS))
                    .ifPresentOrElse(
                            covered -> {
                                for (long cell : covered) {
                                    found.add(cell);
                                }
                            },
                            () -> found.add(LARGE));
        }
        return found;
    }

    /// Empty for a geometry that was let in by other rules than today's: it may lie anywhere.
    private static Optional<Envelope> envelope(Attribute attribute) {
        try {
            return Optional.of(GeoJson.parse(attribute.content()).getEnvelopeInternal());
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    private static List<Json> contents(List<Attribute> geometries) {
        return geometries.stream().map(Attribute::content).toList();
    }

    private static List<Attribute> geometries(Entity entity) {
        var found = new ArrayList<Attribute>(1);
        for (var attribute : entity.attributes()) {
            if (attribute.kind() == AttributeKind.GEO_PROPERTY) {
                found.add(attribute);
            }
        }
        return found;
    }
}

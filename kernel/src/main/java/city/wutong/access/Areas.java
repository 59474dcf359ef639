package city.wutong.access;

import static java.util.Comparator.comparingDouble;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;

/// The tree of areas: which lies in which, and what lies in them. Immutable.
public final class Areas {
    /// A tree is no deeper than this: province to grid is six.
    static final int DEEPEST = 12;

    public static final Areas NONE = new Areas(List.of());

    private final Map<String, Area> byCode = new HashMap<>();
    private final Map<String, Set<String>> around = new HashMap<>();
    private final Map<String, List<Area>> byParent = new HashMap<>();
    private final List<Area> all;
    private final STRtree byPlace = new STRtree();

    /// The shape of an area, prepared for being asked of many places.
    private record Shape(Area area, double size, PreparedGeometry prepared) {
        Shape(Area area, Geometry shape) {
            this(area, shape.getArea(), PreparedGeometryFactory.prepare(shape));
        }
    }

    /// @throws IllegalArgumentException when two have the same code or alias, a parent is missing,
    ///   or areas lie in each other
    public Areas(Collection<Area> areas) {
        for (var area : areas) {
            enter(area.code(), area);
            area.aliases().forEach(alias -> enter(alias, area));
        }
        for (var area : areas) {
            if (path(area).size() > DEEPEST) {
                throw new IllegalArgumentException(
                        "area " + area.code() + " lies too deep, or in itself");
            }
            around.put(
                    area.code(), path(area).stream().map(Area::code).collect(toUnmodifiableSet()));
            area.geometry()
                    .ifPresent(shape ->
                            byPlace.insert(shape.getEnvelopeInternal(), new Shape(area, shape)));
        }
        byPlace.build(); // from here on it is only read
        all = areas.stream().sorted(Comparator.comparing(Area::code)).toList();
        for (var area : all) {
            var parent = area.parent().flatMap(this::of).map(Area::code).orElse("");
            byParent.computeIfAbsent(parent, _ -> new ArrayList<>()).add(area);
        }
    }

    private void enter(String code, Area area) {
        if (byCode.put(code, area) != null) {
            throw new IllegalArgumentException("two areas have the code " + code);
        }
    }

    /// By its code or an alias.
    public Optional<Area> of(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    /// Whether the area of that code is the other one or lies in it. An unknown area lies in none.
    public boolean isWithin(String code, String other) {
        var outer = byCode.get(other);
        var inner = byCode.get(code);
        return outer != null
                && inner != null
                && around.getOrDefault(inner.code(), Set.of()).contains(outer.code());
    }

    /// The smallest area whose shape covers all of a geometry; of several that are as small, the
    /// one whose code comes first.
    public Optional<Area> around(Geometry geometry) {
        List<?> candidates = byPlace.query(geometry.getEnvelopeInternal());
        return candidates.stream()
                .map(Shape.class::cast)
                .filter(shape -> shape.prepared().covers(geometry))
                .min(comparingDouble(Shape::size).thenComparing(shape -> shape.area().code()))
                .map(Shape::area);
    }

    /// Those that lie in it and in no other between, by their codes; of no area, the topmost ones.
    public List<Area> children(Optional<Area> parent) {
        return List.copyOf(byParent.getOrDefault(parent.map(Area::code).orElse(""), List.of()));
    }

    /// The area and all that it lies in, the topmost last.
    public List<Area> path(Area area) {
        var path = new ArrayList<Area>();
        path.add(area);
        for (var code = area.parent(); code.isPresent() && path.size() <= DEEPEST; ) {
            var parent = byCode.get(code.get());
            if (parent == null) {
                throw new IllegalArgumentException(
                        "area " + area.code() + " lies in unknown " + code.get());
            }
            path.add(parent);
            code = parent.parent();
        }
        return path;
    }

    /// All of them, each once, by their codes.
    public List<Area> all() {
        return all;
    }
}

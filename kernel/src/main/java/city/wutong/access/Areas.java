package city.wutong.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tree of areas: which lies in which. Immutable.
public final class Areas {
    /// A tree is no deeper than this: province to grid is six.
    static final int DEEPEST = 12;

    public static final Areas NONE = new Areas(List.of());

    private final Map<String, Area> byCode = new HashMap<>();
    private final Map<String, List<Area>> byParent = new HashMap<>();
    private final List<Area> all;

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
        }
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
        var outer = of(other).map(Area::code);
        return outer.isPresent() && of(code).map(inner -> liesIn(inner, outer.get())).orElse(false);
    }

    private boolean liesIn(Area inner, String outer) {
        for (var area = Optional.of(inner); area.isPresent(); ) {
            if (area.get().code().equals(outer)) {
                return true;
            }
            area = area.get().parent().flatMap(this::of);
        }
        return false;
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

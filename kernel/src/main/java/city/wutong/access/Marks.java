package city.wutong.access;

import city.wutong.geo.GeoQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the models say of attributes for the sake of access: how sensitive they are, how they are
/// masked, which of them name an entity's area, and of which person they are. All names are
/// expanded.
public final class Marks {
    /// Nothing is marked.
    public static final Marks NONE = new Marks(Map.of());

    private final Map<String, OfType> byType;
    private final OfType ofAll;

    /// @param byType by the type of the entities that have the attributes
    public Marks(Map<String, OfType> byType) {
        this.byType = Map.copyOf(byType);
        this.ofAll = OfType.together(byType.values());
    }

    /// The mark of an attribute.
    ///
    /// @param mask how it is shown to who does not see it as it is; empty: not at all
    public record Mark(Sensitivity sensitivity, Optional<Mask> mask) {
        /// What has no mark.
        public static final Mark UNMARKED = new Mark(Sensitivity.INTERNAL, Optional.empty());

        /// Of two marks of one attribute the more sensitive one counts; of two that are as
        /// sensitive and say of different masks, none is used.
        Mark and(Mark other) {
            int order = sensitivity.compareTo(other.sensitivity);
            if (order != 0) {
                return order > 0 ? this : other;
            }
            return mask.equals(other.mask) ? this : new Mark(sensitivity, Optional.empty());
        }
    }

    /// Of which persons entities of a type are.
    ///
    /// @param isOne whether such an entity is a person
    /// @param owners the relationships to the person whom the entity belongs to
    /// @param others the attributes that tell of somebody else than that person
    public record Persons(boolean isOne, Set<String> owners, Set<String> others) {
        public static final Persons NONE = new Persons(false, Set.of(), Set.of());

        public Persons {
            owners = Set.copyOf(owners);
            others = Set.copyOf(others);
        }

        Persons and(Persons other) {
            return new Persons(
                    isOne || other.isOne, union(owners, other.owners), union(others, other.others));
        }

        private static Set<String> union(Set<String> one, Set<String> other) {
            var all = new HashSet<>(one);
            all.addAll(other);
            return all;
        }
    }

    /// The marks of one type.
    ///
    /// @param attributes by name
    /// @param areas the attributes that hold the code of the entity's area
    /// @param highest none of its attributes is more sensitive
    public record OfType(
            Map<String, Mark> attributes, Set<String> areas, Persons persons, Sensitivity highest) {
        public static final OfType NONE = new OfType(Map.of(), Set.of());

        public OfType(Map<String, Mark> attributes, Set<String> areas) {
            this(attributes, areas, Persons.NONE);
        }

        public OfType(Map<String, Mark> attributes, Set<String> areas, Persons persons) {
            this(Map.copyOf(attributes), Set.copyOf(areas), persons, highest(attributes.values()));
        }

        private static Sensitivity highest(Collection<Mark> marks) {
            return marks.stream()
                    .map(Mark::sensitivity)
                    .reduce(
                            Sensitivity.INTERNAL,
                            (one, other) -> one.compareTo(other) >= 0 ? one : other);
        }

        /// What several say of one type, or of the types of one entity.
        public static OfType together(Collection<OfType> all) {
            var attributes = new HashMap<String, Mark>();
            var areas = new HashSet<String>();
            var persons = Persons.NONE;
            for (var each : all) {
                each.attributes().forEach((name, mark) -> attributes.merge(name, mark, Mark::and));
                areas.addAll(each.areas());
                persons = persons.and(each.persons());
            }
            return new OfType(attributes, areas, persons);
        }

        Mark of(String attribute) {
            return attributes.getOrDefault(attribute, Mark.UNMARKED);
        }

        /// Of an attribute of an attribute: without a mark of its own it has that of the outer one.
        Mark of(String attribute, Mark outer) {
            var own = attributes.get(attribute);
            return own == null ? outer : own;
        }
    }

    /// Those of entities of these types, together.
    public OfType of(List<String> types) {
        if (types.size() == 1) {
            return byType.getOrDefault(types.getFirst(), OfType.NONE);
        }
        return OfType.together(
                types.stream().map(type -> byType.getOrDefault(type, OfType.NONE)).toList());
    }

    /// The attributes that say in which area an entity lies: those that are marked for it, and its
    /// location.
    public Set<String> placing() {
        var names = new HashSet<>(ofAll.areas());
        names.add(GeoQuery.LOCATION);
        return names;
    }

    /// Those of all types, together.
    public OfType ofAll() {
        return ofAll;
    }

    /// Those of each type.
    public Map<String, OfType> byType() {
        return byType;
    }
}

package city.wutong.context;

import city.wutong.entity.AttributeKind;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts which types and attributes the entities of a context have (clauses 5.7.5 to 5.7.10). All
/// names in here are expanded.
///
/// # Cost
///
/// Which types there are follows from the index by type: a look at one entity of each. One type's
/// attributes cost a look at the attributes of each entity of that type. All else walks through all
/// entities once and holds no more than the names that it has found; with a million entities of ten
/// attributes that is some ten million look-ups of names, a part of a second. Nothing is kept up to
/// date with each write for it: it is asked for by people who look around, not by machines.
public final class Census {
    private final SeenContext context;

    public Census(SeenContext context) {
        this.context = context;
    }

    /// A type: how many entities have it, and which attributes of which kinds those have.
    public record TypeCount(
            String type, long entities, SortedMap<String, Set<AttributeKind>> attributes) {}

    /// An attribute: how many instances of it there are, of which kinds, in entities of which
    /// types.
    public record AttributeCount(
            String name, long instances, Set<AttributeKind> kinds, SortedSet<String> types) {}

    /// The types that some entity has.
    public SortedSet<String> types() {
        return context.types();
    }

    /// Each type with the names of the attributes that its entities have.
    public SortedMap<String, SortedSet<String>> attributesByType() {
        var found = new TreeMap<String, Set<String>>();
        context.forEach(entity -> {
            for (var type : entity.types()) {
                var names = found.computeIfAbsent(type, _ -> new HashSet<>());
                for (var attribute : entity.attributes()) {
                    names.add(attribute.name());
                }
            }
        });
        var sorted = new TreeMap<String, SortedSet<String>>();
        found.forEach((type, names) -> sorted.put(type, new TreeSet<>(names)));
        return sorted;
    }

    /// One type; empty when no entity has it.
    public Optional<TypeCount> type(String type) {
        var attributes = new TreeMap<String, Set<AttributeKind>>();
        var entities = new long[1];
        context.forEachOfType(
                type,
                entity -> {
                    entities[0]++;
                    for (var attribute : entity.attributes()) {
                        attributes
                                .computeIfAbsent(
                                        attribute.name(), _ -> EnumSet.noneOf(AttributeKind.class))
                                .add(attribute.kind());
                    }
                });
        return entities[0] == 0
                ? Optional.empty()
                : Optional.of(new TypeCount(type, entities[0], attributes));
    }

    /// The attributes that some entity has, each with the types of those entities.
    public SortedMap<String, SortedSet<String>> typesByAttribute() {
        var found = new TreeMap<String, SortedSet<String>>();
        attributesByType()
                .forEach((type, names) ->
                        names.forEach(name ->
                                found.computeIfAbsent(name, _ -> new TreeSet<>()).add(type)));
        return found;
    }

    /// One attribute; empty when no entity has it.
    public Optional<AttributeCount> attribute(String name) {
        var kinds = EnumSet.noneOf(AttributeKind.class);
        var types = new TreeSet<String>();
        var instances = new long[1];
        context.forEach(entity -> {
            boolean has = false;
            for (var attribute : entity.attributes()) {
                if (attribute.name().equals(name)) {
                    has = true;
                    instances[0]++;
                    kinds.add(attribute.kind());
                }
            }
            if (has) {
                types.addAll(entity.types());
            }
        });
        return instances[0] == 0
                ? Optional.empty()
                : Optional.of(new AttributeCount(name, instances[0], kinds, types));
    }
}

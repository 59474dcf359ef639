package city.wutong.access;

import java.util.Set;

/// Of which types entities are meant.
///
/// @param every whether all are; then `names` is empty
/// @param names expanded names of types
public record TypeScope(boolean every, Set<String> names) {
    public static final TypeScope EVERY = new TypeScope(true, Set.of());
    public static final TypeScope NONE = new TypeScope(false, Set.of());

    public TypeScope {
        names = Set.copyOf(names);
        if (every && !names.isEmpty()) {
            throw new IllegalArgumentException("all types, or those that are named");
        }
    }

    public static TypeScope of(Set<String> names) {
        return new TypeScope(false, names);
    }

    /// Whether an entity of these types is meant: one of them is enough.
    public boolean includes(Iterable<String> types) {
        if (every) {
            return true;
        }
        for (var type : types) {
            if (names.contains(type)) {
                return true;
            }
        }
        return false;
    }
}

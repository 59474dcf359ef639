package city.wutong.jsonld;

import java.util.Set;

/// Whether the entities that an entity links to are shown too (clause 4.5.23: `join`, `joinLevel`,
/// `containedBy`).
///
/// @param style where they are shown
/// @param levels how many links are followed from an entity that was asked for; 0 with no join
/// @param containedBy ids that the asker knows already, which are not shown again as linked ones
public record Join(Style style, int levels, Set<String> containedBy) {
    /// The most links that are followed one after the other.
    public static final int MOST_LEVELS = 10;

    public static final Join NONE = new Join(Style.NONE, 0, Set.of());

    /// Where linked entities are shown.
    public enum Style {
        /// Nowhere.
        NONE,
        /// In the relationship that links to them (clause 4.5.23.2).
        INLINE,
        /// After the entities that were asked for (clause 4.5.23.3).
        FLAT
    }

    public Join {
        containedBy = Set.copyOf(containedBy);
        if (levels < 0 || levels > MOST_LEVELS || (levels == 0) != (style == Style.NONE)) {
            throw new IllegalArgumentException(style + " with " + levels + " levels");
        }
    }

    public boolean isFlat() {
        return style == Style.FLAT;
    }
}

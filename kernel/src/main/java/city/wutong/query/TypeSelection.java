package city.wutong.query;

import city.wutong.entity.Entity;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.UnaryOperator;

/// A selection of entity types (clause 4.17): `Building|House`, `(Home;Vehicle),Motorhome`, or `*`.
public sealed interface TypeSelection {
    /// The most characters of a selection.
    int LONGEST = 8_192;

    /// Every type (`*`).
    record Every() implements TypeSelection {
        @Override
        public boolean matches(Entity entity) {
            return true;
        }

        @Override
        public Optional<SequencedSet<String>> mentionedTypes() {
            return Optional.empty();
        }
    }

    /// All of these types at once; one type alone is a list of one.
    record All(List<String> types) implements TypeSelection {
        public All {
            types = List.copyOf(types);
            if (types.isEmpty()) {
                throw new IllegalArgumentException("no type");
            }
        }

        @Override
        public boolean matches(Entity entity) {
            for (int i = 0; i < types.size(); i++) {
                if (!entity.hasType(types.get(i))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Optional<SequencedSet<String>> mentionedTypes() {
            return Optional.of(new LinkedHashSet<>(types));
        }
    }

    /// One of these at least.
    record Any(List<All> alternatives) implements TypeSelection {
        public Any {
            alternatives = List.copyOf(alternatives);
            if (alternatives.size() < 2) {
                throw new IllegalArgumentException("fewer than two alternatives");
            }
        }

        @Override
        public boolean matches(Entity entity) {
            for (int i = 0; i < alternatives.size(); i++) {
                if (alternatives.get(i).matches(entity)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Optional<SequencedSet<String>> mentionedTypes() {
            var types = new LinkedHashSet<String>();
            alternatives.forEach(all -> types.addAll(all.types()));
            return Optional.of(types);
        }
    }

    boolean matches(Entity entity);

    /// Types of which every match has one at least; empty when it may have any.
    Optional<SequencedSet<String>> mentionedTypes();

    /// The selection that a text spells.
    ///
    /// @param expand turns names into IRIs
    /// @throws Refused with the column, what was found there and what was expected
    static TypeSelection parse(String types, UnaryOperator<String> expand) {
        if (types.length() > LONGEST) {
            throw Refusal.of(QueryReason.TYPES_TOO_LONG, types.length(), LONGEST).thrown();
        }
        return types.strip().equals("*")
                ? new Every()
                : new TypeParser(new Cursor(types), expand).whole();
    }
}

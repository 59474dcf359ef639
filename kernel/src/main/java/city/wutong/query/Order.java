package city.wutong.query;

import city.wutong.entity.Entity;
import city.wutong.geo.GeoDistance;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The order in which entities are answered (clause 4.23): by keys, the first of which decides, the
/// next where that leaves two side by side, at last by creation.
///
/// Of several values (instances, languages, types, scopes) that one counts which comes first in the
/// order: the smallest when it ascends, the largest when it descends.
public final class Order {
    /// The most keys.
    public static final int MOST_KEYS = 10;

    /// By creation alone.
    public static final Order CREATION = new Order(List.of(), null, null);

    private final List<Key> keys;
    private final @Nullable Collation collation;
    private final @Nullable GeoDistance from;

    /// @param collation null when there is no key
    /// @param from where distances are measured from; null when no key needs it
    Order(List<Key> keys, @Nullable Collation collation, @Nullable GeoDistance from) {
        this.keys = List.copyOf(keys);
        this.collation = collation;
        this.from = from;
    }

    /// What is looked at.
    sealed interface Subject {
        /// A member of the entity that is no attribute.
        enum Member implements Subject {
            ID,
            TYPE,
            SCOPE
        }

        /// What a path leads to.
        record Place(AttributePath path) implements Subject {}
    }

    /// Which way.
    enum Direction {
        ASCENDING("asc"),
        DESCENDING("desc"),
        NEAREST_FIRST("dist-asc"),
        FARTHEST_FIRST("dist-desc");

        private final String term;

        Direction(String term) {
            this.term = term;
        }

        static Optional<Direction> ofTerm(String term) {
            for (var direction : values()) {
                if (direction.term.equals(term)) {
                    return Optional.of(direction);
                }
            }
            return Optional.empty();
        }

        boolean isByDistance() {
            return this == NEAREST_FIRST || this == FARTHEST_FIRST;
        }

        private boolean isDescending() {
            return this == DESCENDING || this == FARTHEST_FIRST;
        }
    }

    /// One of the keys.
    record Key(Subject subject, Direction direction) {}

    /// The four parameters as a request has them.
    ///
    /// @param geometry the type of what `orderFrom` spells
    public record Parameters(
            @Nullable String orderBy,
            @Nullable String collation,
            @Nullable String orderFrom,
            @Nullable String geometry) {}

    /// Whether nothing is asked but the order of creation.
    public boolean isOfCreation() {
        return keys.isEmpty();
    }

    /// What the keys are for one entity.
    List<SortKey> keysOf(Entity entity) {
        if (keys.size() == 1) {
            return List.of(keyOf(entity, keys.getFirst()));
        }
        var all = new ArrayList<SortKey>(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            all.add(keyOf(entity, keys.get(i)));
        }
        return all;
    }

    private SortKey keyOf(Entity entity, Key key) {
        var first = new First(key.direction());
        switch (key.subject()) {
            case Subject.Place(var path) -> path.any(entity, first);
            case Subject.Member member -> {
                switch (member) {
                    case ID -> first.text(entity.id());
                    case TYPE -> entity.types().forEach(first::text);
                    case SCOPE -> entity.scopes().forEach(first::text);
                }
            }
        }
        return first.key;
    }

    int compare(List<SortKey> some, List<SortKey> others) {
        for (int i = 0; i < keys.size(); i++) {
            int order = compare(some.get(i), others.get(i), keys.get(i).direction());
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private int compare(SortKey one, SortKey other, Direction direction) {
        if (one.place() != other.place()) {
            return Integer.compare(one.place(), other.place());
        }
        return direction.isDescending()
                ? other.compare(one, this::compareTexts)
                : one.compare(other, this::compareTexts);
    }

    private int compareTexts(String one, String other) {
        return collation == null ? one.compareTo(other) : collation.compare(one, other);
    }

    /// Is led to all values of a path, for it always answers no, and keeps the one that comes
    /// first.
    private final class First implements AttributePath.Question {
        private final Direction direction;
        private SortKey key = SortKey.Plain.ABSENT;

        First(Direction direction) {
            this.direction = direction;
        }

        private boolean consider(SortKey candidate) {
            if (key == SortKey.Plain.ABSENT || compare(candidate, key, direction) < 0) {
                key = candidate;
            }
            return false;
        }

        @Override
        public boolean value(Json value, boolean each) {
            return consider(SortKey.of(value));
        }

        @Override
        public boolean languages(Json.Obj languageMap) {
            languageMap.members().values().forEach(value -> consider(SortKey.of(value)));
            return false;
        }

        @Override
        public boolean reference(Json uris) {
            return consider(SortKey.of(uris));
        }

        @Override
        public boolean time(Instant time) {
            return consider(new SortKey.Moment(time));
        }

        @Override
        public boolean text(String text) {
            return consider(new SortKey.Text(text));
        }

        @Override
        public boolean place(Json geometry) {
            if (!direction.isByDistance() || from == null) {
                return value(geometry, false);
            }
            var metres = from.metresTo(geometry);
            return metres.isPresent() && consider(new SortKey.Distance(metres.getAsDouble()));
        }
    }
}

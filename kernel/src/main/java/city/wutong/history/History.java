package city.wutong.history;

import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import city.wutong.entity.Attribute;
import city.wutong.feed.Feed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers what was: an entity's past from the segments, and what came since from the feed.
public final class History {
    /// Changes of one entity that a query reads at most.
    public static final int MOST_CHANGES = 1_000_000;

    private static final int FEED_STEP = 50_000;

    private final PastChanges past;
    private final Feed feed;
    private final Clock clock;

    /// @param clock the office clock: what has expired is not told
    public History(PastChanges past, Feed feed, Clock clock) {
        this.past = past;
        this.feed = feed;
        this.clock = clock;
    }

    /// An attribute instance as it was.
    ///
    /// @param seq the change that made it so
    public record Instance(long seq, Attribute attribute) {}

    /// The series of one entity.
    ///
    /// @param types all types it has had, expanded
    /// @param instances by expanded name, sorted by the time asked for; empty when none was chosen
    /// @param isCut whether the oldest part was left out because there is more than [#MOST_CHANGES]
    public record Series(
            String entityId,
            SequencedSet<String> types,
            Map<String, List<Instance>> instances,
            boolean isCut) {}

    /// What of an entity's changes is told.
    interface Telling {
        /// All of them as they were.
        Telling EVERYTHING =
                new Telling() {
                    @Override
                    public boolean tells(Change change) {
                        return true;
                    }

                    @Override
                    public Optional<Attribute> seen(Change change, Attribute attribute) {
                        return Optional.of(attribute);
                    }
                };

        /// Whether it is told that there was this change.
        boolean tells(Change change);

        /// The instance that a change made, as it is told.
        Optional<Attribute> seen(Change change, Attribute attribute);
    }

    /// The series of an entity; empty when there never was such an entity, or its past was erased.
    public Optional<Series> of(String entityId, TemporalQuery query) throws JournalAway {
        return of(entityId, query, _ -> Telling.EVERYTHING);
    }

    /// As far as it is told; empty when none of it is.
    ///
    /// @param telling decides by all the changes there are
    Optional<Series> of(
            String entityId, TemporalQuery query, Function<List<Change>, Telling> telling)
            throws JournalAway {
        var changes = all(entityId);
        boolean isCut = changes.size() > MOST_CHANGES;
        forgetErased(changes);
        var told = telling.apply(changes);
        changes.removeIf(change -> !told.tells(change));
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        var types = new LinkedHashSet<String>();
        var chosen = new LinkedHashMap<String, List<Instance>>();
        for (var change : changes) {
            switch (change.what()) {
                case Change.Created(var now, var _, var _) -> types.addAll(now);
                case Change.Described(var now, var _, var _) -> types.addAll(now);
                case Change.Set(var attribute) ->
                        told.seen(change, attribute)
                                .ifPresent(seen -> choose(change, seen, query, chosen));
                case Change.Late(var attribute) ->
                        told.seen(change, attribute)
                                .ifPresent(seen -> choose(change, seen, query, chosen));
                case Change.Unset _, Change.Ended _, Change.Erased _, Change.Blank _ -> {}
            }
        }
        if (types.isEmpty()) {
            return Optional.empty();
        }
        chosen.replaceAll((_, instances) -> sorted(instances, query));
        return Optional.of(new Series(entityId, types, chosen, isCut));
    }

    private List<Change> all(String entityId) throws JournalAway {
        var sorted = past.of(entityId, MOST_CHANGES);
        var changes = new ArrayList<>(sorted.changes());
        addRecent(entityId, sorted.upTo(), changes);
        return changes;
    }

    /// What an entity's changes were, in their order, as far as they are told.
    ///
    /// @param telling decides by all the changes there are
    List<Change> changes(String entityId, Function<List<Change>, Telling> telling)
            throws JournalAway {
        var changes = all(entityId);
        forgetErased(changes);
        var told = telling.apply(changes);
        return changes.stream()
                .filter(told::tells)
                .flatMap(change -> seen(change, told).stream())
                .toList();
    }

    private static Optional<Change> seen(Change change, Telling told) {
        return switch (change.what()) {
            case Change.Set(var attribute) ->
                    told.seen(change, attribute).map(seen -> with(change, new Change.Set(seen)));
            case Change.Late(var attribute) ->
                    told.seen(change, attribute).map(seen -> with(change, new Change.Late(seen)));
            case Change.Created _,
                    Change.Described _,
                    Change.Unset _,
                    Change.Ended _,
                    Change.Erased _,
                    Change.Blank _ ->
                    Optional.of(change);
        };
    }

    private static Change with(Change change, Change.What what) {
        return new Change(
                change.seq(),
                change.entity(),
                change.entityId(),
                what,
                change.at(),
                change.cause());
    }

    /// What came before an erasure is not told to anybody; that there was one is not either.
    private static void forgetErased(List<Change> changes) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            if (changes.get(i).what() instanceof Change.Erased) {
                changes.subList(0, i + 1).clear();
                return;
            }
        }
    }

    private void addRecent(String entityId, long after, List<Change> changes) throws JournalAway {
        long until = feed.seq();
        for (long at = after; at < until; ) {
            var recent = feed.read(at, FEED_STEP);
            if (recent.isEmpty()) {
                return;
            }
            for (var change : recent) {
                if (change.entityId().equals(entityId)) {
                    changes.add(change);
                }
            }
            at = recent.getLast().seq();
        }
    }

    private void choose(
            Change change,
            Attribute attribute,
            TemporalQuery query,
            Map<String, List<Instance>> chosen) {
        if (!query.attributes().isEmpty() && !query.attributes().contains(attribute.name())) {
            return;
        }
        var expiresAt = attribute.details().expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(clock.instant())) {
            return;
        }
        var time = timeOf(attribute, query.timeProperty());
        boolean wanted =
                query.range().isEmpty() || (time != null && query.range().get().contains(time));
        if (wanted) {
            chosen.computeIfAbsent(attribute.name(), _ -> new ArrayList<>())
                    .add(new Instance(change.seq(), attribute));
        }
    }

    private static List<Instance> sorted(List<Instance> instances, TemporalQuery query) {
        instances.sort(
                Comparator.comparing((Instance instance) ->
                                timeOrFirst(instance.attribute(), query.timeProperty()))
                        .thenComparingLong(Instance::seq));
        int size = instances.size();
        int kept = Math.min(size, query.lastN().orElse(size));
        return List.copyOf(instances.subList(size - kept, size));
    }

    /// What lacks the time asked for comes before all that have it.
    private static Instant timeOrFirst(Attribute attribute, TemporalQuery.TimeProperty property) {
        var time = timeOf(attribute, property);
        return time == null ? Instant.MIN : time;
    }

    private static @Nullable Instant timeOf(
            Attribute attribute, TemporalQuery.TimeProperty property) {
        return switch (property) {
            case OBSERVED_AT -> attribute.observedAt();
            case CREATED_AT -> attribute.createdAt();
            case MODIFIED_AT -> attribute.modifiedAt();
        };
    }
}

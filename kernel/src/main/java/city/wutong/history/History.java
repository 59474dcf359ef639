package city.wutong.history;

import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.feed.Feed;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Answers what was: an entity's past from the segments, and what came since from the feed.
public final class History {
    /// Changes of one entity that a query reads at most.
    public static final int MOST_CHANGES = 1_000_000;

    /// Instances that an answer of the temporal API holds, where nothing else is said.
    public static final int USUAL_PAGE = 10_000;

    private static final int FEED_STEP = 50_000;

    private final PastChanges past;
    private final Feed feed;
    private final Clock clock;
    private final PastEntities entities;
    private final int page;

    /// @param clock the office clock: what has expired is not told
    public History(PastChanges past, Feed feed, Clock clock) {
        this(past, feed, clock, PastEntities.NONE, USUAL_PAGE);
    }

    /// @param clock the office clock: what has expired is not told
    /// @param page instances that an answer of the temporal API holds
    public History(PastChanges past, Feed feed, Clock clock, PastEntities entities, int page) {
        this.past = past;
        this.feed = feed;
        this.clock = clock;
        this.entities = entities;
        this.page = page;
    }

    /// Instances that an answer of the temporal API holds.
    int page() {
        return page;
    }

    /// The lives of entities, by number.
    ///
    /// @param types of which they had one; empty for any
    /// @param ids one of which is theirs; empty for any
    /// @param most lives; when there are more, more are told
    List<PastEntities.Life> lives(Set<String> types, Set<String> ids, int most) throws JournalAway {
        long at = entities.upTo();
        var lives = new ArrayList<>(entities.lives(types, ids, most));
        long until = feed.seq();
        while (at < until) {
            var recent = feed.read(at, FEED_STEP);
            if (recent.isEmpty()) {
                break;
            }
            for (var change : recent) {
                var now = typesOf(change);
                if (!now.isEmpty()
                        && (ids.isEmpty() || ids.contains(change.entityId()))
                        && (types.isEmpty() || now.stream().anyMatch(types::contains))) {
                    lives.add(
                            new PastEntities.Life(
                                    change.entity(), change.entityId(), Set.copyOf(now)));
                }
            }
            at = recent.getLast().seq();
        }
        return lives;
    }

    private static List<String> typesOf(Change change) {
        return switch (change.what()) {
            case Change.Created(var types, var _, var _) -> types;
            case Change.Described(var types, var _, var _) -> types;
            case Change.Edited(Change.Typed(var types, var _)) -> types;
            case Change.Edited _,
                    Change.Set _,
                    Change.Late _,
                    Change.Unset _,
                    Change.Ended _,
                    Change.Erased _,
                    Change.Blank _ ->
                    List.of();
        };
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
        return of(entityId, query, Telling.EVERYTHING);
    }

    /// As far as it is told; empty when none of it is.
    ///
    /// @param telling decides by all the changes there are
    Optional<Series> of(String entityId, TemporalQuery query, Telling telling) throws JournalAway {
        var chosen = new LinkedHashMap<String, List<Instance>>();
        var count = new int[1];
        var unwinding =
                new Unwinding(
                        telling,
                        unexpired(instance -> {
                            if (instance instanceof PastInstance.Value(var seq, var attribute)
                                    && isWanted(attribute, query)
                                    && count[0]++ < MOST_CHANGES) {
                                chosen.computeIfAbsent(attribute.name(), _ -> new ArrayList<>())
                                        .add(new Instance(seq, attribute));
                            }
                        }));
        unwind(Map.of(entityId, unwinding));
        if (!unwinding.isKnown()) {
            return Optional.empty();
        }
        chosen.replaceAll((_, instances) -> sorted(instances, query));
        return Optional.of(
                new Series(entityId, unwinding.types(), chosen, count[0] > MOST_CHANGES));
    }

    private static boolean isWanted(Attribute attribute, TemporalQuery query) {
        return !attribute.name().equals(Entity.SCOPE)
                && (query.attributes().isEmpty() || query.attributes().contains(attribute.name()))
                && (!query.isOfTime() || query.isMet(timeOf(attribute, query.timeProperty())));
    }

    /// What has expired is not told.
    Consumer<PastInstance> unexpired(Consumer<PastInstance> told) {
        var now = clock.instant();
        return instance -> {
            var expiresAt =
                    instance instanceof PastInstance.Value(var _, var attribute)
                            ? attribute.details().expiresAt()
                            : null;
            if (expiresAt == null || expiresAt.isAfter(now)) {
                told.accept(instance);
            }
        };
    }

    /// Unwinds the past of some entities together: each part of what is sorted is read once for all
    /// of them, and no more than one part is in memory.
    void unwind(Map<String, Unwinding> byId) throws JournalAway {
        long upTo = past.upTo();
        var recent = new ArrayList<Change>();
        addRecent(byId.keySet(), upTo, recent);
        deliver(recent, byId);
        past.backwards(byId.keySet(), upTo, part -> deliver(part, byId));
        byId.values().forEach(Unwinding::finish);
    }

    /// Gives the changes of some entities, from the newest to the oldest.
    void backwards(Set<String> ids, Consumer<Change> taker) throws JournalAway {
        long upTo = past.upTo();
        var recent = new ArrayList<Change>();
        addRecent(ids, upTo, recent);
        recent.reversed().forEach(taker);
        past.backwards(ids, upTo, part -> part.reversed().forEach(taker));
    }

    private static void deliver(List<Change> changes, Map<String, Unwinding> byId) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            var change = changes.get(i);
            var unwinding = byId.get(change.entityId());
            if (unwinding != null) {
                unwinding.take(change);
            }
        }
    }

    private List<Change> all(String entityId) throws JournalAway {
        var sorted = past.of(entityId, MOST_CHANGES);
        var changes = new ArrayList<>(sorted.changes());
        addRecent(Set.of(entityId), sorted.upTo(), changes);
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
                    Change.Edited _,
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

    private void addRecent(Set<String> ids, long after, List<Change> changes) throws JournalAway {
        long until = feed.seq();
        for (long at = after; at < until; ) {
            var recent = feed.read(at, FEED_STEP);
            if (recent.isEmpty()) {
                return;
            }
            for (var change : recent) {
                if (ids.contains(change.entityId())) {
                    changes.add(change);
                }
            }
            at = recent.getLast().seq();
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
            case DELETED_AT -> null;
        };
    }
}

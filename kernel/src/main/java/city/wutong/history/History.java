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

    /// The series of an entity; empty when there never was such an entity, or its past was erased.
    public Optional<Series> of(String entityId, TemporalQuery query) throws JournalAway {
        var sorted = past.of(entityId, MOST_CHANGES);
        var changes = new ArrayList<>(sorted.changes());
        addRecent(entityId, sorted.upTo(), changes);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        var types = new LinkedHashSet<String>();
        var chosen = new LinkedHashMap<String, List<Instance>>();
        for (var change : changes) {
            switch (change.what()) {
                case Change.Created(var now, var _, var _) -> types.addAll(now);
                case Change.Described(var now, var _, var _) -> types.addAll(now);
                case Change.Set(var attribute) -> choose(change, attribute, query, chosen);
                case Change.Late(var attribute) -> choose(change, attribute, query, chosen);
                case Change.Erased _ -> {
                    types.clear();
                    chosen.clear();
                }
                case Change.Unset _, Change.Ended _, Change.Blank _ -> {}
            }
        }
        if (types.isEmpty()) {
            return Optional.empty();
        }
        chosen.replaceAll((_, instances) -> sorted(instances, query));
        return Optional.of(new Series(entityId, types, chosen, changes.size() > MOST_CHANGES));
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

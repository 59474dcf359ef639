package city.wutong.rule;

import city.wutong.context.Change;
import city.wutong.entity.Entity;
import city.wutong.text.Text;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// Rules that are asked: each is told what matters to it and woken when it wants, and one that
/// fails or is too slow is isolated while the others go on. The same for life and for a
/// [Rehearsal].
final class RulesAtWork {
    private static final System.Logger LOG = System.getLogger(RulesAtWork.class.getName());

    /// A rule and an entity's number.
    private record Key(Watching watching, long entity) {}

    /// What a rule is asked about.
    ///
    /// @param entityId the entity's URI
    /// @param seq the change that it would miss if it were not asked
    /// @param now of the city clock
    private record Question(Key key, String entityId, long seq, Instant now) {}

    /// Hears what rules say.
    @FunctionalInterface
    interface Hearing {
        void stepped(Watching watching, long entity, Step step);
    }

    private final Hearing hearing;
    private final Watchdog watchdog;
    private final Function<String, Optional<Entity>> entities;
    private final Timers<Key> timers = new Timers<>(Comparator.comparingLong(Key::entity));
    private volatile List<Watching> watchings = List.of();

    /// @param entities as they are, by URI: for those that gain the type of a rule
    RulesAtWork(Hearing hearing, Watchdog watchdog, Function<String, Optional<Entity>> entities) {
        this.hearing = hearing;
        this.watchdog = watchdog;
        this.entities = entities;
    }

    List<Watching> all() {
        return watchings;
    }

    /// Asks these from now on.
    void become(List<Watching> next) {
        var before = Set.copyOf(watchings);
        watchings = List.copyOf(next);
        for (var watching : watchings) {
            if (!before.contains(watching)) {
                for (long entity : watching.entities()) {
                    timers.set(new Key(watching, entity), watching.wakingAt(entity));
                }
            }
        }
    }

    /// Tells them of one command's changes of an entity.
    ///
    /// @param now of the city clock
    void tell(List<Change> run, Instant now) {
        if (run.stream().anyMatch(RulesAtWork::matters)) {
            tellOfNow(run, now);
        }
        if (run.stream().anyMatch(change -> change.what() instanceof Change.Late)) {
            var first = run.getFirst();
            for (var watching : watchings) {
                ask(about(watching, first, now), () -> watching.tellLate(first.entity(), run, now));
            }
        }
    }

    private void tellOfNow(List<Change> run, Instant now) {
        var first = run.getFirst();
        var types = typesIn(run);
        for (var watching : watchings) {
            tellAround(watching, run, types, now);
            boolean isNew = !watching.watches(first.entity());
            if (!isNew || types.contains(watching.rule().watch())) {
                ask(about(watching, first, now), () -> told(watching, isNew, run, now));
            }
        }
    }

    /// Tells a rule of what is no entity of its own type, but leads to one or is where one is
    /// looked at from.
    private void tellAround(Watching watching, List<Change> run, Set<String> types, Instant now) {
        var first = run.getFirst();
        var at = latest(run, now);
        for (long entity : watching.tellAround(run, types, entities)) {
            var id = watching.state(entity).map(KeyState::entityId).orElse("");
            var question = new Question(new Key(watching, entity), id, first.seq(), at);
            ask(question, () -> watching.wake(entity, at));
        }
    }

    /// The city clock, or when the newest of the changes was observed, if that is later: a replay
    /// may tell of what was observed before its clock comes so far.
    private static Instant latest(List<Change> run, Instant now) {
        var latest = now;
        for (var change : run) {
            if (change.what() instanceof Change.Set(var attribute)
                    && attribute.observedAt() != null
                    && attribute.observedAt().isAfter(latest)) {
                latest = attribute.observedAt();
            }
        }
        return latest;
    }

    private Optional<Step> told(Watching watching, boolean isNew, List<Change> run, Instant now) {
        var first = run.getFirst();
        if (isNew && !(first.what() instanceof Change.Created)) {
            entities.apply(first.entityId()).ifPresent(entity -> watching.gain(entity, now));
        }
        return watching.tell(first.entity(), first.entityId(), run, now);
    }

    /// What came late or was edited tells nothing about now, and what was erased nothing at all.
    private static boolean matters(Change change) {
        return !(change.what() instanceof Change.Late
                || change.what() instanceof Change.Edited
                || change.what() instanceof Change.Blank);
    }

    private static Set<String> typesIn(List<Change> run) {
        var all = new HashSet<String>();
        for (var change : run) {
            if (change.what() instanceof Change.Created(var types, var _, var _)) {
                all.addAll(types);
            }
            if (change.what() instanceof Change.Described(var types, var _, var _)) {
                all.addAll(types);
            }
        }
        return all;
    }

    /// Wakes the next whose time has come.
    ///
    /// @param seq the last change that they were told
    /// @return whether there was one
    boolean wakeNext(Instant now, long seq) {
        return wakeNext(now, seq, false);
    }

    /// The same, at the time that it wanted instead of now.
    boolean wakeNextInTime(Instant now, long seq) {
        return wakeNext(now, seq, true);
    }

    private boolean wakeNext(Instant now, long seq, boolean inTime) {
        var due = timers.due(now);
        if (due.isEmpty()) {
            return false;
        }
        var watching = due.get().watching();
        long entity = due.get().entity();
        if (watchings.contains(watching)) {
            var at = inTime ? watching.wakingAt(entity).orElse(now) : now;
            var id = watching.state(entity).map(KeyState::entityId).orElse("");
            ask(new Question(due.get(), id, seq + 1, at), () -> watching.wake(entity, at));
        }
        return true;
    }

    private static Question about(Watching watching, Change first, Instant now) {
        var key = new Key(watching, first.entity());
        return new Question(key, first.entityId(), first.seq(), now);
    }

    private void ask(Question question, Supplier<Optional<Step>> asking) {
        var watching = question.key().watching();
        if (watching.standing().isIsolated()) {
            return;
        }
        long begun = watchdog.now();
        try {
            asking.get().ifPresent(step -> note(question.key(), step));
        } catch (RuntimeException e) {
            isolate(question, Watchdog.failed(e));
            return;
        }
        watchdog.note(watching.cost(), begun).ifPresent(why -> isolate(question, why));
    }

    /// Keeps what a step wants.
    private void note(Key key, Step step) {
        key.watching().wakeAt(key.entity(), step.wake());
        timers.set(key, step.wake());
        if (step.signal().isPresent()) {
            hearing.stepped(key.watching(), key.entity(), step);
        }
    }

    private static void isolate(Question question, Text why) {
        var watching = question.key().watching();
        watching.isolate(question.entityId(), question.now(), why, question.seq());
        LOG.log(
                System.Logger.Level.WARNING,
                "rule {0} is asked no more: {1}",
                watching.rule().id(),
                why.en());
    }
}

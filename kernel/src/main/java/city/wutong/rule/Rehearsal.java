package city.wutong.rule;

import city.wutong.clock.CityTime;
import city.wutong.context.Change;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// A rule tried on the past (历史试运行): told the changes that were, in their order, it says which
/// alerts there would have been. Nothing is written.
///
/// # Theory
///
/// It asks the same classes as life does. What counts is the time as the rules had it then: the
/// city clock of a replay by its ticks, and in life the time at which a change was made. What was
/// recorded elsewhere and brought in later tells its own time: then the clock is the newest
/// observation so far. It goes from one wake to the next, so that a silence is found when it has
/// lasted long enough and not only when somebody else is observed.
///
/// All the past up to the end of the span is told, so that what the rule remembers at its beginning
/// is what it would have remembered; only alerts that were active within the span are counted.
///
/// # Limits
///
/// One thread. Memory: what one rule remembers of each entity, and [#MOST_ALERTS] alerts.
public final class Rehearsal {
    /// Alerts that are told; more are only counted.
    public static final int MOST_ALERTS = 5_000;

    /// What is to be tried.
    ///
    /// @param from the span's beginning, by the city clock
    /// @param to its end
    /// @param sees which entities are looked at, by URI
    public record Span(Instant from, Instant to, Predicate<String> sees) {
        public Span {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("a span does not end before it begins");
            }
        }
    }

    /// An alert that there would have been.
    ///
    /// @param start when what was wrong began
    /// @param raised when it would have been found
    /// @param cleared empty: it was active at the end
    public record Raised(String entity, Instant start, Instant raised, Optional<Instant> cleared) {}

    /// What came of it.
    ///
    /// @param entities that the rule watched at some time
    /// @param observations that it was told of
    /// @param nanos that evaluating took
    /// @param alerts in the order in which they were raised, at most [#MOST_ALERTS]
    /// @param count of all alerts
    /// @param problem why it was isolated on the way; empty: it was not
    public record Result(
            int entities,
            long observations,
            long nanos,
            List<Raised> alerts,
            long count,
            Optional<DeadLetter> problem) {
        public Result {
            alerts = List.copyOf(alerts);
        }

        public boolean isTruncated() {
            return count > alerts.size();
        }
    }

    private final Span span;
    private final Watching watching;
    private final RulesAtWork work;

    /// Whether it depends on entities of other types, which then are all looked at.
    private final boolean asksOthers;

    private final Runs runs = new Runs();
    private final Map<String, Raised> open = new LinkedHashMap<>();
    private final Map<String, Raised> latest = new HashMap<>();
    private final List<Raised> closed = new ArrayList<>();
    private final Set<Long> lived = new HashSet<>();
    private final Set<Long> told = new HashSet<>();
    private CityTime city = CityTime.LIVE;
    private Optional<Instant> observed = Optional.empty();
    private long observations;
    private long count;
    private long seq;

    /// @param places those that the rule names
    /// @param nanos what evaluations are measured by
    public Rehearsal(Rule rule, Span span, Places places, LongSupplier nanos) {
        this.span = span;
        var nobodyLooks = new Traces(Clock.systemUTC(), places);
        var cost = new Cost(nanos.getAsLong());
        this.watching = new Watching(InForce.of(rule, 0), places, nobodyLooks, cost);
        this.asksOthers = watching.types().size() > 1;
        this.work =
                new RulesAtWork(
                        (_, _, step) -> hear(step), new Watchdog(nanos), _ -> Optional.empty());
        work.become(List.of(watching));
    }

    /// The expanded types of what it has to be told of.
    public Set<String> types() {
        return watching.types();
    }

    /// Tells it the next changes, those of the city clock among them.
    public void tell(List<Change> changes) {
        if (!changes.isEmpty()) {
            runs.cut(changes, () -> Long.MAX_VALUE, this::tellRun);
        }
    }

    private void tellRun(List<Change> run) {
        var last = run.getLast();
        if (last.entityId().equals(CityTime.ID)) {
            tick(run);
            return;
        }
        boolean isSeen = span.sees().test(last.entityId());
        if (!isSeen && !asksOthers) {
            return;
        }
        timeOf(run)
                .ifPresent(now -> {
                    wakeUpTo(now.minusNanos(1));
                    seq = last.seq();
                    work.tell(run, now);
                    if (isSeen && watching.watches(last.entity())) {
                        observations++;
                        told.add(last.entity());
                    }
                });
    }

    private void tick(List<Change> run) {
        for (var change : run) {
            if (change.what() instanceof Change.Set(var attribute)) {
                city = city.with(attribute);
            }
        }
        if (city.mode() != CityTime.Mode.LIVE && !city.time().isAfter(span.to())) {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = work.wakeNext(city.time(), seq);
            }
        }
    }

    /// The city's time when these were told; empty: that was after the span.
    private Optional<Instant> timeOf(List<Change> run) {
        var at = run.getLast().at();
        if (city.mode() != CityTime.Mode.LIVE) {
            return Optional.of(city.time()).filter(time -> !time.isAfter(span.to()));
        }
        long entity = run.getLast().entity();
        if (!at.isAfter(span.to())) {
            lived.add(entity);
            return Optional.of(at);
        }
        if (lived.contains(entity)) {
            return Optional.empty();
        }
        return recorded(run);
    }

    /// The time of what was brought in after the span: its own.
    private Optional<Instant> recorded(List<Change> run) {
        var own =
                run.stream().flatMap(change -> observedAt(change).stream()).max(Instant::compareTo);
        if (own.filter(time -> time.isAfter(span.to())).isPresent()) {
            return Optional.empty();
        }
        if (own.isPresent() && (observed.isEmpty() || own.get().isAfter(observed.get()))) {
            observed = own;
        }
        return Optional.of(observed.orElse(span.from()));
    }

    private static Optional<Instant> observedAt(Change change) {
        return switch (change.what()) {
            case Change.Set(var attribute) -> Optional.ofNullable(attribute.observedAt());
            case Change.Late(var attribute) -> Optional.ofNullable(attribute.observedAt());
            case Change.Created _,
                    Change.Described _,
                    Change.Unset _,
                    Change.Edited _,
                    Change.Ended _,
                    Change.Erased _,
                    Change.Blank _ ->
                    Optional.empty();
        };
    }

    private void wakeUpTo(Instant now) {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = work.wakeNextInTime(now, seq);
        }
    }

    private void hear(Step step) {
        var entity = step.state().entityId();
        if (span.sees().test(entity)) {
            step.signal().ifPresent(signal -> hear(entity, signal));
        }
    }

    private void hear(String entity, Step.Signal signal) {
        switch (signal) {
            case Step.Signal.Renew(var over, var next) -> {
                hear(entity, over);
                hear(entity, next);
            }
            case Step.Signal.Raise(var start, var at) -> open.put(entity, begun(entity, start, at));
            case Step.Signal.Clear(var start, var at) -> {
                var raised = open.remove(entity);
                if (raised != null && raised.start().equals(start) && !at.isBefore(span.from())) {
                    close(new Raised(entity, start, raised.raised(), Optional.of(at)));
                }
            }
        }
    }

    /// Whose episode began at the same time as the one before goes on with that.
    private Raised begun(String entity, Instant start, Instant at) {
        var before = latest.get(entity);
        if (before == null || !before.start().equals(start)) {
            return new Raised(entity, start, at, Optional.empty());
        }
        if (closed.remove(before)) {
            count--;
        }
        return new Raised(entity, start, before.raised(), Optional.empty());
    }

    private void close(Raised raised) {
        count++;
        latest.put(raised.entity(), raised);
        if (closed.size() < MOST_ALERTS) {
            closed.add(raised);
        }
    }

    /// Goes on to the end of the span and tells what came of it.
    public Result finish() {
        runs.cut(List.of(), () -> 0, this::tellRun);
        if (city.mode() == CityTime.Mode.LIVE) {
            wakeUpTo(span.to());
        }
        open.values().forEach(this::close);
        closed.sort(Comparator.comparing(Raised::raised).thenComparing(Raised::entity));
        return new Result(
                told.size(),
                observations,
                watching.cost().nanos(),
                closed,
                count,
                watching.standing().letters().stream().findFirst());
    }
}

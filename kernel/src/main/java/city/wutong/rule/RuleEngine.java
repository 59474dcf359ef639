package city.wutong.rule;

import city.wutong.clock.CityTime;
import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.context.Command;
import city.wutong.context.Context;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Writer;
import city.wutong.feed.Follower;
import city.wutong.refusal.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/// The follower that asks every rule about every change, and wakes those that wait.
///
/// # Theory
///
/// What a rule answers depends only on the changes in their order and on the city clock, and the
/// ticks of a replay's clock are changes themselves. When a rule raises or clears an alert, the
/// alert's change, everything that the rules remember and their place in the feed are committed in
/// one transaction: the memory rides as companion rows with the command. So a process that is
/// killed anywhere has either both or neither, and what it says again from the saved place is what
/// it would have said. Between signals the memory is saved now and then; what is lost of it is
/// worked out again.
///
/// In life the rules' time is the office clock once they have caught up, and before that the time
/// at which the change they have come to was made: nobody is called silent for what the rules have
/// not read yet.
///
/// # Limits
///
/// One thread. The memory holds the attributes that the rules speak of, once for each rule.
public final class RuleEngine implements Follower {
    public static final String NAME = "rules";

    private static final System.Logger LOG = System.getLogger(RuleEngine.class.getName());
    private static final int MOST_UNSAVED = 2_000;
    private static final int MOST_SIGNALS = 500;
    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofMillis(200);

    /// A rule and an entity's number.
    private record Key(int rule, long entity) {}

    private final List<Watching> watchings;
    private final Context context;
    private final Writer writer;
    private final RuleMemory memory;
    private final Clock clock;
    private final LongSupplier head;
    private final Timers<Key> timers = new Timers<>();
    private final List<RuleMemory.Entry> orphans = new ArrayList<>();
    private final Announcements announcements;
    private List<Change> held = List.of();
    private boolean isAwake;
    private CityTime city = CityTime.LIVE;
    private volatile long offset;
    private long saved;
    private Instant savedAt;

    private RuleEngine(
            List<Rule> rules,
            Context context,
            Writer writer,
            RuleMemory memory,
            Clock clock,
            LongSupplier head) {
        this.watchings = rules.stream().map(Watching::new).toList();
        this.context = context;
        this.announcements = new Announcements(context);
        this.writer = writer;
        this.memory = memory;
        this.clock = clock;
        this.head = head;
        this.savedAt = clock.instant();
    }

    /// Takes up what the rules remembered, and begins to watch what was there before a rule.
    ///
    /// @param clock the office clock
    /// @param head the last change of the feed
    public static RuleEngine open(
            List<Rule> rules,
            Context context,
            Writer writer,
            RuleMemory memory,
            Clock clock,
            LongSupplier head)
            throws JournalAway {
        var engine = new RuleEngine(rules, context, writer, memory, clock, head);
        var remembered = memory.load();
        engine.recall(remembered);
        if (remembered.isEmpty()) {
            engine.save(); // where the rules began: a start after a kill goes on from there
        }
        return engine;
    }

    private void recall(List<RuleMemory.Entry> entries) {
        var byId = new LinkedHashMap<String, Watching>();
        watchings.forEach(watching -> byId.put(watching.rule().id(), watching));
        offset = context.seq();
        city = CityTime.of(context.entity(CityTime.ID));
        for (var entry : entries) {
            if (entry.rule().isEmpty()) {
                var place = Memoir.place(entry.state());
                offset = place.seq();
                city = place.city();
            } else if (byId.containsKey(entry.rule())) {
                byId.get(entry.rule()).recall(entry);
            } else if (entry.entity() != 0) {
                orphans.add(entry);
            }
        }
        saved = offset;
        watchings.forEach(Watching::recalled);
        meetTheOthers();
    }

    /// What a rule has no memory of, it meets as it is now, and looks at with the next tick; what
    /// is told again of it after that is old news.
    private void meetTheOthers() {
        var now = city.now(clock);
        for (int i = 0; i < watchings.size(); i++) {
            var watching = watchings.get(i);
            context.forEachOfType(
                    watching.rule().watch(),
                    entity -> {
                        if (!watching.watches(entity.number())) {
                            watching.meet(entity, now);
                            watching.wakeAt(entity.number(), Optional.of(now));
                        }
                    });
            for (long entity : watching.entities()) {
                timers.set(new Key(i, entity), watching.wakingAt(entity));
            }
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public void follow(List<Change> changes) throws JournalAway {
        if (!isAwake) {
            wakeUp();
        }
        var whole = whole(changes);
        for (int from = 0; from < whole.size(); ) {
            int to = endOfRun(whole, from);
            tell(whole.subList(from, to));
            from = to;
        }
        if (city.mode() == CityTime.Mode.LIVE && (changes.isEmpty() || !whole.isEmpty())) {
            wake(now(whole), Cause.outside(NAME));
        }
        if (isSaveDue()) {
            save();
        }
    }

    /// The changes without a run at their end of which more is to come: what is read at once may
    /// end within a command. That run is held back and stands before what is read next.
    private List<Change> whole(List<Change> changes) {
        boolean goesOn =
                !held.isEmpty()
                        && (changes.isEmpty()
                                || changes.getFirst().seq() == held.getLast().seq() + 1);
        var all = new ArrayList<>(goesOn ? held : List.of());
        all.addAll(changes);
        held = List.of();
        if (changes.isEmpty() || all.getLast().seq() >= head.getAsLong()) {
            return all;
        }
        int last = 0;
        for (int to = endOfRun(all, last); to < all.size(); to = endOfRun(all, last)) {
            last = to;
        }
        held = List.copyOf(all.subList(last, all.size()));
        return List.copyOf(all.subList(0, last));
    }

    /// Mends what a start finds: the alerts of rules that are no more are over, and one that the
    /// city had no room for is raised again.
    private void wakeUp() throws JournalAway {
        // The present clock: the saved one may stand before the alert.
        var present = CityTime.of(context.entity(CityTime.ID)).now(clock);
        for (var orphan : orphans) {
            var state = Memoir.state(orphan.state()).knowingItsAlert();
            announcements.end(orphan.rule(), state, present);
        }
        watchings.forEach(announcements::mend);
        send(Cause.outside(NAME));
        if (!orphans.isEmpty()) {
            memory.save(
                    orphans.stream()
                            .map(each -> new RuleMemory.Entry(each.rule(), each.entity(), ""))
                            .toList());
            orphans.clear();
        }
        isAwake = true;
    }

    /// In life: the office clock when all is read, else when the last change was made.
    private Instant now(List<Change> changes) {
        return changes.isEmpty() || offset >= head.getAsLong()
                ? clock.instant()
                : changes.getLast().at();
    }

    /// One command's changes of one entity stand side by side, with one time. An attribute that is
    /// set again belongs to another observation.
    private static int endOfRun(List<Change> changes, int from) {
        var first = changes.get(from);
        var spokenOf = new HashSet<String>();
        int to = from;
        while (to < changes.size()
                && changes.get(to).entity() == first.entity()
                && changes.get(to).at().equals(first.at())
                && (to == from || !(changes.get(to).what() instanceof Change.Created))
                && (!(changes.get(to).what() instanceof Change.Set(var attribute))
                        || attribute.datasetId() != null
                        || spokenOf.add(attribute.name()))) {
            to++;
        }
        return to;
    }

    private void tell(List<Change> run) {
        var last = run.getLast();
        if (last.entityId().equals(CityTime.ID)) {
            // Before all that it wakes has been said, the tick is not behind us.
            offset = run.getFirst().seq() - 1;
            tick(run);
            offset = last.seq();
            return;
        }
        offset = last.seq();
        var now = city.now(last.at());
        if (run.stream().anyMatch(RuleEngine::matters)) {
            tellOfNow(run, last, now);
        }
        if (run.stream().anyMatch(change -> change.what() instanceof Change.Late)) {
            tellOfThePast(run, last.entity(), now);
        }
        send(Cause.following(last, NAME));
    }

    private void tellOfThePast(List<Change> run, long entity, Instant now) {
        for (int i = 0; i < watchings.size(); i++) {
            var key = new Key(i, entity);
            watchings.get(i).tellLate(entity, run, now).ifPresent(step -> note(key, step));
        }
    }

    private void tellOfNow(List<Change> run, Change last, Instant now) {
        var types = typesIn(run);
        for (int i = 0; i < watchings.size(); i++) {
            var watching = watchings.get(i);
            boolean isNew = !watching.watches(last.entity());
            if (isNew && !types.contains(watching.rule().watch())) {
                continue;
            }
            if (isNew && !(run.getFirst().what() instanceof Change.Created)) {
                context.entity(last.entityId()).ifPresent(entity -> watching.meet(entity, now));
            }
            note(
                    new Key(i, last.entity()),
                    watching.tell(last.entity(), last.entityId(), run, now));
        }
    }

    /// What came late tells nothing about now, and what was erased nothing at all.
    private static boolean matters(Change change) {
        return !(change.what() instanceof Change.Late || change.what() instanceof Change.Blank);
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

    private void tick(List<Change> run) {
        for (var change : run) {
            if (change.what() instanceof Change.Set(var attribute)) {
                city = city.with(attribute);
            }
        }
        if (city.mode() != CityTime.Mode.LIVE) {
            wake(city.time(), Cause.following(run.getLast(), NAME));
        }
    }

    private void wake(Instant now, Cause cause) {
        for (var due = timers.due(now); due.isPresent(); due = timers.due(now)) {
            var key = due.get();
            watchings.get(key.rule()).wake(key.entity(), now).ifPresent(step -> note(key, step));
            if (announcements.size() >= MOST_SIGNALS) {
                send(cause);
            }
        }
        send(cause);
    }

    /// Keeps what a step wants until everything that was told together has been answered.
    private void note(Key key, Step step) {
        var watching = watchings.get(key.rule());
        watching.wakeAt(key.entity(), step.wake());
        timers.set(key, step.wake());
        announcements.add(watching, key.entity(), step);
    }

    /// Commits what is to be said together with what is remembered. While the writer cannot take
    /// it, the rules wait with it.
    private void send(Cause cause) {
        var left = announcements.drain();
        while (!left.isEmpty()) {
            var outcomes = writer.submitFollowing(command(left, cause));
            if (outcomes.stream().anyMatch(RuleEngine::isWritten)) {
                committed();
            }
            left = refused(left, outcomes);
            if (!left.isEmpty()) {
                rest();
            }
        }
    }

    private Command command(List<Operation> operations, Cause cause) {
        var rows = entries().stream().map(RuleMemory.Entry::row).toList();
        return new Command(operations, cause, Optional.empty(), rows, Command.OVERHEAD);
    }

    /// Whether it changed something, so that the rows that came with it are there too.
    private static boolean isWritten(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Created _ -> true;
            case Outcome.Updated(var _, var updated, var _) -> !updated.isEmpty();
            case Outcome.Deleted _, Outcome.AlreadyApplied _, Outcome.Refused _ -> false;
        };
    }

    /// The operations that are to be tried again: a city that is full may have room later. What can
    /// never be, as an alert at the end of a loop of rules, is let go.
    private static List<Operation> refused(List<Operation> operations, List<Outcome> outcomes) {
        var left = new ArrayList<Operation>();
        for (int i = 0; i < operations.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Refused(var id, var refusal)) {
                var family = refusal.reason().family();
                if (family == Reason.Family.BUSY || family == Reason.Family.FULL) {
                    left.add(operations.get(i));
                } else {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "{0} was refused: {1}",
                            id,
                            refusal.reason().code());
                }
            }
        }
        return left;
    }

    /// What has changed in memory, and where in the feed it belongs to.
    private List<RuleMemory.Entry> entries() {
        var entries = new ArrayList<RuleMemory.Entry>();
        watchings.forEach(watching -> watching.write(entries));
        var place = new Memoir.Place(offset, city);
        entries.add(new RuleMemory.Entry("", 0, Memoir.of(place)));
        return entries;
    }

    private static void rest() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while a signal waited for the writer", e);
        }
    }

    private boolean isSaveDue() {
        if (offset == saved) {
            return false;
        }
        int unsaved = watchings.stream().mapToInt(Watching::unsaved).sum();
        return unsaved >= MOST_UNSAVED || !clock.instant().isBefore(savedAt.plus(SAVE_EVERY));
    }

    private void save() throws JournalAway {
        memory.save(entries());
        committed();
    }

    private void committed() {
        watchings.forEach(Watching::saved);
        saved = offset;
        savedAt = clock.instant();
    }

    /// How many alerts could be raised at most: the keys that are watched.
    public Map<String, Integer> watched() {
        var counts = new LinkedHashMap<String, Integer>();
        watchings.forEach(each -> counts.put(each.rule().id(), each.entities().size()));
        return counts;
    }
}

package city.wutong.rule;

import city.wutong.clock.CityTime;
import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.context.Context;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Row;
import city.wutong.context.Writer;
import city.wutong.feed.Follower;
import city.wutong.rule.Succession.Former;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
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
/// not read yet. What is due before a change was made is said before the change is told.
///
/// Other rules take the place of those at work between two reads, on this thread. What is saved
/// says which rule it belongs to: a switch that a kill cut off is found and done again by the next
/// start. The alerts that it ends are ended first, for that can be done twice.
///
/// # Limits
///
/// One thread. The memory holds the attributes that the rules speak of, once for each rule.
public final class RuleEngine implements Follower {
    public static final String NAME = "rules";

    private static final int MOST_UNSAVED = 2_000;
    private static final int MOST_REQUESTS = 64;
    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);

    /// What the rules stand on.
    ///
    /// @param places those that the rules name
    /// @param clock the office clock
    /// @param head the last change of the feed
    /// @param nanos what evaluations are measured by
    public record Ground(
            Context context,
            Places places,
            Writer writer,
            RuleMemory memory,
            Clock clock,
            LongSupplier head,
            LongSupplier nanos) {}

    /// What somebody wants done between two reads.
    private record Request(Doing doing, CompletableFuture<Replayed> done) {}

    @FunctionalInterface
    private interface Doing {
        Replayed run() throws JournalAway;
    }

    /// What came of beginning anew after dead letters.
    ///
    /// @param replayed how many letters there were
    /// @param failed how many there are again
    public record Replayed(int replayed, int failed) {
        private static final Replayed NOTHING = new Replayed(0, 0);
    }

    private final Context context;
    private final Places places;
    private final RuleMemory memory;
    private final Clock clock;
    private final LongSupplier head;
    private final LongSupplier nanos;
    private final Traces traces;
    private final Outbox outbox;
    private final RulesAtWork work;
    private final Runs runs = new Runs();
    private final List<RuleMemory.Entry> forgotten = new ArrayList<>();
    private final BlockingQueue<Request> requests = new ArrayBlockingQueue<>(MOST_REQUESTS);
    private final Outbox.Memory remembered = new Remembered();
    private boolean isAwake;
    private boolean mustSave;
    private boolean hasMet;
    private CityTime city = CityTime.LIVE;
    private volatile long offset;
    private long saved;
    private Instant savedAt;

    private RuleEngine(Ground ground) {
        this.context = ground.context();
        this.places = ground.places();
        this.memory = ground.memory();
        this.clock = ground.clock();
        this.head = ground.head();
        this.nanos = ground.nanos();
        this.savedAt = clock.instant();
        this.traces = new Traces(clock, places);
        this.outbox = new Outbox(context, ground.writer());
        this.work =
                new RulesAtWork(outbox.announcements()::add, new Watchdog(nanos), context::entity);
    }

    /// Takes up what the rules remembered, and begins to watch what was there before a rule.
    public static RuleEngine open(Ground ground, List<InForce> rules) throws JournalAway {
        var engine = new RuleEngine(ground);
        var remembered = engine.memory.load();
        engine.recall(remembered, rules);
        if (remembered.isEmpty()) {
            engine.save(); // where the rules began: a start after a kill goes on from there
        }
        return engine;
    }

    private void recall(List<RuleMemory.Entry> entries, List<InForce> rules) {
        offset = context.seq();
        city = CityTime.of(context.entity(CityTime.ID));
        var byRule = new LinkedHashMap<String, List<RuleMemory.Entry>>();
        for (var entry : entries) {
            if (entry.rule().isEmpty()) {
                var place = Memoir.place(entry.state());
                offset = place.seq();
                city = place.city();
            } else {
                byRule.computeIfAbsent(Others.ruleOf(entry), _ -> new ArrayList<>()).add(entry);
            }
        }
        saved = offset;
        var inForce = new LinkedHashMap<String, InForce>();
        rules.forEach(rule -> inForce.put(rule.id(), rule));
        var former = new LinkedHashMap<String, Former>();
        byRule.forEach((id, kept) ->
                former.put(
                        id,
                        Former.of(
                                kept,
                                standing ->
                                        Optional.ofNullable(inForce.get(id))
                                                .filter(rule -> rule.mark().equals(standing.mark()))
                                                .map(beginning()::of))));
        succeed(Succession.of(former, rules, context, beginning()));
    }

    private Succession.Beginning beginning() {
        return new Succession.Beginning(places, traces, nanos.getAsLong(), present());
    }

    /// What the city clock shows: the one that the rules have come to may stand before it.
    private Instant present() {
        return CityTime.of(context.entity(CityTime.ID)).now(clock);
    }

    /// What is ended is said with the next read.
    private void succeed(Succession succession) {
        var present = present();
        succession
                .over()
                .forEach(each -> outbox.announcements().end(each.rule(), each.state(), present));
        forgotten.addAll(succession.forgotten());
        work.become(succession.watchings());
        mustSave |= succession.isChange();
        hasMet |= succession.isChange();
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
        answerRequests();
        runs.cut(changes, head, this::tell);
        if (city.mode() == CityTime.Mode.LIVE && (changes.isEmpty() || hasReadAll())) {
            wake(clock.instant(), Cause.outside(NAME));
        }
        if (isSaveDue()) {
            save();
        }
    }

    /// Mends what a start finds: the alerts of rules that are no more are over, and one that the
    /// city had no room for is raised again.
    private void wakeUp() throws JournalAway {
        hasMet = true; // what had been met, and saved, may not have been looked at yet
        settle();
        work.all().forEach(outbox.announcements()::mend);
        work.all().forEach(outbox.announcements()::doubt);
        outbox.send(Cause.outside(NAME), remembered);
        isAwake = true;
    }

    /// Ends what is to be ended, saves that, and looks at what was met. In this order: what is
    /// ended twice is ended once, and what was not saved is found again.
    private void settle() throws JournalAway {
        outbox.send(Cause.outside(NAME), Outbox.Memory.NONE);
        if (mustSave) {
            save();
        }
        if (hasMet && (city.mode() != CityTime.Mode.LIVE || hasReadAll())) {
            wake(city.now(clock), Cause.outside(NAME));
        }
        hasMet = false;
    }

    /// Asks these rules from now on, between two reads.
    ///
    /// @return done when they are; empty when too much is asked for already
    public Optional<CompletableFuture<Replayed>> become(List<InForce> rules) {
        var next = List.copyOf(rules);
        return request(() -> {
            var former = new LinkedHashMap<String, Former>();
            work.all().forEach(each -> former.put(each.rule().id(), Former.of(each)));
            succeed(Succession.of(former, next, context, beginning()));
            work.all().forEach(outbox.announcements()::doubt);
            settle();
            return Replayed.NOTHING;
        });
    }

    /// Has a rule that is isolated begin anew: it meets the entities as they are.
    ///
    /// @return done when it has; empty when too much is asked for already
    public Optional<CompletableFuture<Replayed>> replay(String ruleId) {
        return request(() -> {
            var former = new LinkedHashMap<String, Former>();
            int letters = 0;
            for (var each : work.all()) {
                boolean anew = each.rule().id().equals(ruleId) && each.standing().isIsolated();
                letters += anew ? each.standing().letters().size() : 0;
                former.put(each.rule().id(), anew ? Former.of(each).anew() : Former.of(each));
            }
            var same = work.all().stream().map(Watching::inForce).toList();
            succeed(Succession.of(former, same, context, beginning()));
            settle();
            return new Replayed(letters, report(ruleId).map(r -> r.letters().size()).orElse(0));
        });
    }

    private Optional<CompletableFuture<Replayed>> request(Doing doing) {
        var done = new CompletableFuture<Replayed>();
        return requests.offer(new Request(doing, done)) ? Optional.of(done) : Optional.empty();
    }

    private void answerRequests() throws JournalAway {
        for (var request = requests.poll(); request != null; request = requests.poll()) {
            try {
                request.done().complete(request.doing().run());
            } catch (JournalAway | RuntimeException e) {
                request.done().completeExceptionally(e);
                throw e;
            }
        }
    }

    private boolean hasReadAll() {
        return offset >= head.getAsLong();
    }

    private void tell(List<Change> run) {
        var last = run.getLast();
        if (last.entityId().equals(CityTime.ID)) {
            // Before all that it wakes has been said, the tick is not behind us.
            tick(run);
            offset = last.seq();
            return;
        }
        var now = city.now(last.at());
        wake(now.minusNanos(1), Cause.outside(NAME));
        offset = last.seq();
        work.tell(run, now);
        outbox.send(Cause.following(last, NAME), remembered);
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
        while (work.wakeNext(now, offset)) {
            if (outbox.isFull()) {
                outbox.send(cause, remembered);
            }
        }
        outbox.send(cause, remembered);
    }

    /// What has changed in memory, and where in the feed it belongs to.
    private List<RuleMemory.Entry> entries() {
        var entries = new ArrayList<>(forgotten);
        work.all().forEach(watching -> watching.write(entries));
        var place = new Memoir.Place(offset, city);
        entries.add(new RuleMemory.Entry("", 0, Memoir.of(place)));
        return entries;
    }

    private boolean isSaveDue() {
        if (mustSave) {
            return true;
        }
        if (offset == saved) {
            return false;
        }
        int unsaved = work.all().stream().mapToInt(Watching::unsaved).sum();
        return unsaved >= MOST_UNSAVED || !clock.instant().isBefore(savedAt.plus(SAVE_EVERY));
    }

    private void save() throws JournalAway {
        memory.save(entries());
        remembered.committed();
    }

    private final class Remembered implements Outbox.Memory {
        @Override
        public List<Row> rows() {
            return entries().stream().map(RuleMemory.Entry::row).toList();
        }

        @Override
        public void committed() {
            work.all().forEach(Watching::saved);
            forgotten.clear();
            mustSave = false;
            saved = offset;
            savedAt = clock.instant();
        }
    }

    /// The evaluations that somebody wants to see.
    public Traces traces() {
        return traces;
    }

    /// How each rule that is asked stands, by id.
    public Map<String, RuleReport> reports() {
        var reports = new LinkedHashMap<String, RuleReport>();
        long now = nanos.getAsLong();
        work.all().forEach(each -> reports.put(each.rule().id(), RuleReport.of(each, now)));
        return reports;
    }

    /// How a rule stands; empty when it is not asked.
    public Optional<RuleReport> report(String ruleId) {
        return at(ruleId).map(each -> RuleReport.of(each, nanos.getAsLong()));
    }

    /// Why a rule says, or does not say, now that something is wrong with an entity.
    ///
    /// @param entity its number
    /// @return empty when the rule is not asked
    public Optional<Why> why(String ruleId, long entity) {
        return at(ruleId)
                .map(watching ->
                        Why.of(
                                watching.rule(),
                                watching.state(entity),
                                watching.standing().isIsolated(),
                                new Why.Look(places, present())));
    }

    private Optional<Watching> at(String ruleId) {
        return work.all().stream().filter(each -> each.rule().id().equals(ruleId)).findFirst();
    }
}

package city.wutong.context;

import city.wutong.context.Journal.JournalAway;
import city.wutong.entity.Entity;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The one writer of a tenant.
///
/// # Theory
///
/// Commands queue up in two lanes, one for the outside and one kept free for followers, so that a
/// flood from outside never locks out what follows from changes. One thread takes what has queued
/// while the last commit ran and makes one group of it: each operation is decided against the
/// present plus what the group has decided already ([Overlay]), its changes stream into the
/// journal, the journal commits, and only then is the group shown to readers and followers and are
/// the senders answered. When the commit is known to have failed, the overlay is dropped and all
/// are refused with 503. So there are no locks on entities, no read-modify-write races, and one
/// fsync serves all who waited.
///
/// # Invariants
///
/// - `seq` rises by one for each change, without gaps: numbers of a dropped group are used again.
/// - What was answered is durable; what was refused left nothing.
/// - A command with a name ([Once]) takes effect once.
public final class Writer implements AutoCloseable {
    /// A group that has come to so many changes takes no further command.
    static final int GROUP_CHANGES = 20_000;

    private static final System.Logger LOG = System.getLogger(Writer.class.getName());

    /// How much may wait, and how much the city may hold; all in bytes.
    public record Bounds(long outside, long followers, long entities) {}

    /// Where numbering goes on after a start.
    ///
    /// @param lastEntity the highest entity number ever given
    /// @param applied the last applied name of each source
    public record Start(long lastEntity, Map<String, Once> applied) {
        public Start {
            applied = Map.copyOf(applied);
        }
    }

    private final Context context;
    private final Journal journal;
    private final List<Ledger> ledgers;
    private final List<Published> published;
    private final Clock clock;
    private final Bounds bounds;
    private final Lane outside;
    private final Lane followers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition somethingWaits = lock.newCondition();
    private final Map<String, Once> applied;
    private final WriterMeter meter = new WriterMeter();
    private final Thread thread;
    private long lastEntity;
    private Instant lastAt = Instant.EPOCH;
    private boolean stopping;
    private volatile boolean broken;

    private Writer(
            String name,
            Context context,
            Journal journal,
            Start start,
            List<Ledger> ledgers,
            List<Published> published,
            Clock clock,
            Bounds bounds) {
        this.context = context;
        this.journal = journal;
        this.ledgers = List.copyOf(ledgers);
        this.published = List.copyOf(published);
        this.clock = clock;
        this.bounds = bounds;
        this.outside = new Lane(bounds.outside());
        this.followers = new Lane(bounds.followers());
        this.lastEntity = start.lastEntity();
        this.applied = new HashMap<>(start.applied());
        this.thread = Thread.ofPlatform().name("writer-" + name).unstarted(this::run);
    }

    /// Starts the writer of a tenant; the journal's numbering goes on where `start` says.
    public static Writer start(
            String name,
            Context context,
            Journal journal,
            Start start,
            List<Ledger> ledgers,
            List<Published> published,
            Clock clock,
            Bounds bounds) {
        var writer = new Writer(name, context, journal, start, ledgers, published, clock, bounds);
        writer.thread.start();
        return writer;
    }

    public WriterMeter meter() {
        return meter;
    }

    /// Hands in a command from outside and waits until it is durable or refused.
    ///
    /// @return an outcome for each operation, in their order
    /// @throws java.util.concurrent.CompletionException when a defect ended the writer; whether the
    ///   command took effect is then not known
    public List<Outcome> submit(Command command) {
        return submit(command, outside).join();
    }

    /// Hands in a command that follows from a change, on the lane that is kept free for these.
    public List<Outcome> submitFollowing(Command command) {
        return submit(command, followers).join();
    }

    /// Bytes that were let in and are not answered yet.
    public long waitingBytes() {
        return outside.bytes() + followers.bytes();
    }

    private CompletableFuture<List<Outcome>> submit(Command command, Lane lane) {
        var submission = new Submission(command, lane, new CompletableFuture<>());
        lock.lock();
        try {
            if (stopping) {
                return refused(command, Refusal.of(ContextReason.STOPPING));
            }
            if (!lane.enter(submission)) {
                meter.turnedAway();
                return refused(command, Refusal.of(ContextReason.QUEUE_FULL, lane.limit()));
            }
            somethingWaits.signal();
            return submission.answer();
        } finally {
            lock.unlock();
        }
    }

    private static CompletableFuture<List<Outcome>> refused(Command command, Refusal refusal) {
        return CompletableFuture.completedFuture(refusals(command, refusal));
    }

    private static List<Outcome> refusals(Command command, Refusal refusal) {
        return command.operations().stream()
                .<Outcome>map(operation -> new Outcome.Refused(operation.entityId(), refusal))
                .toList();
    }

    /// Lets nothing more in, commits what has been let in, and ends.
    @Override
    public void close() {
        lock.lock();
        try {
            stopping = true;
            somethingWaits.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            for (var first = await(); first.isPresent(); first = await()) {
                new Group(first.get()).run();
            }
        } catch (RuntimeException | Error e) {
            // What is in memory may now differ from the journal: only a new start can mend that.
            LOG.log(System.Logger.Level.ERROR, "the writer ended by a defect", e);
            broken = true;
            refuseTheRest();
        }
    }

    private void refuseTheRest() {
        lock.lock();
        try {
            stopping = true;
            for (var next = poll(); next.isPresent(); next = poll()) {
                var refusal = Refusal.of(ContextReason.STOPPING);
                next.get().lane().answered(next.get());
                next.get().answer().complete(refusals(next.get().command(), refusal));
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether it ended by a defect, after which the process must be started anew.
    public boolean isBroken() {
        return broken;
    }

    /// The next command; empty when the writer stops and nothing is left.
    private Optional<Submission> await() {
        lock.lock();
        try {
            for (var next = poll(); ; next = poll()) {
                if (next.isPresent() || stopping) {
                    return next;
                }
                somethingWaits.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Submission> poll() {
        return followers.next().or(outside::next);
    }

    private Optional<Submission> pollLocked() {
        lock.lock();
        try {
            return poll();
        } finally {
            lock.unlock();
        }
    }

    private Instant now() {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        lastAt = now.isBefore(lastAt) ? lastAt : now;
        return lastAt;
    }

    /// What one operation comes to in its group.
    ///
    /// @param growth bytes by which the entity grows
    private record Step(
            Decision decision, List<Change> changes, Optional<Entity> after, long growth) {
        static Step none(Decision decision) {
            return new Step(decision, List.of(), Optional.empty(), 0);
        }

        Outcome outcome() {
            return decision.outcome();
        }
    }

    /// One group: decided, committed, shown, answered.
    private final class Group {
        private final Instant at = now();
        private final Decider decider = new Decider(at);
        private final Overlay overlay = new Overlay(context);
        private final List<Submission> submissions = new ArrayList<>();
        private final List<List<Outcome>> outcomes = new ArrayList<>();
        private final List<Change> changes = new ArrayList<>();
        private final long firstNewEntity = lastEntity;
        private Optional<Journal.Group> journalGroup = Optional.empty();

        Group(Submission first) {
            submissions.add(first);
        }

        void run() {
            try {
                fill();
                if (journalGroup.isPresent()) {
                    journalGroup.get().commit();
                }
                show();
            } catch (JournalAway e) {
                drop(e);
            } catch (RuntimeException | Error e) {
                submissions.forEach(submission -> fail(submission, e));
                throw e;
            }
        }

        /// Decides the first command and all that wait, until the group is large enough.
        private void fill() throws JournalAway {
            outcomes.add(decide(submissions.getFirst().command()));
            while (changes.size() < GROUP_CHANGES) {
                var next = pollLocked();
                if (next.isEmpty()) {
                    return;
                }
                submissions.add(next.get());
                outcomes.add(decide(next.get().command()));
            }
        }

        private List<Outcome> decide(Command command) throws JournalAway {
            if (command.cause().depth() > Cause.DEEPEST) {
                return refusals(command, Refusal.of(ContextReason.CAUSE_TOO_DEEP, Cause.DEEPEST));
            }
            if (command.once().filter(this::isApplied).isPresent()) {
                return command.operations().stream()
                        .<Outcome>map(operation -> new Outcome.AlreadyApplied(operation.entityId()))
                        .toList();
            }
            int before = changes.size();
            var decided = new ArrayList<Outcome>(command.operations().size());
            for (var operation : command.operations()) {
                decided.add(decide(operation, command.cause()));
            }
            if (changes.size() > before) {
                appendCompanions(command);
            }
            return decided;
        }

        private boolean isApplied(Once name) {
            return overlay.lastApplied(name.source())
                    .or(() -> Optional.ofNullable(applied.get(name.source())))
                    .filter(last -> last.compareTo(name) >= 0)
                    .isPresent();
        }

        private Outcome decide(Operation operation, Cause cause) throws JournalAway {
            var step = step(operation, cause);
            if (step.changes().isEmpty()) {
                return step.outcome();
            }
            var id = operation.entityId();
            long used = context.bytes() + overlay.growth();
            if (step.growth() > 0 && used + step.growth() > bounds.entities()) {
                return new Outcome.Refused(
                        id, Refusal.of(ContextReason.CITY_FULL, used, bounds.entities()));
            }
            for (var change : step.changes()) {
                group().append(change);
            }
            changes.addAll(step.changes());
            lastEntity = Math.max(lastEntity, step.changes().getFirst().entity());
            overlay.put(id, step.after(), step.growth());
            for (var row : step.decision().rows()) {
                group().append(row);
            }
            step.decision().accepted().run();
            return step.outcome();
        }

        /// A defect in deciding costs one operation, not the group.
        private Step step(Operation operation, Cause cause) {
            var id = operation.entityId();
            try {
                var before = overlay.entity(id);
                var decision = decider.decide(before, operation);
                if (decision.changes().isEmpty()) {
                    return Step.none(decision);
                }
                long number = before.map(Entity::number).orElseGet(() -> numberFor(operation));
                var made = changes(decision, number, id, cause);
                var after = evolved(before, number, id, made);
                return new Step(decision, made, after, bytes(after) - bytes(before));
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "could not decide an operation", e);
                var refusal = Refusal.of(ContextReason.DEFECT);
                return Step.none(Decision.refused(new Outcome.Refused(id, refusal)));
            }
        }

        /// The past of an entity that is not there goes on under the last number that it had.
        private long numberFor(Operation operation) {
            long known =
                    switch (operation) {
                        case Operation.Guarded(var _, var meant) -> numberFor(meant);
                        case Operation.OfPast ofPast -> ofPast.known().number();
                        case Operation.Create _,
                                Operation.Upsert _,
                                Operation.Read _,
                                Operation.OfPresent _,
                                Operation.Own _,
                                Operation.Expire _,
                                Operation.Erase _,
                                Operation.Lapse _,
                                Operation.Where _ ->
                                0;
                    };
            return known > 0 ? known : lastEntity + 1;
        }

        private List<Change> changes(Decision decision, long number, String id, Cause cause) {
            long seq = context.seq() + changes.size();
            var made = new ArrayList<Change>(decision.changes().size());
            for (var what : decision.changes()) {
                made.add(new Change(++seq, number, id, what, at, cause));
            }
            return made;
        }

        private Optional<Entity> evolved(
                Optional<Entity> before, long number, String id, List<Change> made) {
            var draft = before.map(Draft::of).orElseGet(() -> Draft.unborn(number, id, at));
            made.forEach(draft::apply);
            return draft.entity();
        }

        private long bytes(Optional<Entity> entity) {
            return entity.isPresent() ? Footprint.of(entity.get()) : 0;
        }

        private void appendCompanions(Command command) throws JournalAway {
            for (var row : command.rows()) {
                group().append(row);
            }
            if (command.once().isPresent()) {
                group().append(command.once().get());
                overlay.applied(command.once().get());
            }
        }

        private Journal.Group group() throws JournalAway {
            if (journalGroup.isEmpty()) {
                journalGroup = Optional.of(journal.begin(at));
            }
            return journalGroup.get();
        }

        private void show() {
            if (!changes.isEmpty()) {
                context.publish(overlay.transitions(), overlay.growth(), changes.getLast().seq());
                changes.forEach(this::forgetErased);
                ledgers.forEach(Ledger::committed);
                published.forEach(each -> each.publish(changes));
            }
            applied.putAll(overlay.applied());
            meter.committed(changes.size(), submissions.size());
            for (int i = 0; i < submissions.size(); i++) {
                answer(submissions.get(i), outcomes.get(i));
            }
        }

        private void forgetErased(Change change) {
            if (change.what() instanceof Change.Erased) {
                context.departed().forget(change.entity());
            }
        }

        private void drop(JournalAway failure) {
            LOG.log(System.Logger.Level.WARNING, "a group was dropped: {0}", failure.getMessage());
            meter.dropped();
            lastEntity = firstNewEntity;
            ledgers.forEach(Ledger::dropped);
            for (var submission : submissions) {
                answer(
                        submission,
                        refusals(submission.command(), Refusal.of(ContextReason.JOURNAL_AWAY)));
            }
        }

        private void answer(Submission submission, List<Outcome> answer) {
            submission.lane().answered(submission);
            submission.answer().complete(answer);
        }

        /// Whether the command took effect is not known, except to those who were answered before.
        private void fail(Submission submission, Throwable defect) {
            if (submission.answer().completeExceptionally(defect)) {
                submission.lane().answered(submission);
            }
        }
    }
}

package city.wutong.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.context.MemoryJournal.Mood;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.EntityPatch;
import city.wutong.refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WriterTest {
    private final MemoryJournal journal = new MemoryJournal();
    private Town town = new Town(journal, Town.WIDE);

    @AfterEach
    void stop() {
        journal.letGo();
        town.close();
    }

    // Groups

    @Test
    void what_queues_while_a_commit_runs_becomes_one_group() {
        journal.hold();
        var first = submitted(Town.create("urn:e:0"));
        journal.awaitHeld();
        var waiting =
                IntStream.range(1, 20).mapToObj(i -> submitted(Town.create("urn:e:" + i))).toList();
        awaitWaiting(20);
        journal.letGo();
        assertThat(first.join()).containsExactly(new Outcome.Created("urn:e:0"));
        for (int i = 1; i < 20; i++) {
            assertThat(waiting.get(i - 1).join())
                    .containsExactly(new Outcome.Created("urn:e:" + i));
        }
        assertThat(journal.groups()).containsExactly(1, 19);
        assertThat(town.writer().meter().groups()).isEqualTo(2);
        assertThat(town.writer().meter().commands()).isEqualTo(20);
    }

    @Test
    void nothing_is_seen_before_it_is_committed() {
        journal.hold();
        var answer = submitted(Town.create("urn:e:1"));
        journal.awaitHeld();
        assertThat(town.context().entity("urn:e:1")).isEmpty();
        assertThat(town.feed().seq()).isZero();
        assertThat(answer).isNotDone();
        journal.letGo();
        answer.join();
        assertThat(town.context().entity("urn:e:1")).isPresent();
        assertThat(town.feed().seq()).isEqualTo(1);
    }

    @Test
    void each_operation_of_a_group_sees_those_before_it() {
        var outcomes =
                town.apply(
                        Town.create("urn:e:1"),
                        Town.create("urn:e:1"),
                        Town.set("urn:e:1", "a", 1),
                        new Operation.Delete("urn:e:1"),
                        Town.set("urn:e:1", "a", 2),
                        Town.create("urn:e:1", Town.property("b", 3, null)));
        assertThat(outcomes.get(0)).isEqualTo(new Outcome.Created("urn:e:1"));
        assertRefused(outcomes.get(1), ContextReason.ENTITY_EXISTS);
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Updated.class);
        assertThat(outcomes.get(3)).isEqualTo(new Outcome.Deleted("urn:e:1"));
        assertRefused(outcomes.get(4), ContextReason.ENTITY_UNKNOWN);
        assertThat(outcomes.get(5)).isEqualTo(new Outcome.Created("urn:e:1"));
        var entity = town.context().entity("urn:e:1").orElseThrow();
        assertThat(entity.number()).isEqualTo(2);
        assertThat(entity.attributeNames()).containsExactly(Town.name("b"));
        assertThat(town.entities()).containsExactly(entity);
    }

    @Test
    void a_group_takes_no_more_when_it_is_large_enough() {
        journal.hold();
        var held = submitted(Town.create("urn:e:x"));
        journal.awaitHeld();
        var many =
                IntStream.range(0, Writer.GROUP_CHANGES)
                        .<Operation>mapToObj(i -> Town.create("urn:many:" + i))
                        .toList();
        var first = submitted(many);
        awaitWaiting(2);
        var second = submitted(Town.create("urn:e:y"));
        awaitWaiting(3);
        journal.letGo();
        CompletableFuture.allOf(held, first, second).join();
        assertThat(journal.groups()).containsExactly(1, Writer.GROUP_CHANGES, 1);
    }

    @Test
    void a_command_that_changes_nothing_troubles_no_journal() {
        journal.become(Mood.AWAY);
        assertRefused(
                town.apply(Town.set("urn:e:1", "a", 1)).getFirst(), ContextReason.ENTITY_UNKNOWN);
    }

    @Test
    void senders_in_many_threads_are_all_served_without_a_gap() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++) {
                int n = i;
                threads.execute(() ->
                        town.apply(Town.create("urn:e:" + n % 50, Town.property("a", n, null))));
            }
        }
        assertThat(town.context().size()).isEqualTo(50);
        assertThat(journal.changes())
                .extracting(Change::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
        assertThat(town.writer().waitingBytes()).isZero();
    }

    // Failures of the journal

    @Test
    void a_group_that_is_refused_leaves_nothing_and_its_numbers_are_used_again() {
        town.apply(Town.create("urn:e:1"));
        for (var mood : List.of(Mood.AWAY, Mood.LOSES_WHILE_WRITTEN, Mood.LOSES_AT_COMMIT)) {
            journal.become(mood);
            var outcomes =
                    town.apply(
                            Town.create("urn:e:2", Town.property("a", 1, null)),
                            new Operation.Delete("urn:e:1"));
            assertThat(outcomes)
                    .hasSize(2)
                    .allSatisfy(outcome -> assertRefused(outcome, ContextReason.JOURNAL_AWAY));
            assertThat(town.entities())
                    .extracting(entity -> entity.id())
                    .containsExactly("urn:e:1");
            assertThat(town.feed().seq()).isEqualTo(1);
            assertThat(town.writer().waitingBytes()).isZero();
        }
        journal.become(Mood.WELL);
        town.apply(Town.create("urn:e:3"));
        assertThat(journal.changes()).extracting(Change::seq).containsExactly(1L, 2L);
        assertThat(town.context().entity("urn:e:3").orElseThrow().number()).isEqualTo(2);
        assertThat(town.writer().meter().droppedGroups()).isEqualTo(3);
        assertThat(town.writer().isBroken()).isFalse();
    }

    @Test
    void a_defect_while_committing_answers_everybody_and_ends_the_writer() {
        journal.hold();
        var first = submitted(Town.create("urn:e:1"));
        journal.awaitHeld();
        var waiting = submitted(Town.create("urn:e:2"));
        awaitWaiting(2);
        journal.become(Mood.BREAKS);
        journal.letGo();
        assertThatThrownBy(first::join).isInstanceOf(CompletionException.class);
        assertRefused(waiting.join().getFirst(), ContextReason.STOPPING);
        assertRefused(town.apply(Town.create("urn:e:3")).getFirst(), ContextReason.STOPPING);
        assertThat(town.writer().isBroken()).isTrue();
        assertThat(town.writer().waitingBytes()).isZero();
    }

    @Test
    void a_defect_in_deciding_costs_one_operation() {
        var noTypes =
                new Operation.Create(
                        "urn:e:1", new EntityPatch(null, List.of(), null, null, List.of()));
        var outcomes = town.apply(Town.create("urn:e:0"), noTypes, Town.create("urn:e:2"));
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Created.class);
        assertRefused(outcomes.get(1), ContextReason.DEFECT);
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Created.class);
        assertThat(town.writer().isBroken()).isFalse();
        assertThat(journal.changes()).extracting(Change::seq).containsExactly(1L, 2L);
    }

    // Names that take effect once

    @Test
    void a_named_command_takes_effect_once() {
        var command = named(new Once("rule", 7, 0), Town.create("urn:e:1"));
        assertThat(town.writer().submitFollowing(command))
                .containsExactly(new Outcome.Created("urn:e:1"));
        assertThat(town.writer().submitFollowing(command))
                .containsExactly(new Outcome.AlreadyApplied("urn:e:1"));
        town.apply(new Operation.Delete("urn:e:1"));
        town = town.restarted();
        assertThat(town.writer().submitFollowing(command))
                .containsExactly(new Outcome.AlreadyApplied("urn:e:1"));
        assertThat(journal.once()).containsExactly(new Once("rule", 7, 0));
        assertThat(town.context().entity("urn:e:1")).isEmpty();
    }

    @Test
    void names_rise_for_each_source_alone() {
        town.writer().submit(named(new Once("rule", 7, 1), Town.create("urn:e:1")));
        assertThat(town.writer().submit(named(new Once("rule", 7, 0), Town.create("urn:e:2"))))
                .containsExactly(new Outcome.AlreadyApplied("urn:e:2"));
        assertThat(town.writer().submit(named(new Once("rule", 6, 9), Town.create("urn:e:2"))))
                .containsExactly(new Outcome.AlreadyApplied("urn:e:2"));
        assertThat(town.writer().submit(named(new Once("other", 1, 0), Town.create("urn:e:2"))))
                .containsExactly(new Outcome.Created("urn:e:2"));
        assertThat(town.writer().submit(named(new Once("rule", 8, 0), Town.create("urn:e:3"))))
                .containsExactly(new Outcome.Created("urn:e:3"));
    }

    @Test
    void the_same_name_twice_in_one_group_takes_effect_once() {
        journal.hold();
        var held = submitted(Town.create("urn:e:0"));
        journal.awaitHeld();
        var command = named(new Once("rule", 7, 0), Town.create("urn:e:1"));
        var first = later(command);
        awaitWaiting(2);
        var second = later(command);
        awaitWaiting(3);
        journal.letGo();
        held.join();
        assertThat(first.join()).containsExactly(new Outcome.Created("urn:e:1"));
        assertThat(second.join()).containsExactly(new Outcome.AlreadyApplied("urn:e:1"));
    }

    @Test
    void a_name_whose_group_was_dropped_is_free_again() {
        var command = named(new Once("rule", 7, 0), Town.create("urn:e:1"));
        journal.become(Mood.LOSES_AT_COMMIT);
        assertRefused(town.writer().submit(command).getFirst(), ContextReason.JOURNAL_AWAY);
        journal.become(Mood.WELL);
        assertThat(town.writer().submit(command)).containsExactly(new Outcome.Created("urn:e:1"));
    }

    @Test
    void companion_rows_go_with_changes_only() {
        var row = new Row("audit", List.of("who", 1));
        var rows = List.of(row);
        var cause = Cause.outside("test");
        town.writer()
                .submit(
                        new Command(
                                List.of(Town.create("urn:e:1")),
                                cause,
                                Optional.empty(),
                                rows,
                                100));
        town.writer()
                .submit(
                        new Command(
                                List.of(Town.create("urn:e:1")),
                                cause,
                                Optional.empty(),
                                rows,
                                100));
        assertThat(journal.rows()).containsExactly(row);
    }

    // Causes

    @Test
    void a_change_bears_its_cause() {
        var cause = new Cause("somebody", 3, 2);
        town.writer().submit(Command.of(Town.create("urn:e:1"), cause, 1));
        assertThat(journal.changes()).singleElement().extracting(Change::cause).isEqualTo(cause);
    }

    @Test
    void a_chain_of_causes_has_an_end() {
        var deepest = new Cause("rule", 1, Cause.DEEPEST);
        assertThat(town.writer().submit(Command.of(Town.create("urn:e:1"), deepest, 1)))
                .containsExactly(new Outcome.Created("urn:e:1"));
        var next = Cause.following(journal.changes().getFirst(), "rule");
        assertRefused(
                town.writer().submit(Command.of(Town.create("urn:e:2"), next, 1)).getFirst(),
                ContextReason.CAUSE_TOO_DEEP);
        assertThat(town.context().size()).isEqualTo(1);
    }

    // Bounds

    @Test
    void a_full_queue_turns_away_and_gives_the_bytes_back() {
        restartWith(new Writer.Bounds(2_000, 2_000, 1L << 30));
        journal.hold();
        var first = submitted(Town.create("urn:e:1"));
        journal.awaitHeld();
        var second = submitted(Town.create("urn:e:2"));
        var third = submitted(Town.create("urn:e:3"));
        awaitWaiting(3);
        var turnedAway = town.apply(Town.create("urn:e:4"), Town.create("urn:e:5"));
        assertThat(turnedAway)
                .hasSize(2)
                .allSatisfy(outcome -> assertRefused(outcome, ContextReason.QUEUE_FULL));
        assertThat(town.writer().meter().turnedAwayCommands()).isEqualTo(1);
        journal.letGo();
        CompletableFuture.allOf(first, second, third).join();
        assertThat(town.writer().waitingBytes()).isZero();
        assertThat(town.apply(Town.create("urn:e:4")))
                .containsExactly(new Outcome.Created("urn:e:4"));
    }

    @Test
    void an_empty_queue_takes_a_command_of_any_size() {
        restartWith(new Writer.Bounds(10, 10, 1L << 30));
        var large = Command.of(Town.create("urn:e:1"), Cause.outside("test"), 1_000_000);
        assertThat(town.writer().submit(large)).containsExactly(new Outcome.Created("urn:e:1"));
    }

    @Test
    void a_flood_from_outside_leaves_the_followers_lane_free() {
        restartWith(new Writer.Bounds(10, 2_000, 1L << 30));
        journal.hold();
        var held = submitted(Town.create("urn:e:1"));
        journal.awaitHeld();
        assertRefused(town.apply(Town.create("urn:e:2")).getFirst(), ContextReason.QUEUE_FULL);
        var following =
                CompletableFuture.supplyAsync(
                        () -> town.writer().submitFollowing(Town.command(Town.create("urn:e:3"))));
        awaitWaiting(2);
        journal.letGo();
        assertThat(following.join()).containsExactly(new Outcome.Created("urn:e:3"));
        assertThat(held.join()).containsExactly(new Outcome.Created("urn:e:1"));
    }

    @Test
    void a_full_city_refuses_to_grow_but_lets_shrink() {
        restartWith(new Writer.Bounds(1L << 20, 1L << 20, 2_000));
        var created = new ArrayList<String>();
        Outcome last;
        do {
            var id = "urn:e:" + created.size();
            last = town.apply(Town.create(id, Town.property("a", 1, null))).getFirst();
            created.add(id);
        } while (last instanceof Outcome.Created);
        assertRefused(last, ContextReason.CITY_FULL);
        assertThat(ContextReason.CITY_FULL.family().status()).isEqualTo(507);
        assertThat(town.context().bytes()).isLessThanOrEqualTo(2_000);
        assertThat(town.apply(Town.set(created.getFirst(), "a", 2)).getFirst())
                .isInstanceOf(Outcome.Updated.class);
        var outcomes =
                town.apply(
                        new Operation.Delete(created.getFirst()),
                        Town.create("urn:new", Town.property("a", 1, null)));
        assertThat(outcomes)
                .containsExactly(
                        new Outcome.Deleted(created.getFirst()), new Outcome.Created("urn:new"));
    }

    @Test
    void the_bytes_of_the_city_are_those_of_its_entities() {
        town.apply(Town.create("urn:e:1", Town.property("a", 1, null)), Town.create("urn:e:2"));
        town.apply(
                Town.set("urn:e:2", "b", 2),
                new Operation.Update(
                        "urn:e:1",
                        Town.patch(List.of(), AttributePatch.deletion(Town.name("a"), null))));
        assertThat(town.context().bytes())
                .isEqualTo(town.entities().stream().mapToLong(Footprint::of).sum());
        town.apply(new Operation.Delete("urn:e:1"), new Operation.Delete("urn:e:2"));
        assertThat(town.context().bytes()).isZero();
    }

    // The end

    @Test
    void close_finishes_what_was_let_in_and_lets_nothing_more_in() throws Exception {
        journal.hold();
        var first = submitted(Town.create("urn:e:1"));
        journal.awaitHeld();
        var second = submitted(Town.create("urn:e:2"));
        awaitWaiting(2);
        var closing = CompletableFuture.runAsync(town::close);
        Outcome refused;
        do {
            var attempt = submitted(new Operation.Delete("urn:nobody"));
            refused =
                    attempt.completeOnTimeout(
                                    List.of(new Outcome.Deleted("")), 10, TimeUnit.MILLISECONDS)
                            .join()
                            .getFirst();
        } while (!(refused instanceof Outcome.Refused));
        assertRefused(refused, ContextReason.STOPPING);
        assertThat(closing).isNotDone();
        journal.letGo();
        closing.get();
        assertThat(first.join()).containsExactly(new Outcome.Created("urn:e:1"));
        assertThat(second.join()).containsExactly(new Outcome.Created("urn:e:2"));
        assertThat(journal.changes()).hasSize(2);
    }

    @Test
    void time_never_goes_back_and_is_kept_to_the_microsecond() {
        var times =
                new java.util.ArrayDeque<>(
                        List.of("2026-03-01T08:00:01.123456789Z", "2026-03-01T08:00:00Z"));
        var clock =
                new java.time.Clock() {
                    @Override
                    public java.time.Instant instant() {
                        return java.time.Instant.parse(
                                times.size() > 1 ? times.removeFirst() : times.getFirst());
                    }

                    @Override
                    public java.time.ZoneId getZone() {
                        return java.time.ZoneOffset.UTC;
                    }

                    @Override
                    public java.time.Clock withZone(java.time.ZoneId zone) {
                        return this;
                    }
                };
        var context = new Recovery(0, Set.of()).finish();
        try (var writer =
                Writer.start(
                        "t",
                        context,
                        new MemoryJournal(),
                        new Writer.Start(0, Map.of()),
                        List.of(),
                        List.of(),
                        clock,
                        Town.WIDE)) {
            writer.submit(Town.command(Town.create("urn:e:1")));
            writer.submit(Town.command(Town.create("urn:e:2")));
        }
        assertThat(Town.entities(context))
                .extracting(entity -> entity.modifiedAt().toString())
                .containsOnly("2026-03-01T08:00:01.123456Z");
    }

    // Words

    private void restartWith(Writer.Bounds bounds) {
        town.close();
        town = new Town(journal, bounds);
    }

    private static Command named(Once once, Operation... operations) {
        return new Command(
                List.of(operations), Cause.outside("test"), Optional.of(once), List.of(), 100);
    }

    private CompletableFuture<List<Outcome>> submitted(Operation... operations) {
        return submitted(List.of(operations));
    }

    private CompletableFuture<List<Outcome>> submitted(List<Operation> operations) {
        return later(Town.command(operations));
    }

    private CompletableFuture<List<Outcome>> later(Command command) {
        var answer = new CompletableFuture<List<Outcome>>();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        answer.complete(town.writer().submit(command));
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                });
        return answer;
    }

    /// Waits until so many commands have been let in and are not answered.
    private void awaitWaiting(int commands) {
        while (town.writer().waitingBytes() < commands * (100L + Command.OVERHEAD)) {
            Thread.onSpinWait();
        }
    }

    private static void assertRefused(Outcome outcome, Reason reason) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).refusal().reason()).isEqualTo(reason);
    }
}

package city.wutong.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.context.Command;
import city.wutong.context.ContextReason;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Once;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Row;
import city.wutong.context.Town;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.EntityPatch;
import city.wutong.postgres.Database;
import city.wutong.postgres.SharedPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the journal promises, on whatever PostgreSQL.
@Timeout(120)
abstract class JournalContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final String schema = SharedPostgres.freshSchema();
    private List<StoredTown> towns = new ArrayList<>();

    abstract Database database();

    @BeforeEach
    void open() throws Exception {
        towns = new ArrayList<>(List.of(StoredTown.open(database(), schema)));
    }

    @AfterEach
    void close() {
        towns.forEach(StoredTown::close);
    }

    StoredTown town() {
        return towns.getLast();
    }

    private void reopen() throws Exception {
        towns.add(town().reopened());
    }

    /// Every kind of change, with what is rare about each.
    private static List<Operation> everyKind(String id) {
        var old = Town.property("a", 2, NOON.minusSeconds(60));
        var far = Town.property("far", 3, Instant.parse("0001-01-01T00:00:00.000001Z"));
        var instance =
                new AttributePatch(
                        Town.name("a"),
                        "urn:d:1",
                        city.wutong.entity.AttributeKind.PROPERTY,
                        city.wutong.json.Json.of("树\u0001\"🌳"),
                        Instant.parse("9999-12-31T23:59:59.999999Z"),
                        "CEL",
                        null,
                        NOON,
                        java.util.Set.of(),
                        List.of(Town.property("sub", 4, NOON)));
        var described =
                new EntityPatch(null, List.of("https://e.org/B"), List.of("/a/b"), NOON, List.of());
        return List.of(
                Town.create(id, Town.property("a", 1, NOON), far, instance),
                new Operation.Update(id, described),
                new Operation.Read(id, Town.patch(List.of(), old)),
                new Operation.DeleteAttribute(id, Town.name("a"), "urn:d:1", false),
                new Operation.DeleteAttribute(id, Town.name("far"), null, false),
                Town.create("urn:gone"),
                new Operation.Delete("urn:gone"));
    }

    private static List<Operation> many(String prefix, int count) {
        var operations = new ArrayList<Operation>();
        for (int i = 0; i < count; i++) {
            operations.add(Town.create(prefix + i));
        }
        return operations;
    }

    @Test
    void every_kind_of_change_comes_back_from_a_small_group() throws Exception {
        town().apply(everyKind("urn:e:1"));
        assertThat(town().store().reader().read(0, 1_000))
                .isEqualTo(town().published())
                .hasSizeLessThan(PostgresJournal.BORDER);
        assertThat(town().published().stream().map(change -> change.what().getClass()).distinct())
                .hasSize(6);
    }

    @Test
    void every_kind_of_change_comes_back_from_a_large_group() throws Exception {
        var operations = new ArrayList<>(everyKind("urn:e:1"));
        operations.addAll(many("urn:many:", 3 * PostgresJournal.BORDER));
        town().apply(operations);
        assertThat(town().number("select count(*) from commit_group")).isEqualTo(1);
        assertThat(town().store().reader().read(0, 1_000)).isEqualTo(town().published());
    }

    @Test
    void at_the_border_nothing_is_lost() throws Exception {
        for (int size = PostgresJournal.BORDER - 1; size <= PostgresJournal.BORDER + 2; size++) {
            town().apply(many("urn:" + size + ":", size));
        }
        assertThat(town().store().reader().read(0, 10_000)).isEqualTo(town().published());
        assertThat(town().store().reader().read(100, 200))
                .isEqualTo(town().published().subList(100, 300));
    }

    @Test
    void a_start_finds_the_present_as_it_was() throws Exception {
        town().apply(everyKind("urn:e:1"));
        town().apply(many("urn:many:", 300));
        town().apply(new Operation.Delete("urn:many:7"), Town.create("urn:many:7"));
        var entities = town().entities();
        var seq = town().context().seq();
        reopen();
        assertThat(town().entities()).isEqualTo(entities);
        assertThat(town().context().seq()).isEqualTo(seq);
        assertThat(town().store().lastSeq()).isEqualTo(seq);
        town().apply(Town.create("urn:new"));
        assertThat(town().context().entity("urn:new").orElseThrow().number()).isEqualTo(304);
        assertThat(town().published()).singleElement().extracting(Change::seq).isEqualTo(seq + 1);
    }

    @Test
    void names_of_deleted_entities_are_not_given_again() throws Exception {
        town().apply(
                        Town.create("urn:e:1"),
                        Town.create("urn:e:2"),
                        new Operation.Delete("urn:e:2"));
        reopen();
        town().apply(Town.create("urn:e:2"));
        assertThat(town().context().entity("urn:e:2").orElseThrow().number()).isEqualTo(3);
    }

    @Test
    void a_name_is_stored_once() throws Exception {
        town().apply(Town.create("urn:e:1", Town.property("a", 1, null)));
        town().apply(Town.set("urn:e:1", "a", 2));
        reopen();
        town().apply(Town.set("urn:e:1", "a", 3), Town.set("urn:e:1", "b", 4));
        assertThat(town().number("select count(*) from name")).isEqualTo(3);
        assertThat(town().number("select max(number) from name")).isEqualTo(3);
    }

    @Test
    void companion_rows_and_names_of_commands_go_with_their_group() throws Exception {
        town().execute("create table note (who text, n integer, at timestamptz)");
        var once = new Once("rule", 7, 1);
        for (int size : List.of(1, 2 * PostgresJournal.BORDER)) {
            var name = new Once("rule", 7, size);
            town().writer()
                    .submit(
                            new Command(
                                    many("urn:" + size + ":", size),
                                    Cause.outside("somebody"),
                                    Optional.of(name),
                                    List.of(new Row("note", List.of("who", size, NOON))),
                                    1));
            assertThat(
                            town().number(
                                            "select count(*) from note where at = '2026-03-01T12:00Z' and n = "
                                                    + size))
                    .isEqualTo(1);
        }
        reopen();
        assertThat(town().store().start().applied())
                .containsOnlyKeys("rule")
                .containsEntry("rule", new Once("rule", 7, 2 * PostgresJournal.BORDER));
        assertThat(town().number("select count(*) from applied")).isEqualTo(1);
        var again =
                new Command(
                        List.of(Town.create("urn:x")),
                        Cause.outside("x"),
                        Optional.of(once),
                        List.of(),
                        1);
        assertThat(town().writer().submit(again))
                .containsExactly(new Outcome.AlreadyApplied("urn:x"));
    }

    @Test
    void a_group_whose_companion_fails_is_not_there() throws Exception {
        var bad =
                new Command(
                        List.of(Town.create("urn:e:1", Town.property("new", 1, null))),
                        Cause.outside("x"),
                        Optional.empty(),
                        List.of(new Row("no_such_table", List.of(1))),
                        1);
        assertRefused(town().writer().submit(bad).getFirst());
        assertThat(town().number("select count(*) from journal")).isZero();
        town().apply(Town.create("urn:e:2", Town.property("other", 1, null)));
        assertThat(town().store().reader().read(0, 10)).isEqualTo(town().published());
    }

    @Test
    void two_writers_of_one_tenant_refuse_each_other() throws Exception {
        try (var other = new WriterSession(database(), schema)) {
            assertThatThrownBy(other::open)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining(schema);
            town().close();
            assertThat(other.open(Duration.ofSeconds(30)).isValid(1)).isTrue();
        }
    }

    @Test
    void who_waits_for_the_tenant_gets_it_when_the_other_ends() throws Exception {
        var waiting =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return StoredTown.open(database(), schema);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        town().apply(Town.create("urn:e:1"));
        town().close();
        towns.add(waiting.get());
        town().apply(Town.create("urn:e:2"));
        assertThat(town().context().size()).isEqualTo(2);
    }

    @Test
    void a_deposed_writer_cannot_write() throws Exception {
        town().apply(Town.create("urn:e:1"));
        terminateWriter();
        try (var other = new WriterSession(database(), schema)) {
            other.open(Duration.ofSeconds(30));
            town().store().journal().stopWaiting();
            assertThat(isCreated("urn:e:2")).isFalse();
            assertThat(town().number("select count(*) from journal")).isEqualTo(1);
        }
    }

    @Test
    void a_session_that_was_lost_between_groups_costs_one_answer_at_most() throws Exception {
        town().apply(Town.create("urn:e:1"));
        for (int size : List.of(1, 2 * PostgresJournal.BORDER)) {
            terminateWriter();
            var first = town().apply(many("urn:first:" + size + ":", size)).getFirst();
            if (first instanceof Outcome.Refused) {
                assertRefused(first);
            }
            assertThat(town().apply(many("urn:next:" + size + ":", size)).getFirst())
                    .isInstanceOf(Outcome.Created.class);
        }
        assertThat(town().store().reader().read(0, 1_000)).isEqualTo(town().published());
    }

    /// The writer asks a session that has rested whether it is there, and finds out about another
    /// at the commit: it either refuses, or does not know and ends.
    private boolean isCreated(String id) {
        try {
            return town().apply(Town.create(id)).getFirst() instanceof Outcome.Created;
        } catch (CompletionException e) {
            return false;
        }
    }

    private void terminateWriter() throws Exception {
        town().number(
                        "select count(pg_terminate_backend(pid, 10000)) from pg_stat_activity where application_name = 'wutong writer "
                                + schema
                                + "'");
    }

    @Test
    void offsets_of_followers_are_kept_and_never_go_back() throws Exception {
        var offsets = new FollowerOffsets(town().tables());
        assertThat(offsets.load("f")).isZero();
        offsets.save("f", 7);
        offsets.save("f", 5);
        assertThat(offsets.load("f")).isEqualTo(7);
        assertThat(offsets.load("g")).isZero();
    }

    @Test
    void what_cannot_be_read_is_away() {
        var reader = town().store().reader();
        assertThatThrownBy(
                        () -> {
                            town().execute("drop table journal cascade");
                            reader.read(0, 10);
                        })
                .isInstanceOf(JournalAway.class);
    }

    static void assertRefused(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) outcome).refusal().reason())
                .isEqualTo(ContextReason.JOURNAL_AWAY);
    }
}

package city.wutong.journal;

import static city.wutong.journal.JournalContract.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.context.Journal;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Ticks;
import city.wutong.context.Town;
import city.wutong.postgres.OutsidePostgres;
import city.wutong.postgres.SharedPostgres;
import city.wutong.postgres.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The connection breaks at COMMIT: before it came, or after it took place but before anybody
/// heard.
@Timeout(120)
class CommitInDoubtTest {
    private static final String SMALL = "the_group";
    private static final String LARGE = "COMMIT";

    private final String schema = SharedPostgres.freshSchema();
    private final List<AutoCloseable> open = new ArrayList<>();

    private Wire wire() throws Exception {
        var wire = new Wire(SharedPostgres.port());
        open.add(wire);
        return wire;
    }

    private OutsidePostgres database(Wire wire) throws Exception {
        var database = OutsidePostgres.open(SharedPostgres.urlThrough(wire.port()));
        open.add(database);
        return database;
    }

    private StoredTown town(Wire wire) throws Exception {
        var town = StoredTown.open(database(wire), schema);
        open.add(town);
        return town;
    }

    @BeforeEach
    void prepare() {
        open.clear();
    }

    @AfterEach
    void close() throws Exception {
        for (var each : open.reversed()) {
            each.close();
        }
    }

    private static List<Operation> creations(int count) {
        var operations = new ArrayList<Operation>();
        for (int i = 0; i < count; i++) {
            operations.add(Town.create("urn:e:" + i, Town.property("n" + i % 3, i, null)));
        }
        return operations;
    }

    @ParameterizedTest
    @CsvSource({"1," + SMALL, "300," + LARGE})
    void a_commit_that_took_place_is_acknowledged(int count, String statement) throws Exception {
        var wire = wire();
        var town = town(wire);
        wire.cutAfter(statement);
        assertThat(town.apply(creations(count)))
                .hasSize(count)
                .allMatch(Outcome.Created.class::isInstance);
        goesOn(town, count);
    }

    @ParameterizedTest
    @CsvSource({"1," + SMALL, "300," + LARGE})
    void a_commit_that_did_not_take_place_is_refused(int count, String statement) throws Exception {
        var wire = wire();
        var town = town(wire);
        wire.cutBefore(statement);
        town.apply(creations(count)).forEach(JournalContract::assertRefused);
        assertThat(town.entities()).isEmpty();
        assertThat(town.number("select count(*) from journal")).isZero();
        assertThat(town.number("select count(*) from commit_group")).isZero();
        goesOn(town, 0);
    }

    /// New names and numbers are as if nothing had been.
    private void goesOn(StoredTown town, int present) throws Exception {
        town.apply(
                Town.create(
                        "urn:later", Town.property("n9", 1, null), Town.property("n1", 2, null)));
        assertThat(town.context().size()).isEqualTo(present + 1);
        assertThat(town.store().reader().read(0, 2_000)).isEqualTo(town.published());
        var entities = town.entities();
        var again = town.reopened();
        open.add(again);
        assertThat(again.entities()).isEqualTo(entities);
    }

    @Test
    void the_answer_is_waited_for_as_long_as_the_database_is_away() throws Exception {
        var wire = wire();
        var town = town(wire);
        wire.die();
        wire.cutAfter(SMALL);
        var answer = CompletableFuture.supplyAsync(() -> town.apply(creations(1)));
        wire.awaitTurnedAway();
        assertThat(answer).isNotDone();
        wire.mend();
        assertThat(answer.get()).containsExactly(new Outcome.Created("urn:e:0"));
    }

    /// It may be there: to say that it is not would be a lie, and its numbers may be taken.
    @Test
    void who_stops_waiting_for_the_answer_is_not_told_that_nothing_was_stored() throws Exception {
        var wire = wire();
        try (var store = TenantStore.open(database(wire), schema)) {
            var journal = store.journal();
            var group = journal.begin(Ticks.START);
            append(group);
            wire.die();
            wire.cutAfter(SMALL);
            var commit = CompletableFuture.supplyAsync(() -> failure(group));
            wire.awaitTurnedAway();
            journal.stopWaiting();
            assertThat(commit.get()).isInstanceOf(IllegalStateException.class);
        }
    }

    private static void append(Journal.Group group) throws JournalAway {
        var created = new Change.Created(List.of("T"), List.of(), null);
        group.append(new Change(1, 1, "urn:e:1", created, Ticks.START, Cause.outside("test")));
    }

    private static Throwable failure(Journal.Group group) {
        try {
            group.commit();
            return new AssertionError("it was committed");
        } catch (JournalAway | IllegalStateException e) {
            return e;
        }
    }

    @Test
    void a_database_that_is_away_costs_answers_but_nothing_else() throws Exception {
        var wire = wire();
        var town = town(wire);
        town.apply(Town.create("urn:first"));
        wire.die();
        wire.cutBefore(SMALL);
        var lost = CompletableFuture.supplyAsync(() -> town.apply(creations(1)));
        wire.awaitTurnedAway();
        wire.mend();
        assertRefused(lost.get().getFirst());
        goesOn(town, 1);
    }
}

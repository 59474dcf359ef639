package city.wutong.companion;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.cases.Case;
import city.wutong.cases.CaseBook;
import city.wutong.cases.CaseCommand;
import city.wutong.cases.CaseType;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.journal.StoredTown;
import city.wutong.json.Json;
import city.wutong.postgres.OutsidePostgres;
import city.wutong.postgres.SharedPostgres;
import city.wutong.postgres.Wire;
import city.wutong.text.Text;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class CaseTableTest {
    private static final CaseType TYPE =
            new CaseType(
                    "test/case",
                    1,
                    new Text("案件", "Case"),
                    List.of(state("opened", true), state("done", false)),
                    List.of(
                            new CaseType.Transition(
                                    "finish",
                                    new Text("办结", "Finish"),
                                    Set.of("opened"),
                                    "done",
                                    CaseType.Note.OPTIONAL,
                                    new CaseType.Evidence(0, 2))),
                    new CaseType.Limit(Duration.ofHours(1)));

    private final String schema = SharedPostgres.freshSchema();
    private final CaseBook book = new CaseBook(ZoneOffset.UTC);
    private final List<AutoCloseable> open = new ArrayList<>();

    private static CaseType.State state(String id, boolean open) {
        return new CaseType.State(id, new Text(id, id), open);
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

    private StoredTown town() throws Exception {
        var town = StoredTown.open(SharedPostgres.database(), schema, List.of(book));
        open.add(town);
        return town;
    }

    private Operation does(int n, CaseCommand command) {
        return book.operation("urn:c:" + n, command, "mei", Optional.of("key-" + n));
    }

    private Operation opens(int n) {
        var point =
                Json.object(
                        Map.of(
                                "type", Json.of("Point"),
                                "coordinates", Json.array(List.of(Json.of(120.5), Json.of(30)))));
        return does(
                n,
                new CaseCommand.Open(
                        TYPE,
                        new Text("题\"🌳", "T\\"),
                        "urn:e:" + n,
                        Optional.of(point),
                        Optional.of("urn:a:" + n)));
    }

    private Operation finishes(int n) {
        var finish = new CaseCommand.Act(TYPE, "finish", "好\n", List.of("a"), OptionalInt.empty());
        return book.operation("urn:c:" + n, finish, "mei", Optional.empty());
    }

    private static List<Case> read(StoredTown town) throws Exception {
        var read = new CaseBook(ZoneOffset.UTC);
        new CaseTable(town.tables()).readAll(read::replay);
        return List.copyOf(read.all());
    }

    @Test
    void the_log_comes_back_as_it_was_written() throws Exception {
        var town = town();
        for (int n = 1; n <= 12; n++) {
            town.apply(opens(n));
        }
        town.apply(finishes(2), finishes(11), does(13, new CaseCommand.Comment("lost")));
        assertThat(read(town)).isEqualTo(List.copyOf(book.all())).hasSize(12);
        assertThat(town.number("select count(*) from case_log")).isEqualTo(14);
    }

    @Test
    void an_empty_log_is_no_cases() throws Exception {
        assertThat(read(town())).isEmpty();
    }

    /// @param count one small group, or one that goes by COPY
    @ParameterizedTest
    @CsvSource({"1,COMMIT,true", "300,COMMIT,true", "1,COMMIT,false", "300,COMMIT,false"})
    void log_and_journal_agree_when_a_commit_is_cut(int count, String statement, boolean after)
            throws Exception {
        var wire = new Wire(SharedPostgres.port());
        open.add(wire);
        var database = OutsidePostgres.open(SharedPostgres.urlThrough(wire.port()));
        open.add(database);
        var town = StoredTown.open(database, schema, List.of(book));
        open.add(town);
        var operations = new ArrayList<Operation>();
        for (int n = 1; n <= count; n++) {
            operations.add(opens(n));
        }
        if (after) {
            wire.cutAfter(statement);
        } else {
            wire.cutBefore(statement);
        }
        var outcomes = town.apply(operations);
        int there = after ? count : 0;
        assertThat(outcomes.stream().filter(Outcome.Created.class::isInstance)).hasSize(there);
        assertThat(book.all()).hasSize(there);
        assertThat(town.number("select count(*) from case_log")).isEqualTo(there);
        assertThat(town.number("select count(*) from journal where what = 1")).isEqualTo(there);
        town.apply(opens(1_000));
        var numbers = book.all().stream().map(Case::number).toList();
        assertThat(numbers.getFirst()).endsWith(String.format("-%06d", there + 1));
        assertThat(read(town)).isEqualTo(List.copyOf(book.all()));
    }
}

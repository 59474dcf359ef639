package city.wutong.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.cases.Case;
import city.wutong.cases.CaseBook;
import city.wutong.cases.CaseCommand;
import city.wutong.cases.CaseType;
import city.wutong.cases.CaseType.Evidence;
import city.wutong.cases.CaseType.Note;
import city.wutong.cases.CaseType.State;
import city.wutong.cases.CaseType.Transition;
import city.wutong.cases.EvidenceStore;
import city.wutong.context.Operation;
import city.wutong.journal.FollowerOffsets;
import city.wutong.journal.StoredTown;
import city.wutong.postgres.SharedPostgres;
import city.wutong.segment.Segments;
import city.wutong.text.Text;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What stands beside an erased entity goes with its past, or not yet.
@Timeout(60)
class ErasedCompanionsTest {
    private static final String THEIRS = "aa".repeat(32);
    private static final String SHARED = "bb".repeat(32);
    private static final CaseType TYPE =
            new CaseType(
                    "test/case",
                    1,
                    new Text("案件", "Case"),
                    List.of(
                            new State("opened", new Text("开", "Open"), true),
                            new State("closed", new Text("结", "Closed"), false)),
                    List.of(
                            new Transition(
                                    "close",
                                    new Text("办结", "Close"),
                                    Set.of("opened"),
                                    "closed",
                                    Note.OPTIONAL,
                                    new Evidence(0, 2))),
                    new CaseType.Limit(Duration.ofHours(24)));

    private final CaseBook book = new CaseBook(ZoneOffset.UTC);
    private final Files files = new Files();
    private Optional<StoredTown> open = Optional.empty();

    /// Evidence of which only the names are kept, in a folder that cannot be written at times.
    private static final class Files implements EvidenceStore {
        private final Set<String> there = new TreeSet<>(Set.of(THEIRS, SHARED));
        private boolean isReadOnly;

        @Override
        public Optional<Piece> put(byte[] content) {
            return Optional.empty();
        }

        @Override
        public Optional<Piece> find(String sha256) {
            return Optional.empty();
        }

        @Override
        public Optional<Hold> hold(String sha256) {
            return Optional.empty();
        }

        @Override
        public <E extends Exception> boolean remove(String sha256, Instant before, Naming<E> naming)
                throws IOException, E {
            if (naming.isNamed(sha256)) {
                return false;
            }
            if (isReadOnly) {
                throw new IOException("the folder cannot be written");
            }
            return there.remove(sha256);
        }

        @Override
        public List<String> sentBefore(Instant time) {
            return List.of();
        }

        @Override
        public Optional<byte[]> read(String sha256) {
            return Optional.empty();
        }
    }

    @BeforeEach
    void twoCases() throws Exception {
        var town =
                StoredTown.open(
                        SharedPostgres.database(), SharedPostgres.freshSchema(), List.of(book));
        open = Optional.of(town);
        town.apply(opens(1), opens(2), closes(1, THEIRS, SHARED), closes(2, SHARED));
        town.execute("insert into rule_state (rule, entity, state) values ('r', 1, '{\"id\":1}')");
        town.execute("insert into rule_state (rule, entity, state) values ('r', 2, '{\"id\":2}')");
    }

    @AfterEach
    void close() {
        open.ifPresent(StoredTown::close);
    }

    private StoredTown town() {
        return open.orElseThrow();
    }

    private Operation does(int n, CaseCommand command) {
        return book.operation("urn:c:" + n, command, "mei", Optional.empty());
    }

    private Operation opens(int n) {
        var title = new Text("张三", "Zhang");
        return does(
                n,
                new CaseCommand.Open(
                        TYPE, title, "urn:e:" + n, Optional.empty(), Optional.empty()));
    }

    private Operation closes(int n, String... evidence) {
        var note = "Zhang is well";
        return does(
                n,
                new CaseCommand.Act(TYPE, "close", note, List.of(evidence), OptionalInt.empty()));
    }

    private Operation erases(int n) {
        return does(n, new CaseCommand.Erase("urn:ngsi-ld:Erased:" + n, Optional.empty()));
    }

    private Segments segments() throws Exception {
        return new Segments(
                town().tables(),
                new FollowerOffsets(town().tables()).load(Segments.NAME),
                Duration.ZERO,
                new ErasedCompanions(files));
    }

    private void follow(Segments segments) throws Exception {
        while (segments.offset() < town().context().seq()) {
            segments.follow(town().store().reader().read(segments.offset(), 1_000));
        }
    }

    private long rowsWith(String text) throws Exception {
        return town().number(
                        "select (select count(*) from case_log where body like '%%%s%%')"
                                        .formatted(text)
                                + " + (select count(*) from journal where body like '%%%s%%')"
                                        .formatted(text));
    }

    @Test
    void the_erased_case_tells_of_nobody_and_the_other_is_as_it_was() throws Exception {
        follow(segments());
        long before = rowsWith("Zhang");
        town().apply(erases(1));
        follow(segments());
        assertThat(rowsWith("Zhang")).isEqualTo(before / 2);
        assertThat(rowsWith("urn:e:1")).isZero();
        assertThat(town().number("select count(*) from case_log")).isEqualTo(5);
        assertThat(files.there).containsExactly(SHARED);
        assertThat(town().number("select sum(entity) from rule_state")).isEqualTo(2);
        town().apply(erases(2));
        follow(segments());
        assertThat(rowsWith("Zhang")).isZero();
        assertThat(files.there).isEmpty();
    }

    @Test
    void what_could_not_be_done_leaves_everything_as_it_was_and_is_done_again() throws Exception {
        town().apply(erases(1));
        long before = rowsWith("Zhang");
        files.isReadOnly = true;
        var segments = segments();
        assertThatThrownBy(() -> follow(segments)).isInstanceOf(SQLException.class);
        assertThat(rowsWith("Zhang")).isEqualTo(before);
        files.isReadOnly = false;
        follow(segments());
        assertThat(rowsWith("Zhang")).isEqualTo(before / 2);
        assertThat(files.there).containsExactly(SHARED);
    }

    @Test
    void a_city_that_is_opened_again_finds_the_same_before_and_after() throws Exception {
        town().apply(erases(1));
        var cases = List.copyOf(book.all());
        var entities = town().entities();
        assertSame(cases);
        follow(segments());
        assertSame(cases);
        var again = town().reopened();
        open = Optional.of(again);
        assertThat(again.entities()).isEqualTo(entities);
        assertSame(cases);
    }

    private void assertSame(List<Case> cases) throws Exception {
        var read = new CaseBook(ZoneOffset.UTC);
        new CaseTable(town().tables()).readAll(read::replay);
        assertThat(List.copyOf(read.all())).isEqualTo(cases);
    }
}

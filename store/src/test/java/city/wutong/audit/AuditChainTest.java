package city.wutong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.access.AuditEntry;
import city.wutong.postgres.SharedPostgres;
import city.wutong.postgres.Tables;
import city.wutong.refusal.Refused;
import city.wutong.start.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AuditChainTest {
    private static final Duration KEEP = Duration.ofDays(1_096);
    private static final Instant LONG_AGO = Instant.parse("2019-05-01T08:00:00.123456Z");

    private final Tables tables =
            new Tables(SharedPostgres.database(), SharedPostgres.freshSchema());
    private final Path folder;

    AuditChainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private AuditChain open() {
        return open(Clock.systemUTC());
    }

    private AuditChain open(Clock clock) {
        return AuditChain.open(tables, folder, clock, KEEP);
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static AuditEntry entry(int number) {
        return entry(number, Instant.now());
    }

    private static AuditEntry entry(int number, Instant at) {
        return new AuditEntry(
                at,
                "person:" + number % 3,
                "default",
                number % 2 == 0 ? "write-context" : "audit.read",
                "PATCH /ngsi-ld/v1/entities/urn:e:" + number,
                "案件 2026-000123",
                "204");
    }

    private void fill(int count) {
        try (var chain = open()) {
            IntStream.range(0, count).forEach(i -> chain.append(entry(i)));
        }
    }

    private Verdict verdict() throws Exception {
        return AuditChain.verify(tables, folder);
    }

    /// As somebody would who owns the database.
    private void meddle(String sql) throws SQLException {
        tables.transaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("alter table entry disable trigger all");
                statement.execute("alter table anchor disable trigger all");
                statement.execute(sql);
                statement.execute("alter table entry enable trigger all");
                statement.execute("alter table anchor enable trigger all");
            }
        });
    }

    private void asItself(String sql) throws SQLException {
        tables.transaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    @Test
    void what_was_appended_is_found_again_and_verifies() throws Exception {
        fill(5);
        try (var chain = open()) {
            chain.append(entry(5));
            var all = chain.find(AuditQuery.ALL, Long.MAX_VALUE, 100);
            assertThat(all.stream().map(ChainLink::number)).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
            assertThat(all.getFirst().entry().object()).endsWith("urn:e:5");
            assertThat(chain.find(AuditQuery.ALL, 3, 1).getFirst().number()).isEqualTo(2);
            assertThat(chain.verify()).isEqualTo(new Verdict.Sound(1, chain.head()));
        }
        assertThat(verdict()).isInstanceOf(Verdict.Sound.class);
    }

    @Test
    void what_waits_for_no_commit_of_its_own_is_durable_a_moment_later() throws Exception {
        try (var chain = open()) {
            for (int i = 1; i <= 20; i++) {
                assertThat(chain.precede(entry(i))).isEqualTo(i);
            }
            assertThat(Await.until(Duration.ofSeconds(30), () -> chain.head().number() == 20))
                    .isTrue();
            chain.precede(entry(21));
            chain.settle();
            assertThat(chain.head().number()).isEqualTo(21);
            chain.precede(entry(22));
        }
        assertThat(AuditChain.noted(folder).orElseThrow().number()).isEqualTo(22);
        assertThat(verdict()).isInstanceOf(Verdict.Sound.class);
    }

    @Test
    void entries_are_looked_for_by_all_that_they_hold() {
        fill(0);
        try (var chain = open()) {
            for (int i = 0; i < 12; i++) {
                chain.append(entry(i, LONG_AGO.plusSeconds(i)));
            }
            var none = Optional.<String>empty();
            var always = Optional.<Instant>empty();
            assertThat(
                            numbers(
                                    chain,
                                    new AuditQuery(
                                            Optional.of("person:1"), none, none, always, always)))
                    .containsExactly(11L, 8L, 5L, 2L);
            assertThat(
                            numbers(
                                    chain,
                                    new AuditQuery(
                                            none,
                                            Optional.of("audit.read"),
                                            Optional.of("urn:e:1"),
                                            always,
                                            always)))
                    .containsExactly(12L, 2L);
            assertThat(
                            numbers(
                                    chain,
                                    new AuditQuery(
                                            none,
                                            none,
                                            none,
                                            Optional.of(LONG_AGO.plusSeconds(3)),
                                            Optional.of(LONG_AGO.plusSeconds(5)))))
                    .containsExactly(5L, 4L);
            var each = new ArrayList<Long>();
            chain.each(AuditQuery.ALL, link -> each.add(link.number()));
            assertThat(each).isSorted().hasSize(12);
        }
    }

    private static List<Long> numbers(AuditChain chain, AuditQuery query) {
        return chain.find(query, Long.MAX_VALUE, 100).stream().map(ChainLink::number).toList();
    }

    @Test
    void texts_that_the_database_cannot_hold_are_kept_as_far_as_it_can() throws Exception {
        try (var chain = open()) {
            chain.append(
                    new AuditEntry(
                            Instant.now(),
                            "a\0b",
                            "\ud800",
                            "x".repeat(5_000),
                            "梧".repeat(5_000),
                            "😀".repeat(5_000),
                            "{\"},\\"));
            var kept = chain.find(AuditQuery.ALL, Long.MAX_VALUE, 1).getFirst().entry();
            assertThat(kept.actor()).isEqualTo("a\uFFFDb");
            assertThat(kept.object()).isEqualTo("梧".repeat(2_000));
            assertThat(kept.outcome()).isEqualTo("{\"},\\");
        }
        assertThat(verdict()).isInstanceOf(Verdict.Sound.class);
    }

    @Test
    void many_who_append_at_once_share_commits_and_none_is_lost() throws Exception {
        try (var chain = open()) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 2_000; i++) {
                    int number = i;
                    var _ = threads.submit(() -> chain.append(entry(number)));
                }
            }
            assertThat(chain.head().number()).isEqualTo(2_000);
            var objects = new ArrayList<String>();
            chain.each(AuditQuery.ALL, link -> objects.add(link.entry().object()));
            assertThat(objects).hasSize(2_000).doesNotHaveDuplicates();
        }
        assertThat(verdict()).isInstanceOf(Verdict.Sound.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "update entry set actor = 'person:9' where number = 4 | 4 | CHANGED",
                "update entry set at = at + interval '1 microsecond' where number = 4 | 4 | CHANGED",
                "delete from entry where number = 4 | 4 | MISSING",
                "delete from entry where number > 7 | 8 | CUT_OFF",
                "delete from entry | 1 | CUT_OFF",
                "delete from entry where number < 4 | 1 | MISSING",
                "update entry set number = 11 where number = 10 | 10 | MISSING",
                "update entry a set object = b.object from entry b where a.number + b.number = 11 and a.number in (5, 6) | 5 | CHANGED",
                "insert into anchor select number, hash from entry where number = 3; delete from entry where number < 4 | 4 | CUT_UNNOTED",
            })
    void what_is_done_in_the_database_is_found(String sql, long number, Verdict.Kind kind)
            throws Exception {
        fill(10);
        meddle(sql);
        assertThat(verdict()).isEqualTo(new Verdict.Broken(number, kind));
    }

    @Test
    void an_end_that_was_cut_off_stays_found_when_the_city_has_gone_on() throws Exception {
        fill(10);
        meddle("delete from entry where number > 7");
        fill(20);
        assertThat(verdict()).isEqualTo(new Verdict.Broken(8, Verdict.Kind.NOTED));
        meddle("update entry set action = 'x' where number = 8");
        assertThat(verdict()).isEqualTo(new Verdict.Broken(8, Verdict.Kind.CHANGED));
    }

    @Test
    void a_whole_chain_that_was_replaced_is_found() throws Exception {
        fill(10);
        var noted = Files.readString(folder.resolve("head"));
        asItself("alter table entry disable trigger all");
        asItself("delete from entry");
        Files.delete(folder.resolve("head"));
        Files.deleteIfExists(folder.resolve("heads"));
        fill(10); // a new chain, sound in itself
        assertThat(verdict()).isInstanceOf(Verdict.Sound.class);
        Files.writeString(folder.resolve("head"), noted);
        assertThat(verdict()).isEqualTo(new Verdict.Broken(10, Verdict.Kind.REPLACED));
    }

    @Test
    void entries_added_while_the_city_stood_still_are_found() throws Exception {
        fill(3);
        var head = AuditChain.noted(folder).orElseThrow();
        var forged = ChainLink.after(head, entry(99));
        tables.transaction(c -> new AuditTable(tables).insert(c, List.of(forged), Commit.DURABLE));
        assertThat(verdict()).isEqualTo(new Verdict.Broken(4, Verdict.Kind.ADDED));
        fill(1);
        assertThat(verdict()).isEqualTo(new Verdict.Broken(5, Verdict.Kind.NOTED));
    }

    @Test
    void a_head_that_was_taken_away_is_noted_at_the_next_start() throws Exception {
        fill(3);
        Files.delete(folder.resolve("head"));
        fill(1);
        assertThat(verdict()).isEqualTo(new Verdict.Broken(4, Verdict.Kind.NOTED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update entry set actor = 'nobody'",
                "delete from entry",
                "delete from entry where number = 1",
                "truncate entry",
                "truncate entry, anchor",
                "insert into anchor select number, hash from entry where number = 2",
                "insert into anchor values (9, sha256('x'))",
            })
    void the_database_lets_nobody_change_entries_by_mistake(String sql) throws Exception {
        fill(3);
        assertThatThrownBy(() -> asItself(sql)).isInstanceOf(SQLException.class);
        assertThat(verdict()).isInstanceOf(Verdict.Sound.class);
    }

    @Test
    void a_session_that_was_ended_is_opened_again() throws Exception {
        try (var chain = open()) {
            chain.append(entry(1));
            asItself(
                    "select pg_terminate_backend(pid) from pg_stat_activity where application_name ="
                            + " 'wutong writer "
                            + tables.schema()
                            + "'");
            chain.append(entry(2));
        }
        assertThat(verdict())
                .isEqualTo(new Verdict.Sound(1, AuditChain.noted(folder).orElseThrow()));
        assertThat(AuditChain.noted(folder).orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void who_appends_after_the_end_is_refused() {
        var chain = open();
        chain.close();
        assertThatThrownBy(() -> chain.append(entry(1)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.refusal().reason())
                                        .isEqualTo(AuditReason.NOT_WRITTEN));
    }

    @Test
    void what_was_kept_long_enough_is_cut_off_and_the_rest_verifies() throws Exception {
        try (var chain = open(at(LONG_AGO))) {
            for (int i = 0; i < 6; i++) {
                chain.append(entry(i, LONG_AGO.plus(Duration.ofDays(100L * i))));
            }
        }
        // three years after the fourth
        var clock = at(LONG_AGO.plus(KEEP).plus(Duration.ofDays(350)));
        try (var chain = open(clock)) {
            assertThat(
                            Await.until(
                                    Duration.ofSeconds(30),
                                    () ->
                                            chain.find(AuditQuery.ALL, 5, 1).isEmpty()
                                                    && chain.head().number() == 7))
                    .isTrue();
            assertThat(chain.verify()).isEqualTo(new Verdict.Sound(5, chain.head()));
            assertThat(chain.find(AuditQuery.ALL, Long.MAX_VALUE, 1).getFirst().entry())
                    .satisfies(last -> {
                        assertThat(last.action()).isEqualTo(ChainKeeping.CUT);
                        assertThat(last.object()).startsWith("4:");
                    });
        }
        assertThat(verdict()).isInstanceOf(Verdict.Sound.class);
        meddle("delete from entry where number = 5");
        assertThat(verdict()).isEqualTo(new Verdict.Broken(5, Verdict.Kind.MISSING));
    }
}

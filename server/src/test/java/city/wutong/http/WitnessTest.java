package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import city.wutong.access.AuditEntry;
import city.wutong.access.AuditLog;
import city.wutong.access.Caller;
import city.wutong.access.Deed;
import city.wutong.access.Permission;
import city.wutong.access.Rights;
import city.wutong.audit.AuditReason;
import city.wutong.auth.NewPeople;
import city.wutong.jsonld.ContextSource;
import city.wutong.jsonld.Contexts;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WitnessTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
    private static final Routes.Route PATCH =
            Routes.route("PATCH", "/entities/{id}", Permission.WRITE_CONTEXT, _ -> Answer.of(204));

    private final List<AuditEntry> told = Collections.synchronizedList(new ArrayList<>());

    private long take(AuditEntry entry) {
        told.add(entry);
        return told.size();
    }

    private static Gate.Knock knock() {
        return new Gate.Knock("PATCH", "/entities/urn:e:1", Map.of(), "default", "127.0.0.1");
    }

    private static Rights nobody(Gate.Knock knock) {
        return Rights.of(Caller.NOBODY, knock.tenant(), CLOCK.instant());
    }

    @Test
    void of_a_flood_of_refusals_the_first_are_written_and_all_are_counted() {
        try (var witness = new Witness(this::take, CLOCK)) {
            for (int i = 0; i < 10_000; i++) {
                assertThatExceptionOfType(Refused.class)
                        .isThrownBy(() -> witness.admitted(PATCH, WitnessTest::nobody, knock()));
            }
            assertThat(told).hasSize(TurnedAway.FIRST);
            assertThat(told.getFirst())
                    .isEqualTo(
                            new AuditEntry(
                                    CLOCK.instant(),
                                    "anonymous",
                                    "default",
                                    "write-context",
                                    "PATCH /entities/urn:e:1",
                                    "",
                                    "401 access.sign-in-needed"));
        }
        assertThat(told).hasSize(TurnedAway.FIRST + 1);
        assertThat(told.getLast().object()).startsWith(10_000 - TurnedAway.FIRST + " more since");
    }

    private static Gate.Knock with(String header, String value) {
        var headers = Map.of(header, List.of(value));
        return new Gate.Knock("PATCH", "/entities/urn:e:1", headers, "default", "127.0.0.1");
    }

    @Test
    void of_a_flood_of_bad_bearers_and_forged_requests_the_first_are_written_and_all_are_counted() {
        var all = NewPeople.in(Map.of("rate.per-address", "0"), CLOCK);
        try (var people = all.people();
                var witness = new Witness(this::take, CLOCK)) {
            var live = all.signedIn(all.account("li.na"));
            var before = all.audit().size();
            for (int i = 0; i < 10_000; i++) {
                var knock =
                        i % 2 == 0
                                ? with("authorization", "Bearer wrong" + i)
                                : with("cookie", "wutong-session=" + live.id());
                assertThatExceptionOfType(Refused.class)
                        .isThrownBy(() -> witness.admitted(PATCH, people.gateway(), knock));
            }
            assertThat(all.audit()).hasSize(before);
            assertThat(told).hasSize(TurnedAway.FIRST);
            assertThat(told.getFirst().outcome()).isEqualTo("401 auth.bearer-refused");
        }
        assertThat(told).hasSize(TurnedAway.FIRST + 2);
        assertThat(told.getLast().object()).startsWith("4970 more since");
    }

    @Test
    void kinds_without_number_are_counted_together() {
        var counts = new TurnedAway();
        for (int i = 0; i < 1_000; i++) {
            counts.count(new Deed("a", "tenant" + i, "b", "c", "", "401 d"), CLOCK.instant());
        }
        var all = counts.take();
        assertThat(all).hasSize(TurnedAway.KINDS + 1);
        assertThat(all.stream().mapToLong(TurnedAway.Counted::count).sum()).isEqualTo(1_000);
    }

    @Test
    void a_refusal_that_cannot_be_written_is_counted_until_it_can() {
        var isAway = new boolean[] {true};
        try (var witness =
                new Witness(
                        entry -> {
                            if (isAway[0]) {
                                throw Refusal.of(AuditReason.NOT_WRITTEN).thrown();
                            }
                            return take(entry);
                        },
                        CLOCK)) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> witness.admitted(PATCH, WitnessTest::nobody, knock()))
                    .satisfies(e ->
                            assertThat(e.refusal().reason()).isEqualTo(HttpReason.SIGN_IN_NEEDED));
            isAway[0] = false;
        }
        assertThat(told)
                .singleElement()
                .satisfies(e -> assertThat(e.object()).startsWith("1 more"));
    }

    private static Call call() {
        var rights = Gate.open(CLOCK).rights(knock());
        return new Call(
                "PATCH",
                "/entities/urn:e:1",
                Map.of("id", "urn:e:1"),
                new Parameters(Map.of()),
                Map.of(),
                Accept.of(Map.of()),
                new byte[0],
                new LdContexts(new Contexts(ContextSource.NONE)),
                rights,
                "127.0.0.1",
                false);
    }

    private static Routes.Route answering(Permission permission, Door.Resource resource) {
        return Routes.route("PATCH", "/entities/{id}", permission, resource);
    }

    /// A log that keeps what waits for a commit of its own apart from what a change carries.
    private AuditLog log(List<AuditEntry> carried) {
        return new AuditLog() {
            @Override
            public long append(AuditEntry entry) {
                return take(entry);
            }

            @Override
            public long precede(AuditEntry entry) {
                carried.add(entry);
                return 7;
            }
        };
    }

    @Test
    void the_entry_is_there_before_the_change_and_what_fails_after_all_follows_it() {
        var carried = new ArrayList<AuditEntry>();
        try (var witness = new Witness(log(carried), CLOCK)) {
            witness.answer(
                    answering(
                            Permission.WRITE_CONTEXT,
                            _ -> {
                                assertThat(carried).hasSize(1);
                                return Answer.of(204);
                            }),
                    call());
            assertThat(carried).hasSize(1);
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() ->
                            witness.answer(
                                    answering(
                                            Permission.WRITE_CONTEXT,
                                            _ -> {
                                                throw new IllegalStateException("a defect");
                                            }),
                                    call()));
            witness.answer(
                    answering(
                            Permission.WRITE_CONTEXT,
                            _ -> Answer.refused(Refusal.of(HttpReason.BODY_EMPTY))),
                    call());
        }
        assertThat(told).isEmpty();
        assertThat(carried)
                .extracting(AuditEntry::outcome)
                .containsExactly("allowed", "allowed", "defect", "allowed", "400 http.body-empty");
        assertThat(carried.get(2).object()).isEqualTo("PATCH /entities/urn:e:1 #7");
    }

    @Test
    void what_no_change_of_a_tenant_carries_waits_for_a_commit_of_its_own() {
        var carried = new ArrayList<AuditEntry>();
        try (var witness = new Witness(log(carried), CLOCK)) {
            for (var permission : Permission.values()) {
                witness.answer(answering(permission, _ -> Answer.of(204)), call());
            }
        }
        assertThat(carried)
                .extracting(AuditEntry::action)
                .containsExactly(
                        "write-context",
                        "purge-context",
                        "acknowledge-alerts",
                        "open-cases",
                        "work-on-cases",
                        "set-city-clock");
        assertThat(told)
                .extracting(AuditEntry::action)
                .contains("manage-accounts", "grant-roles", "read-audit", "exercise-rights")
                .doesNotContain("read-context");
    }

    @Test
    void nothing_is_done_when_its_entry_cannot_be_written() {
        try (var witness =
                new Witness(
                        _ -> {
                            throw Refusal.of(AuditReason.NOT_WRITTEN).thrown();
                        },
                        CLOCK)) {
            for (var permission : List.of(Permission.WRITE_CONTEXT, Permission.MANAGE_KEYS)) {
                assertThatExceptionOfType(Refused.class)
                        .isThrownBy(() ->
                                witness.answer(
                                        answering(
                                                permission,
                                                _ -> {
                                                    throw new AssertionError("it was done");
                                                }),
                                        call()))
                        .satisfies(e ->
                                assertThat(e.refusal().reason().family().status()).isEqualTo(503));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, READ_CONTEXT, false",
        "POST, READ_CONTEXT, false",
        "POST, WRITE_CONTEXT, true",
        "DELETE, PURGE_CONTEXT, true",
        "GET, OPERATE, false",
        "GET, READ_AUDIT, true",
        "GET, EXERCISE_RIGHTS, true",
        "POST, MANAGE_ACCOUNTS, true",
    })
    void what_changes_something_is_audited_and_what_is_marked(
            String method, Permission permission, boolean audited) {
        assertThat(Routes.route(method, "/", permission, _ -> Answer.of(204)).isAudited())
                .isEqualTo(audited);
    }
}

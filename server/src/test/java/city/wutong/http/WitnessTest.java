package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import city.wutong.access.AuditEntry;
import city.wutong.access.Caller;
import city.wutong.access.Permission;
import city.wutong.access.Rights;
import city.wutong.audit.AuditReason;
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

    private static Gate.Knock knock() {
        return new Gate.Knock("PATCH", "/entities/urn:e:1", Map.of(), "default", "127.0.0.1");
    }

    private static Rights nobody(Gate.Knock knock) {
        return Rights.of(Caller.NOBODY, knock.tenant(), CLOCK.instant());
    }

    @Test
    void of_a_flood_of_refusals_the_first_are_written_and_all_are_counted() {
        try (var witness = new Witness(told::add, CLOCK)) {
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

    @Test
    void kinds_without_number_are_counted_together() {
        var counts = new TurnedAway();
        for (int i = 0; i < 1_000; i++) {
            counts.count(new AuditEntry(CLOCK.instant(), "a", "tenant" + i, "b", "c", "", "401 d"));
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
                            told.add(entry);
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

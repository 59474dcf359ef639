package city.wutong.cases;

import static city.wutong.cases.Cases.act;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Change;
import city.wutong.context.Operation;
import city.wutong.context.TestClock;
import city.wutong.context.Town;
import city.wutong.json.Json;
import city.wutong.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a case tells of people goes, on request and in time; that there was a case stays.
@Timeout(30)
class CaseErasureTest {
    private static final String ID = "urn:ngsi-ld:Case:1";
    private static final String ELDER = "urn:e:elder";
    private static final String NOBODY = "urn:ngsi-ld:Erased:1";
    private static final String PHOTO = "ab".repeat(32);
    private static final Duration KEPT = Duration.ofDays(1_000);

    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T08:00:00Z"));
    private final CaseBook book = new CaseBook(ZoneOffset.UTC);
    private Town town = new Town(clock, List.of(book));

    @AfterEach
    void stop() {
        town.close();
    }

    private Operation does(CaseCommand command) {
        return book.operation(ID, command, "person:1", Optional.of("key of Zhang"));
    }

    private void opened() {
        var point =
                Json.object(
                        Map.of(
                                "type", Json.of("Point"),
                                "coordinates", Json.array(List.of(Json.of(120.5), Json.of(30)))));
        var title = new Text("张三跌倒", "Zhang fell");
        town.apply(
                does(
                        new CaseCommand.Open(
                                Cases.TYPE,
                                title,
                                ELDER,
                                Optional.of(point),
                                Optional.of("urn:a:1"))));
    }

    private void closed() {
        opened();
        town.apply(
                book.operation(ID, act("receive"), "person:1", Optional.empty()),
                book.operation(
                        ID, act("finish", "Zhang is well", PHOTO), "person:1", Optional.empty()));
    }

    private Case theCase() {
        return book.of(ID).orElseThrow();
    }

    private Operation unnamed(CaseCommand command) {
        return book.operation(ID, command, "person:1", Optional.empty());
    }

    private void erase() {
        town.apply(unnamed(new CaseCommand.Erase(NOBODY, Optional.empty())));
    }

    private CaseRetentions retentions(Optional<Duration> others) {
        return new CaseRetentions(
                book,
                town.writer(),
                0,
                clock,
                new CaseRetentions.Kept(Map.of("other/case", Duration.ofHours(1)), others),
                () -> NOBODY);
    }

    private void after(Duration time, CaseRetentions retentions) throws Exception {
        clock.goOn(time);
        retentions.follow(List.of());
    }

    @Test
    void words_places_people_and_evidence_are_gone_and_steps_and_clocks_are_left() {
        closed();
        var before = theCase();
        erase();
        var after = theCase();
        assertThat(after.toString())
                .contains(NOBODY)
                .doesNotContain("Zhang", "张三", ELDER, PHOTO, "120.5", "urn:a:1");
        assertThat(after.openedAt()).isEqualTo(before.openedAt());
        assertThat(after.dueAt()).isEqualTo(before.dueAt());
        assertThat(after.closedAt()).isEqualTo(before.closedAt());
        assertThat(after.number()).isEqualTo(before.number());
        assertThat(after.events()).hasSize(before.events().size() + 1);
        assertThat(book.withEvidence(PHOTO)).isEmpty();
        assertThat(book.open(Cases.TYPE.id(), ELDER)).isEmpty();
    }

    @Test
    void its_entity_begins_anew_in_the_same_group() throws Exception {
        opened();
        long seq = town.context().seq();
        erase();
        var changes = town.feed().read(seq, 1_000).stream().map(Change::what).toList();
        assertThat(changes).startsWith(new Change.Erased()).doesNotContain(new Change.Ended());
        assertThat(changes.get(1)).isInstanceOf(Change.Created.class);
        var entity = town.context().entity(ID).orElseThrow();
        assertThat(entity.toString()).doesNotContain("Zhang", ELDER, "location");
        var entities = town.entities();
        town = town.restarted(List.of(book));
        assertThat(town.entities()).isEqualTo(entities);
    }

    @Test
    void who_reads_the_log_back_finds_nobody_though_its_rows_are_as_they_were() {
        closed();
        erase();
        var again = new CaseBook(ZoneOffset.UTC);
        town.journal().rows().forEach(row -> again.replay(ID, Cases.event(row)));
        assertThat(again.of(ID)).contains(theCase());
        assertThat(again.withEvidence(PHOTO)).isEmpty();
    }

    @Test
    void an_open_case_can_go_on_and_what_is_said_later_is_erased_later() {
        opened();
        erase();
        town.apply(unnamed(new CaseCommand.Comment("Zhang called")));
        assertThat(theCase().toString()).contains("Zhang called");
        erase();
        assertThat(theCase().toString()).doesNotContain("Zhang");
        long seq = town.context().seq();
        erase();
        assertThat(town.context().seq()).isEqualTo(seq);
    }

    @Test
    void a_case_that_has_been_closed_for_so_long_tells_of_nobody() throws Exception {
        closed();
        var retentions = retentions(Optional.of(KEPT));
        after(KEPT.minusSeconds(1), retentions);
        assertThat(theCase().toString()).contains("Zhang");
        after(CaseRetentions.EVERY, retentions);
        assertThat(theCase().toString()).doesNotContain("Zhang", PHOTO);
        assertThat(theCase().closedAt()).isPresent();
    }

    @Test
    void open_cases_and_those_of_types_without_a_time_are_kept() throws Exception {
        opened();
        after(KEPT.multipliedBy(3), retentions(Optional.of(KEPT)));
        assertThat(theCase().toString()).contains("Zhang");
        town.apply(unnamed(act("drop")));
        after(KEPT.multipliedBy(3), retentions(Optional.empty()));
        assertThat(theCase().toString()).contains("Zhang");
    }

    @Test
    void a_case_that_is_opened_again_begins_its_time_anew() throws Exception {
        closed();
        var retentions = retentions(Optional.of(KEPT));
        after(KEPT.minusDays(1), retentions);
        town.apply(book.operation(ID, act("reopen"), "p", Optional.empty()));
        after(Duration.ofDays(2), retentions);
        assertThat(theCase().toString()).contains("Zhang");
    }

    @Test
    void its_alerts_go_with_it() throws Exception {
        closed();
        town.apply(Town.create("urn:a:1"));
        after(KEPT, retentions(Optional.of(KEPT)));
        assertThat(town.context().entity("urn:a:1")).isEmpty();
    }
}

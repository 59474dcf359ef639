package city.wutong.feed;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Change;
import city.wutong.context.Operation;
import city.wutong.context.TestClock;
import city.wutong.context.Town;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is kept no longer than is needed.
@Timeout(30)
class RetentionsTest {
    private static final String ID = "urn:e:1";
    private static final Duration KEPT = Duration.ofDays(30);

    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T08:00:00Z"));
    private final Town town = new Town(clock, List.of());

    @AfterEach
    void stop() {
        town.close();
    }

    private Retentions retentions(String type) {
        return new Retentions(town.context(), town.writer(), clock, Map.of(type, KEPT));
    }

    private void after(Duration time, Retentions retentions) throws Exception {
        clock.goOn(time);
        retentions.follow(town.feed().read(retentions.offset(), 1_000));
    }

    private List<Change.What> last() throws Exception {
        return town.feed().read(town.context().seq() - 1, 1).stream().map(Change::what).toList();
    }

    @Test
    void what_nothing_has_changed_for_so_long_is_erased_with_its_past() throws Exception {
        var retentions = retentions(Town.TYPE);
        town.apply(Town.create(ID, Town.property("a", 1, null)));
        after(KEPT.minusSeconds(1), retentions);
        assertThat(town.context().entity(ID)).isPresent();
        after(Retentions.EVERY, retentions);
        assertThat(town.context().entity(ID)).isEmpty();
        assertThat(last()).containsExactly(new Change.Erased());
    }

    @Test
    void a_change_begins_the_time_anew() throws Exception {
        var retentions = retentions(Town.TYPE);
        town.apply(Town.create(ID));
        after(KEPT.minusDays(1), retentions);
        town.apply(Town.set(ID, "a", 2));
        after(KEPT.minusDays(1), retentions);
        assertThat(town.context().entity(ID)).isPresent();
        after(Duration.ofDays(2), retentions);
        assertThat(town.context().entity(ID)).isEmpty();
    }

    @Test
    void other_types_are_kept() throws Exception {
        var retentions = retentions(Town.name("Other"));
        town.apply(Town.create(ID));
        after(KEPT.multipliedBy(9), retentions);
        assertThat(town.context().entity(ID)).isPresent();
    }

    @Test
    void what_was_changed_meanwhile_is_left() {
        town.apply(Town.create(ID));
        var seq = town.context().seq();
        town.apply(new Operation.Lapse(ID, clock.instant().minusSeconds(1)));
        assertThat(town.context().entity(ID)).isPresent();
        assertThat(town.context().seq()).isEqualTo(seq);
    }

    @Test
    void more_than_go_into_one_command_are_all_erased() throws Exception {
        var retentions = retentions(Town.TYPE);
        for (int i = 0; i < 2_500; i++) {
            town.apply(Town.create("urn:e:" + i));
        }
        after(KEPT, retentions);
        assertThat(town.context().size()).isZero();
    }
}

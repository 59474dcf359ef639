package city.wutong.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaseTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant DUE = NOON.plus(Duration.ofHours(1));

    private static CaseEvent event(int number, Instant at, CaseEvent.What what) {
        return new CaseEvent(number, at, "mei", Optional.of("key-" + number), what);
    }

    private static CaseEvent.Opened opening() {
        return new CaseEvent.Opened(
                "test/case",
                1,
                "2026-000001",
                Cases.TYPE.name(),
                Cases.SUBJECT,
                Optional.empty(),
                Optional.of("urn:a:1"),
                "opened",
                DUE);
    }

    private static Case opened() {
        return Case.opened("urn:c:1", event(1, NOON, opening()), opening());
    }

    private static CaseEvent.Moved closing() {
        return new CaseEvent.Moved("drop", "opened", "done", false, "", List.of());
    }

    @Test
    void a_case_begins_open_with_the_alert_that_opened_it() {
        assertThat(opened().open()).isTrue();
        assertThat(opened().alerts()).containsExactly("urn:a:1");
        assertThat(opened().openedAt()).isEqualTo(NOON);
        assertThat(opened().closedAt()).isEmpty();
        assertThat(opened().onTime()).isEmpty();
    }

    @Test
    void a_case_that_is_closed_at_its_limit_is_on_time_and_after_it_is_not() {
        assertThat(opened().after(event(2, DUE, closing())).onTime()).contains(true);
        assertThat(opened().after(event(2, DUE.plusNanos(1), closing())).onTime()).contains(false);
    }

    @Test
    void a_case_that_is_opened_again_is_not_closed() {
        var again = new CaseEvent.Moved("reopen", "done", "received", true, "", List.of());
        var theCase = opened().after(event(2, DUE, closing())).after(event(3, DUE, again));
        assertThat(theCase.open()).isTrue();
        assertThat(theCase.closedAt()).isEmpty();
        assertThat(theCase.onTime()).isEmpty();
    }

    @Test
    void what_is_said_of_a_closed_case_does_not_close_it_later() {
        var closed = opened().after(event(2, NOON, closing()));
        var commented = closed.after(event(3, DUE.plusSeconds(9), new CaseEvent.Commented("hm")));
        assertThat(commented.closedAt()).contains(NOON);
        assertThat(commented.onTime()).contains(true);
    }

    @Test
    void only_the_next_event_fits() {
        var comment = new CaseEvent.Commented("hm");
        assertThatThrownBy(() -> opened().after(event(1, NOON, comment)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> opened().after(event(3, NOON, comment)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> opened().after(event(2, NOON, opening())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void it_knows_the_keys_of_its_events() {
        assertThat(opened().knows("key-1")).isTrue();
        assertThat(opened().knows("key-2")).isFalse();
    }
}

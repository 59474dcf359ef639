package city.wutong.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TimersTest {
    private static final int KEYS = 4;
    private static final int END = 40;

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }

    private static List<Integer> due(Timers<Integer> timers, int now) {
        var due = new ArrayList<Integer>();
        for (var next = timers.due(at(now)); next.isPresent(); next = timers.due(at(now))) {
            due.add(next.get());
        }
        return due;
    }

    @Test
    void each_rings_once_when_its_time_has_come() {
        var timers = new Timers<Integer>(Comparator.naturalOrder());
        timers.set(1, Optional.of(at(10)));
        assertThat(due(timers, 9)).isEmpty();
        assertThat(due(timers, 10)).containsExactly(1);
        assertThat(due(timers, 10)).isEmpty();
    }

    @Test
    void they_ring_in_the_order_of_their_times() {
        var timers = new Timers<Integer>(Comparator.naturalOrder());
        timers.set(1, Optional.of(at(12)));
        timers.set(2, Optional.of(at(10)));
        timers.set(3, Optional.of(at(11)));
        assertThat(due(timers, 20)).containsExactly(2, 3, 1);
    }

    @Test
    void those_of_one_time_ring_in_the_order_of_their_keys() {
        var timers = new Timers<Integer>(Comparator.naturalOrder());
        timers.set(2, Optional.of(at(10)));
        timers.set(1, Optional.of(at(10)));
        assertThat(due(timers, 10)).containsExactly(1, 2);
    }

    @Test
    void one_that_is_put_off_or_taken_away_does_not_ring_at_its_old_time() {
        var timers = new Timers<Integer>(Comparator.naturalOrder());
        timers.set(1, Optional.of(at(10)));
        timers.set(2, Optional.of(at(10)));
        timers.set(1, Optional.of(at(20)));
        timers.set(2, Optional.empty());
        assertThat(due(timers, 19)).isEmpty();
        assertThat(due(timers, 20)).containsExactly(1);
    }

    /// @param set the key's new time; -1: none
    record Event(int key, int set, int now) {}

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, KEYS - 1),
                        Arbitraries.integers().between(-1, END),
                        Arbitraries.integers().between(0, END))
                .as(Event::new)
                .list()
                .ofMaxSize(80);
    }

    /// The clock may also go back: another replay begins.
    @Property(tries = 2000)
    void they_ring_as_a_plain_list_of_times_would(@ForAll("events") List<Event> events) {
        var timers = new Timers<Integer>(Comparator.naturalOrder());
        Map<Integer, Integer> model = new HashMap<>();
        for (var event : events) {
            if (event.set() < 0) {
                timers.set(event.key(), Optional.empty());
                model.remove(event.key());
            } else {
                timers.set(event.key(), Optional.of(at(event.set())));
                model.put(event.key(), event.set());
            }
            var expected =
                    model.entrySet().stream()
                            .filter(timer -> timer.getValue() <= event.now())
                            .sorted(
                                    Map.Entry.<Integer, Integer>comparingByValue()
                                            .thenComparing(Map.Entry.comparingByKey()))
                            .map(Map.Entry::getKey)
                            .toList();
            assertThat(due(timers, event.now())).isEqualTo(expected);
            expected.forEach(model::remove);
        }
        assertThat(due(timers, END)).containsExactlyInAnyOrderElementsOf(model.keySet());
    }
}

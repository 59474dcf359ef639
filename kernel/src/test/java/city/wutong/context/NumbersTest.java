package city.wutong.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NumbersTest {
    /// Every number of the sequence is added when it is not there, else removed.
    @Property(tries = 300)
    void they_hold_what_a_sorted_set_holds_and_little_more(
            @ForAll @Size(max = 2_000) List<@LongRange(min = 1, max = 150) Long> toggled) {
        var numbers = new Numbers();
        var reference = new TreeSet<Long>();
        for (long number : toggled) {
            if (reference.remove(number)) {
                numbers.remove(reference::contains);
            } else {
                reference.add(number);
                numbers.add(number);
            }
            assertRising(numbers.view());
        }
        var held = listed(numbers.view());
        assertThat(held).containsAll(reference);
        assertThat(held.size()).isLessThanOrEqualTo(2 * reference.size() + 2 * 64 + 1);
    }

    @Test
    void a_key_of_which_nothing_is_left_is_forgotten() {
        var byType = new NumbersBy<String>();
        for (int i = 0; i < 1_000; i++) {
            byType.add("type" + i, i);
            byType.add("type" + i, i + 1_000);
            byType.remove("type" + i, number -> number >= 1_000);
        }
        assertThat(byType.size()).isEqualTo(1_000);
        for (int i = 0; i < 1_000; i++) {
            byType.remove("type" + i, _ -> false);
            byType.remove("unknown" + i, _ -> false);
        }
        assertThat(byType.size()).isZero();
        assertThat(byType.view("type1").size()).isZero();
    }

    @Test
    void what_is_empty_again_takes_no_place() {
        var numbers = new Numbers();
        numbers.add(7);
        numbers.remove(_ -> false);
        assertThat(numbers.view().size()).isZero();
    }

    @Test
    void a_reader_sees_rising_numbers_while_the_writer_writes() throws Exception {
        var numbers = new Numbers();
        var ended = new AtomicBoolean();
        var reader =
                CompletableFuture.runAsync(() -> {
                    while (!ended.get()) {
                        assertRising(numbers.view());
                    }
                });
        var reference = new TreeSet<Long>();
        for (int i = 0; i < 50_000; i++) {
            long number = ThreadLocalRandom.current().nextLong(500);
            if (reference.remove(number)) {
                numbers.remove(reference::contains);
            } else {
                reference.add(number);
                numbers.add(number);
            }
        }
        ended.set(true);
        reader.get();
        assertThat(listed(numbers.view())).containsAll(reference);
    }

    private static void assertRising(Numbers.View view) {
        for (int i = 1; i < view.size(); i++) {
            if (view.at(i - 1) >= view.at(i)) {
                throw new AssertionError(view.at(i) + " follows " + view.at(i - 1));
            }
        }
    }

    private static List<Long> listed(Numbers.View view) {
        return java.util.Arrays.stream(view.numbers(), 0, view.size()).boxed().toList();
    }
}

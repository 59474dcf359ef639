package city.wutong.context;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.Entity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private final Chunks chunks = new Chunks();

    private static Entity entity(long number) {
        return new Entity(
                number,
                "urn:ngsi-ld:Lot:" + number,
                List.of("https://e.org/Lot"),
                List.of(),
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                number);
    }

    @Property(tries = 200)
    void they_hold_what_was_put_and_not_removed(
            @ForAll @Size(max = 300) List<@LongRange(min = 1, max = 200) Long> toggled) {
        var toggling = new Chunks();
        var reference = new TreeSet<Long>();
        LongUnaryOperator spread = number -> number * 97;
        for (long number : toggled) {
            if (reference.remove(spread.applyAsLong(number))) {
                toggling.remove(spread.applyAsLong(number));
            } else {
                reference.add(spread.applyAsLong(number));
                toggling.put(entity(spread.applyAsLong(number)));
            }
        }
        var held = new ArrayList<Long>();
        for (int i = 0; i < toggling.count(); i++) {
            toggling.forEachOf(i, one -> held.add(one.number()));
        }
        assertThat(held).containsExactlyElementsOf(reference);
        reference.forEach(number -> assertThat(toggling.at(number)).isNotNull());
        assertThat(toggling.kept()).isLessThanOrEqualTo(reference.size() + 1);
    }

    @Test
    void entities_that_come_and_go_leave_no_chunks_behind() {
        for (long number = 1; number < 100L * Context.CHUNK; number++) {
            chunks.put(entity(number));
            chunks.remove(number);
        }
        assertThat(chunks.count()).isEqualTo(100);
        assertThat(chunks.kept()).isEqualTo(1);
        assertThat(chunks.at(5)).isNull();
    }

    @Test
    void a_chunk_stays_for_the_one_that_stays() {
        chunks.put(entity(1));
        for (long number = 2; number < 3L * Context.CHUNK; number++) {
            chunks.put(entity(number));
            chunks.remove(number);
        }
        assertThat(chunks.at(1)).isNotNull();
        assertThat(chunks.kept()).isEqualTo(2);
    }
}

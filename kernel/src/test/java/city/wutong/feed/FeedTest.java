package city.wutong.feed;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.context.Footprint;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Ticks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FeedTest {
    private static final long ONE = Footprint.of(change(1));

    /// A journal that has every change from 1 on.
    private static final JournalReader JOURNAL = (after, most) -> changes(after + 1, after + most);

    private static Change change(long seq) {
        return new Change(
                seq, seq, "urn:e:" + seq, new Change.Ended(), Ticks.START, Cause.outside("test"));
    }

    private static List<Change> changes(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(FeedTest::change).toList();
    }

    private static List<Long> seqs(List<Change> changes) {
        return changes.stream().map(Change::seq).toList();
    }

    @Test
    void the_tail_answers_as_far_as_it_reaches() {
        var feed = new Feed(10, 1 << 20, JOURNAL);
        feed.publish(changes(11, 13));
        feed.publish(changes(14, 15));
        assertThat(seqs(feed.tail(10, 100).orElseThrow())).containsExactly(11L, 12L, 13L, 14L, 15L);
        assertThat(seqs(feed.tail(11, 100).orElseThrow())).containsExactly(12L, 13L, 14L, 15L);
        assertThat(seqs(feed.tail(13, 1).orElseThrow())).containsExactly(14L, 15L);
        assertThat(feed.tail(15, 100)).contains(List.of());
        assertThat(feed.tail(9, 100)).isEmpty();
    }

    @Test
    void what_the_tail_no_longer_holds_comes_from_the_journal() throws Exception {
        var feed = new Feed(0, 4 * ONE, JOURNAL);
        feed.publish(changes(1, 3));
        feed.publish(changes(4, 6));
        assertThat(feed.tail(0, 100)).isEmpty();
        assertThat(feed.bytes()).isEqualTo(3 * ONE);
        assertThat(seqs(feed.read(0, 100))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(seqs(feed.read(2, 2))).containsExactly(3L, 4L);
        assertThat(seqs(feed.read(3, 100))).containsExactly(4L, 5L, 6L);
    }

    @Test
    void the_newest_group_stays_whatever_its_size() {
        var feed = new Feed(0, 1, JOURNAL);
        feed.publish(changes(1, 50));
        assertThat(feed.tail(0, 100)).isPresent();
        feed.publish(changes(51, 51));
        assertThat(feed.tail(0, 100)).isEmpty();
        assertThat(feed.tail(50, 100)).isPresent();
    }

    @Test
    void the_journal_is_not_read_past_what_readers_see() throws Exception {
        var feed = new Feed(5, 1, JOURNAL);
        assertThat(seqs(feed.read(2, 100))).containsExactly(3L, 4L, 5L);
    }

    @Property
    void who_reads_on_gets_every_change_once(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 9) Integer> groups,
            @ForAll @IntRange(min = 1, max = 30) int tail,
            @ForAll @IntRange(min = 1, max = 12) int most)
            throws Exception {
        var feed = new Feed(0, tail * ONE, JOURNAL);
        var read = new ArrayList<Long>();
        long last = 0;
        for (int size : groups) {
            feed.publish(changes(last + 1, last + size));
            last += size;
            read.addAll(seqs(feed.read(read.isEmpty() ? 0 : read.getLast(), most)));
            assertThat(feed.bytes()).isLessThanOrEqualTo(Math.max(tail, size) * ONE);
        }
        while (read.getLast() < last) {
            read.addAll(seqs(feed.read(read.getLast(), most)));
        }
        assertThat(read)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList());
    }

    @Test
    @Timeout(60)
    void nobody_misses_a_change_while_the_tail_moves_on() throws Exception {
        long last = 60_000;
        var feed = new Feed(0, 8 * ONE, JOURNAL);
        var readers = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < 2; i++) {
            readers.add(CompletableFuture.runAsync(() -> readAll(feed, last)));
        }
        for (long seq = 1; seq <= last; seq++) {
            feed.publish(changes(seq, seq));
        }
        for (var reader : readers) {
            reader.get();
        }
    }

    /// Reads as a follower does; where the tail has gone on, the journal has it.
    private static void readAll(Feed feed, long last) {
        long at = 0;
        while (at < last) {
            for (var change : read(feed, at)) {
                if (change.seq() != at + 1) {
                    throw new AssertionError("change " + change.seq() + " came after " + at);
                }
                at = change.seq();
            }
        }
    }

    private static List<Change> read(Feed feed, long after) {
        try {
            return feed.read(after, 100);
        } catch (JournalAway e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Timeout(30)
    void who_waits_is_woken_by_the_next_change() throws Exception {
        var feed = new Feed(0, 100, JOURNAL);
        var woken = CompletableFuture.supplyAsync(() -> awaits(feed, Duration.ofHours(1)));
        feed.publish(changes(1, 1));
        assertThat(woken.get()).isTrue();
        assertThat(feed.await(0, Duration.ZERO)).isTrue();
        assertThat(feed.await(1, Duration.ofMillis(1))).isFalse();
    }

    private static boolean awaits(Feed feed, Duration atMost) {
        try {
            return feed.await(0, atMost);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

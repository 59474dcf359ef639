package city.wutong.feed;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Change;
import city.wutong.context.MemoryJournal.Mood;
import city.wutong.context.Town;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RunnerTest {
    private final Town town = new Town(1);

    @AfterEach
    void stop() {
        town.close();
    }

    /// Takes down what it is given, and fails when it is told to.
    private static final class Scribe implements Follower {
        private final List<Long> seqs = new ArrayList<>();
        private volatile boolean fails;
        private final AtomicInteger failures = new AtomicInteger();
        private volatile long offset;

        @Override
        public String name() {
            return "scribe";
        }

        @Override
        public long offset() {
            return offset;
        }

        /// Half of what it was given when it fails is dealt with.
        @Override
        public void follow(List<Change> changes) {
            int dealt = fails ? changes.size() / 2 : changes.size();
            for (var change : changes.subList(0, dealt)) {
                seqs.add(change.seq());
                offset = change.seq();
            }
            if (fails && dealt < changes.size()) {
                failures.incrementAndGet();
                throw new IllegalStateException("as the test wants it");
            }
        }
    }

    private void createTo(int last) {
        for (int i = town.context().size(); i < last; i++) {
            town.apply(Town.create("urn:e:" + i));
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void a_follower_that_failed_goes_on_from_its_offset() {
        var scribe = new Scribe();
        scribe.fails = true;
        createTo(10);
        try (var runner = Runner.start(town.feed(), scribe)) {
            await(() -> scribe.failures.get() > 1 && runner.isFailing());
            scribe.fails = false;
            createTo(20);
            await(() -> runner.lag() == 0 && !runner.isFailing());
        }
        assertThat(scribe.seqs)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 20).boxed().toList());
    }

    @Test
    void lag_says_how_far_behind_it_is() {
        var scribe = new Scribe();
        scribe.fails = true;
        createTo(1);
        try (var runner = Runner.start(town.feed(), scribe)) {
            await(() -> runner.isFailing());
            assertThat(runner.lag()).isEqualTo(1);
            assertThat(runner.name()).isEqualTo("scribe");
            scribe.fails = false;
            await(() -> runner.lag() == 0);
        }
    }

    @Test
    void a_journal_that_is_away_is_asked_again() {
        var scribe = new Scribe();
        createTo(5);
        town.journal().become(Mood.AWAY);
        try (var runner = Runner.start(town.feed(), scribe)) {
            await(runner::isFailing);
            town.journal().become(Mood.WELL);
            await(() -> runner.lag() == 0);
        }
        assertThat(scribe.seqs).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void close_ends_a_follower_that_waits_and_one_that_fails() {
        var waiting = Runner.start(town.feed(), new Scribe());
        waiting.close();
        var scribe = new Scribe();
        scribe.fails = true;
        createTo(1);
        var failing = Runner.start(town.feed(), scribe);
        await(failing::isFailing);
        failing.close();
        assertThat(scribe.seqs).isEmpty();
    }
}

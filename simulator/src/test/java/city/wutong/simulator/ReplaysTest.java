package city.wutong.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.simulator.Progress.State;
import city.wutong.simulator.ReceivingCity.Mood;
import city.wutong.simulator.ReceivingCity.Request;
import city.wutong.simulator.Replays.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplaysTest {
    private static final AirArchive ARCHIVE = Demo.archive();

    private final HandPace pace = new HandPace();
    private final ReceivingCity city = new ReceivingCity(pace);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        released.countDown();
        city.close();
    }

    @Test
    void the_first_fills_the_default_tenant_and_the_next_ones_of_their_own() {
        try (var replays = replays()) {
            assertThat(replays.start(1)).map(Listed::tenant).hasValue("default");
            ended(replays);
            assertThat(city.arrived()).allSatisfy(r -> assertThat(r.tenant()).isEmpty());
            int before = city.arrived().size();
            assertThat(replays.start(1)).map(Listed::tenant).hasValue("replay_2");
            ended(replays);
            assertThat(city.arrived().subList(before, city.arrived().size()))
                    .hasSizeGreaterThan(192)
                    .allSatisfy(r -> assertThat(r.tenant()).isEqualTo("replay_2"));
            assertThat(replays.list()).extracting(Listed::id).containsExactly(1, 2);
            assertThat(replays.list())
                    .allSatisfy(each -> assertThat(each.progress().hour()).isEqualTo(96));
        }
    }

    @Test
    void one_runs_at_a_time() throws InterruptedException {
        var reached = stopAt(2);
        try (var replays = replays()) {
            assertThat(replays.canStart()).isTrue();
            assertThat(replays.start(10)).isPresent();
            reached.await();
            assertThat(replays.canStart()).isFalse();
            assertThat(replays.start(10)).isEmpty();
            assertThat(replays.list())
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.progress().state()).isEqualTo(State.RUNNING);
                        assertThat(each.progress().hour()).isEqualTo(2);
                        assertThat(each.progress().hours()).isEqualTo(96);
                    });
        }
    }

    @Test
    void nine_are_all() {
        try (var replays = replays()) {
            for (int i = 0; i < Replays.MOST; i++) {
                assertThat(replays.start(1)).isPresent();
                ended(replays);
            }
            assertThat(replays.list().getLast().tenant()).isEqualTo("replay_9");
            assertThat(replays.canStart()).isFalse();
            assertThat(replays.start(1)).isEmpty();
        }
    }

    @Test
    void closing_stops_what_runs_and_a_later_process_goes_on_from_there()
            throws InterruptedException, ServerRefused {
        var reached = stopAt(30);
        var replays = replays();
        replays.start(10);
        reached.await();
        replays.close();
        assertThat(replays.list().getFirst().progress().state()).isEqualTo(State.INTERRUPTED);
        assertThat(replays.start(10)).isEmpty();
        var paused = city.clockSettings().getLast();
        assertThat(paused.text("mode")).isEqualTo("paused");

        released.countDown();
        city.mood(_ -> new Mood.Willing());
        int before = city.taken().size();
        try (var later = replays()) {
            assertThat(later.resume(10))
                    .hasValueSatisfying(each -> {
                        assertThat(each.tenant()).isEqualTo("default");
                        assertThat(each.progress().hour()).isGreaterThanOrEqualTo(30);
                    });
            ended(later);
            var first =
                    city.taken().stream()
                            .skip(before)
                            .filter(Request::isClock)
                            .findFirst()
                            .orElseThrow();
            assertThat(Duration.between(paused.time(), first.time()))
                    .isBetween(Duration.ZERO, Duration.ofSeconds(418));
            assertThat(city.hours().stream().map(Request::hour).distinct()).hasSize(96);
            assertThat(later.start(1)).map(Listed::tenant).hasValue("replay_2");
        }
    }

    @Test
    void a_later_process_knows_the_replays_that_ended() throws InterruptedException, ServerRefused {
        try (var replays = replays()) {
            replays.start(1);
            ended(replays);
            replays.start(1);
            ended(replays);
        }
        try (var later = replays()) {
            assertThat(later.resume(1)).isEmpty();
            assertThat(later.list())
                    .extracting(Listed::tenant)
                    .containsExactly("default", "replay_2");
            assertThat(later.list())
                    .allSatisfy(each ->
                            assertThat(each.progress())
                                    .isEqualTo(
                                            new Progress(
                                                    State.FINISHED, 96, 96, ARCHIVE.last(), null)));
            assertThat(later.start(1)).map(Listed::tenant).hasValue("replay_3");
        }
    }

    @Test
    void a_city_that_lives_has_nothing_to_go_on_with() throws InterruptedException, ServerRefused {
        try (var replays = replays()) {
            assertThat(replays.resume(10)).isEmpty();
            assertThat(replays.list()).isEmpty();
            assertThat(city.taken()).isEmpty();
        }
    }

    @Test
    void a_replay_takes_from_six_seconds_to_a_day() {
        try (var replays = replays()) {
            replays.start(1);
            ended(replays);
            assertThatThrownBy(() -> replays.start(0.09))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> replays.start(1_441))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(replays.list()).hasSize(1);
        }
    }

    private Replays replays() {
        return new Replays(CityDoor.open(city.address()), ARCHIVE, pace);
    }

    /// Holds the server at an hour until it is released.
    private CountDownLatch stopAt(int number) {
        Instant hour = ARCHIVE.hours().get(number).at();
        var reached = new CountDownLatch(1);
        city.mood(request -> {
            if (request.hour().filter(hour::equals).isPresent()) {
                reached.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
            return new Mood.Willing();
        });
        return reached;
    }

    private static void ended(Replays replays) {
        until(() -> replays.list().getLast().progress().state() != State.RUNNING);
        assertThat(replays.list().getLast().progress().state()).isEqualTo(State.FINISHED);
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}

package city.wutong.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.wutong.json.Json;
import city.wutong.simulator.AirArchive.Hour;
import city.wutong.simulator.AirArchive.Reading;
import city.wutong.simulator.Progress.State;
import city.wutong.simulator.ReceivingCity.Mood;
import city.wutong.simulator.ReceivingCity.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final AirArchive ARCHIVE = Demo.archive();
    private static final Duration LENGTH = Duration.ofMinutes(10);
    private static final double SPEED = 834;

    private final HandPace pace = new HandPace();
    private final ReceivingCity city = new ReceivingCity(pace);

    @AfterEach
    void close() {
        city.close();
    }

    @Test
    void every_hour_arrives_with_every_reading_that_has_something_in_it() {
        assertThat(readings(ARCHIVE.hours())).hasSize(5_046);
        var progress = played(replay());
        assertThat(progress).isEqualTo(new Progress(State.FINISHED, 96, 96, ARCHIVE.last(), null));
        assertThat(city.hours()).hasSize(96);
        assertThat(sent(city.hours())).isEqualTo(expected(ARCHIVE.hours())).hasSize(4_541);
    }

    @Test
    void the_clock_is_set_and_then_the_stations_come_without_measurements() {
        played(replay());
        assertThat(city.taken().getFirst().isClock()).isTrue();
        var first = city.taken().get(1);
        assertThat(first.hour()).isEmpty();
        assertThat(first.entities()).hasSize(54);
        assertThat(first.entities().getFirst().members().keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "type",
                        "name",
                        "cityName",
                        "location",
                        "areaCode",
                        "areaName",
                        "positionApproximate");
        assertThat(city.taken().stream().skip(2).filter(Request::isUpsert))
                .allSatisfy(request -> assertThat(request.hour()).isPresent());
    }

    @Test
    void a_reading_is_an_entity_with_times_and_units() {
        played(replay());
        var entity = city.hours().getFirst().entities().getFirst();
        assertThat(entity.get("id"))
                .hasValue(Json.of("urn:ngsi-ld:AirQualityObserved:zhejiang:1223A"));
        assertThat(entity.get("co"))
                .hasValue(
                        Json.object(
                                Map.of(
                                        "type", Json.of("Property"),
                                        "value", Json.of(0.8),
                                        "observedAt", Json.of("2020-04-02T00:00:00Z"),
                                        "unitCode", Json.of("GP"))));
        assertThat(entity.get("primaryPollutant"))
                .hasValue(
                        Json.object(
                                Map.of(
                                        "type", Json.of("Property"),
                                        "value", Json.of("PM10"),
                                        "observedAt", Json.of("2020-04-02T00:00:00Z"))));
        assertThat(entity.members().keySet())
                .containsExactlyInAnyOrder(
                        "id",
                        "type",
                        "so2",
                        "no2",
                        "pm10",
                        "co",
                        "o3",
                        "pm25",
                        "aqi",
                        "airQualityLevel",
                        "primaryPollutant");
    }

    @Test
    void readings_come_before_the_clock_shows_their_hour_and_not_long_before() {
        played(replay());
        var seen = new HashSet<Instant>();
        var shown = ARCHIVE.first().minus(Duration.ofHours(1));
        for (var request : city.taken()) {
            if (request.isClock()) {
                shown = request.time();
                assertThat(seen).containsAll(hoursUpTo(shown));
            } else if (request.hour().isPresent()) {
                var hour = request.hour().get();
                seen.add(hour);
                assertThat(shown).isBefore(hour);
                if (!hour.equals(ARCHIVE.first())) {
                    assertThat(Duration.between(shown, hour)).isLessThan(Duration.ofMinutes(7));
                }
            }
        }
    }

    @Test
    void the_clock_runs_evenly_through_hours_and_gaps_and_ends_paused() {
        played(replay());
        var settings = city.clockSettings();
        var begin = settings.getFirst();
        Instant before = begin.time();
        for (var setting : settings) {
            double due = Duration.between(begin.at(), setting.at()).toMillis() * SPEED / 1000;
            double shown = Duration.between(begin.time(), setting.time()).toMillis() / 1000.0;
            assertThat(shown).isCloseTo(due, within(SPEED / 500));
            assertThat(Duration.between(before, setting.time()))
                    .isBetween(Duration.ZERO, Duration.ofSeconds(418));
            before = setting.time();
        }
        var end = settings.getLast();
        assertThat(end.text("mode")).isEqualTo("paused");
        assertThat(end.time()).isEqualTo(ARCHIVE.last());
        assertThat(Duration.between(begin.at(), end.at())).isEqualTo(LENGTH);
        assertThat(settings.subList(0, settings.size() - 1))
                .allSatisfy(setting -> {
                    assertThat(setting.text("mode")).isEqualTo("replay");
                    assertThat(((Json.Obj) setting.body()).get("speed")).hasValue(Json.of(834));
                });
        assertThat(inGapOf28Hours(settings)).hasSize(241);
    }

    @Test
    void a_busy_server_is_waited_for_as_long_as_it_asks_and_nothing_is_lost() {
        var busy = new AtomicInteger();
        city.mood(request ->
                isHour(request, 3) && busy.getAndIncrement() < 2
                        ? new Mood.Busy("7")
                        : new Mood.Willing());
        assertThat(played(replay()).state()).isEqualTo(State.FINISHED);
        assertThat(pace.slept().stream().filter(Duration.ofSeconds(7)::equals)).hasSize(2);
        assertThat(sent(city.hours())).isEqualTo(expected(ARCHIVE.hours()));
        assertThat(city.hours()).hasSize(96);
        assertLongestStep(Duration.ofSeconds(1_252));
    }

    @Test
    void a_busy_server_that_does_not_say_how_long_is_asked_every_second() {
        var busy = new AtomicInteger();
        city.mood(request ->
                request.isClock() && busy.getAndIncrement() < 2
                        ? new Mood.Busy(busy.get() == 1 ? "" : "soon")
                        : new Mood.Willing());
        assertThat(played(replay()).state()).isEqualTo(State.FINISHED);
        assertThat(pace.slept().subList(0, 2))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void a_connection_cut_before_or_after_the_deed_loses_nothing_and_doubles_nothing() {
        var cuts = new AtomicInteger();
        city.mood(request ->
                isHour(request, 5) && cuts.getAndIncrement() < 2
                        ? new Mood.Cutting(cuts.get() == 2)
                        : new Mood.Willing());
        assertThat(played(replay()).state()).isEqualTo(State.FINISHED);
        assertThat(cuts).hasValue(2);
        assertThat(city.hours()).hasSize(96);
        assertThat(sent(city.hours())).isEqualTo(expected(ARCHIVE.hours()));
    }

    @Test
    void a_refusal_ends_the_replay_and_says_what_the_server_said() {
        city.mood(request ->
                request.isClock()
                        ? new Mood.Refusing(
                                403, "{\"title\":\"t\",\"detail\":\"set clock.replay=true\"}")
                        : new Mood.Willing());
        var progress = played(replay());
        assertThat(progress.state()).isEqualTo(State.FAILED);
        assertThat(progress.problem())
                .isEqualTo(
                        new Problem(
                                "The server answered 403 to PUT /api/city-clock: set"
                                        + " clock.replay=true",
                                "服务器对 PUT /api/city-clock 答复 403: set clock.replay=true"));
        assertThat(city.hours()).isEmpty();
    }

    @Test
    void a_batch_that_was_taken_only_in_part_ends_the_replay_and_pauses_the_clock() {
        city.mood(request ->
                isHour(request, 4)
                        ? new Mood.Refusing(
                                207,
                                "{\"success\":[],\"errors\":[{\"entityId\":\"urn:x\","
                                        + "\"error\":{\"detail\":\"the city is full\"}}]}")
                        : new Mood.Willing());
        var progress = played(replay());
        assertThat(progress.state()).isEqualTo(State.FAILED);
        assertThat(progress.hour()).isEqualTo(4);
        assertThat(Optional.ofNullable(progress.problem()).map(Problem::english).orElse(""))
                .endsWith("the city is full");
        assertThat(city.clockSettings().getLast().text("mode")).isEqualTo("paused");
        assertThat(city.clockSettings().getLast().time()).isEqualTo(progress.cityTime());
    }

    @Test
    void after_a_crash_it_goes_on_with_the_first_hour_after_what_the_clock_showed() {
        var shown = ARCHIVE.hours().get(40).at().plus(Duration.ofMinutes(20));
        var progress = played(replay().from(shown));
        assertThat(progress.state()).isEqualTo(State.FINISHED);
        assertThat(progress.hour()).isEqualTo(96);
        assertThat(sent(city.hours())).isEqualTo(expected(ARCHIVE.hours().subList(41, 96)));
        assertThat(city.clockSettings().getFirst().time()).isBetween(shown, shown.plusSeconds(418));
        var real =
                Duration.between(city.taken().getFirst().at(), city.clockSettings().getLast().at());
        double left = Duration.between(shown, ARCHIVE.last()).toMillis() / SPEED;
        assertThat(real.toMillis()).isCloseTo(Math.round(left), within(2L));
    }

    @Test
    void an_hour_that_the_clock_showed_already_is_not_sent_again() {
        played(replay().from(ARCHIVE.hours().get(40).at()));
        assertThat(city.hours().getFirst().hour()).hasValue(ARCHIVE.hours().get(41).at());
    }

    @Test
    void an_hour_that_arrived_just_before_the_crash_is_not_sent_again() {
        city.mood(request -> {
            if (city.hours().size() == 42) {
                return new Mood.Refusing(500, "");
            }
            return isHour(request, 41) ? new Mood.Cutting(true) : new Mood.Willing();
        });
        var shown = played(replay()).cityTime();
        assertThat(shown).isBefore(ARCHIVE.hours().get(41).at());
        city.mood(_ -> new Mood.Willing());
        played(replay().from(shown));
        assertThat(city.hours()).hasSize(96);
        assertThat(sent(city.hours())).isEqualTo(expected(ARCHIVE.hours()));
    }

    @Test
    void a_replay_that_was_at_its_end_only_pauses() {
        assertThat(played(replay().from(ARCHIVE.last())).state()).isEqualTo(State.FINISHED);
        assertThat(city.hours()).isEmpty();
        assertThat(city.clockSettings())
                .singleElement()
                .satisfies(setting -> assertThat(setting.text("mode")).isEqualTo("paused"));
    }

    @Test
    void a_clock_from_before_the_archive_plays_all_of_it() {
        played(replay().from(Instant.EPOCH));
        assertThat(city.hours()).hasSize(96);
    }

    @Test
    void a_stop_pauses_the_clock_where_it_is() throws InterruptedException {
        var reached = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        city.mood(request -> {
            if (isHour(request, 10)) {
                reached.countDown();
                await(released);
            }
            return new Mood.Willing();
        });
        var replay = replay();
        var thread = Thread.ofVirtual().start(replay);
        reached.await();
        assertThat(replay.progress().state()).isEqualTo(State.RUNNING);
        thread.interrupt();
        thread.join();
        var progress = replay.progress();
        released.countDown();
        assertThat(progress.state()).isEqualTo(State.INTERRUPTED);
        assertThat(progress.hour()).isEqualTo(10);
        var last = city.clockSettings().getLast();
        assertThat(last.text("mode")).isEqualTo("paused");
        assertThat(last.time()).isEqualTo(progress.cityTime());
        assertThat(progress.cityTime()).isBefore(ARCHIVE.hours().get(10).at());
    }

    @Test
    void while_it_waits_it_says_for_what() throws InterruptedException {
        city.mood(_ -> new Mood.Busy("1"));
        var replay = replay();
        var thread = Thread.ofVirtual().start(replay);
        while (replay.progress().problem() == null) {
            Thread.onSpinWait();
        }
        assertThat(replay.progress().state()).isEqualTo(State.RUNNING);
        thread.interrupt();
        thread.join();
        assertThat(replay.progress().state()).isEqualTo(State.INTERRUPTED);
        assertThat(city.taken()).as("a clock that it never set").isEmpty();
    }

    private Replay replay() {
        return new Replay(
                new CityApi(CityDoor.open(city.address()), CityApi.STANDARD_TENANT, pace),
                ARCHIVE,
                LENGTH,
                pace);
    }

    private static Progress played(Replay replay) {
        replay.run();
        return replay.progress();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isHour(Request request, int number) {
        return request.hour().filter(ARCHIVE.hours().get(number).at()::equals).isPresent();
    }

    private static List<Reading> readings(List<Hour> hours) {
        return hours.stream().flatMap(hour -> hour.readings().stream()).toList();
    }

    private static List<Instant> hoursUpTo(Instant time) {
        return ARCHIVE.hours().stream()
                .map(Hour::at)
                .filter(Predicate.not(time::isBefore))
                .toList();
    }

    private static List<Request> inGapOf28Hours(List<Request> settings) {
        var from = Instant.parse("2020-04-05T19:00:00Z");
        var to = from.plus(Duration.ofHours(28));
        return settings.stream()
                .filter(setting -> setting.time().isAfter(from) && setting.time().isBefore(to))
                .toList();
    }

    private void assertLongestStep(Duration longest) {
        var before = ARCHIVE.first();
        for (var setting : city.clockSettings()) {
            assertThat(Duration.between(before, setting.time())).isLessThanOrEqualTo(longest);
            before = setting.time();
        }
    }

    /// Entity and hour → what was sent of it; the same twice is once.
    private static Map<String, Json.Obj> sent(List<Request> requests) {
        var sent = new HashMap<String, Json.Obj>();
        for (var request : requests) {
            for (var entity : request.entities()) {
                var key = entity.get("id").orElseThrow() + " " + request.hour().orElseThrow();
                var other = sent.put(key, entity);
                assertThat(other == null || other.equals(entity)).isTrue();
            }
        }
        return sent;
    }

    private static Map<String, Json.Obj> expected(List<Hour> hours) {
        var expected = new HashMap<String, Json.Obj>();
        readings(hours).stream()
                .filter(Predicate.not(Reading::isEmpty))
                .forEach(reading -> {
                    var entity = AirEntities.reading(reading);
                    expected.put(entity.get("id").orElseThrow() + " " + reading.at(), entity);
                });
        return expected;
    }
}

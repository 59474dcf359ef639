package city.wutong.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.clock.CityTime;
import city.wutong.context.Generated;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.text.Text;
import java.time.Instant;
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

class MemoirTest {
    @Provide
    Arbitrary<KeyState> states() {
        return Combinators.combine(
                        Arbitraries.of("urn:e:1", "urn:e:梧"),
                        Arbitraries.maps(Arbitraries.of("a", "b", "名"), Generated.json()),
                        Generated.times(),
                        Generated.times().optional(),
                        Generated.times().optional(),
                        Arbitraries.maps(Arbitraries.of("x", "名"), traces()),
                        lastAlerts().optional())
                .as(KeyState::new);
    }

    private static Arbitrary<LastAlert> lastAlerts() {
        return Combinators.combine(
                        Generated.times(),
                        Arbitraries.integers().between(1, 9),
                        Generated.times(),
                        Generated.times().optional(),
                        Arbitraries.of(true, false),
                        Generated.times().optional(),
                        Arbitraries.of("urn:g:1", "urn:g:关").optional(),
                        Generated.times().optional())
                .as(LastAlert::new);
    }

    @Test
    void what_was_written_before_alerts_were_remembered_knows_its_alert() {
        var text =
                """
                {"id":"urn:e:1","facts":{"a":11},"seen":"2020-04-02T12:00:00Z",\
                "since":"2020-04-02T11:00:00Z","episode":"2020-04-02T11:00:00Z"}
                """;
        var last = Memoir.state(text).knowingItsAlert().alert().orElseThrow();
        assertThat(last.start()).isEqualTo("2020-04-02T11:00:00Z");
        assertThat(last.active()).isTrue();
        assertThat(last.occurrences()).isEqualTo(1);
    }

    private static Arbitrary<Trace> traces() {
        var samples =
                Combinators.combine(Generated.times(), Generated.json())
                        .as(Trace.Sample::new)
                        .list()
                        .ofMaxSize(5)
                        .map(Trace.Samples::new);
        var turns =
                Combinators.combine(Generated.json().optional(), Generated.json().optional())
                        .as(Trace.Turn::new);
        var progress =
                Combinators.combine(
                                Arbitraries.integers().between(1, 5),
                                Generated.times(),
                                Generated.times())
                        .as(Trace.Progress::new);
        return Arbitraries.oneOf(samples, turns, progress);
    }

    @Property(tries = 500)
    void a_state_is_read_as_it_was_written(
            @ForAll("states") KeyState state, @ForAll("times") Instant time) {
        assertThat(Memoir.state(Memoir.of(state, Optional.of(time), Optional.empty())))
                .isEqualTo(state);
        assertThat(Memoir.wake(Memoir.of(state, Optional.of(time), Optional.empty())))
                .hasValue(time);
        assertThat(Memoir.wake(Memoir.of(state, Optional.empty(), Optional.empty()))).isEmpty();
    }

    @Provide
    Arbitrary<Instant> times() {
        return Generated.times();
    }

    @Property(tries = 200)
    void a_standing_is_read_as_it_was_written(
            @ForAll("times") Instant newest, @ForAll("times") Instant alive) {
        var letter = new DeadLetter(3, "urn:e:1", newest, new Text("错", "wrong"), 1L << 52);
        var standing =
                new Standing(
                        "ab12",
                        Optional.of(new Source(newest, alive)),
                        true,
                        java.util.List.of(letter, letter));
        assertThat(Memoir.standing(Memoir.of(standing))).isEqualTo(standing);
        assertThat(Memoir.standing(Memoir.of(Standing.begun("")))).isEqualTo(Standing.begun(""));
    }

    @Property(tries = 200)
    void a_place_is_read_as_it_was_written(
            @ForAll("times") Instant time, @ForAll CityTime.Mode mode, @ForAll("speeds") double v) {
        var place = new Memoir.Place(1L << 52, new CityTime(mode, time, v));
        assertThat(Memoir.place(Memoir.of(place))).isEqualTo(place);
    }

    @Provide
    Arbitrary<Double> speeds() {
        return Arbitraries.doubles().between(0.001, 1e9).ofScale(3);
    }

    @Test
    void the_deepest_value_that_may_come_in_can_be_remembered() {
        Json deepest = Json.of(1);
        for (int i = 0; i < JsonLimits.DEFAULT.depth(); i++) {
            deepest = Json.array(List.of(deepest));
        }
        var state =
                new KeyState(
                        "urn:e:1",
                        Map.of("a", deepest),
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(
                                "turn",
                                new Trace.Turn(Optional.of(deepest), Optional.of(deepest)),
                                "samples",
                                Trace.Samples.NONE.with(new Trace.Sample(Instant.EPOCH, deepest))),
                        Optional.empty());
        assertThat(Memoir.state(Memoir.of(state, Optional.empty(), Optional.empty())))
                .isEqualTo(state);
    }

    @Test
    void what_is_spoilt_is_not_taken_for_a_memory() {
        assertThatThrownBy(() -> Memoir.state("[]")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Memoir.state("{")).isInstanceOf(IllegalStateException.class);
    }
}

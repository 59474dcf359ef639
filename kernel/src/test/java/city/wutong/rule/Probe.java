package city.wutong.rule;

import city.wutong.json.Json;
import city.wutong.rule.Step.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One operator and the state of one entity, with the timer that the engine would keep for it.
final class Probe {
    static final String ID = "urn:e:1";

    private final Operator operator;
    private final Rule rule;
    private final List<Signal> signals = new ArrayList<>();
    private final boolean writesDown;
    private KeyState state;
    private int now;
    private Source source;
    private Optional<Instant> wake = Optional.empty();

    Probe(Rule rule) {
        this(rule, false);
    }

    /// @param writesDown whether everything goes through its written form before each input
    Probe(Rule rule, boolean writesDown) {
        this.rule = rule;
        this.operator = new Operator(rule, Places.DRAWN);
        this.writesDown = writesDown;
        this.state = KeyState.born(ID, Rules.NOON);
        this.source = Source.begun(Rules.NOON);
    }

    Probe observes(int minute, Object... namesAndValues) {
        others(minute);
        return tell(minute, true, news(namesAndValues));
    }

    /// Is changed by something that does not say when it was observed.
    Probe changes(int minute, Object... namesAndValues) {
        return tell(minute, false, news(namesAndValues));
    }

    /// Is told, now, what an attribute was.
    Probe observesLate(int minute, String name, int value) {
        return step(
                new Input.Late(
                        List.of(new Input.Past(name, Json.of(value), Rules.at(minute))),
                        Rules.at(now)));
    }

    /// Loses an attribute.
    Probe loses(int minute, String name) {
        return tell(minute, false, Map.of(name, Optional.empty()));
    }

    Probe tell(int minute, boolean observed, Map<String, Optional<Json>> news) {
        now = Math.max(now, minute);
        return step(new Input.Observation(news, Rules.at(minute), observed, Rules.at(now)));
    }

    /// Another entity of the type is observed.
    Probe others(int minute) {
        source = source.observed(Rules.at(minute), Operator.outage(rule.condition()));
        return this;
    }

    Probe ends(int minute) {
        return step(new Input.Ended(Rules.at(minute)));
    }

    /// The city clock goes on to that minute; wakes the operator when it wanted it.
    Probe clock(int minute) {
        now = Math.max(now, minute);
        for (var due = wake; due.isPresent() && !due.get().isAfter(Rules.at(minute)); due = wake) {
            step(new Input.Tick(Rules.at(minute)));
        }
        return this;
    }

    /// Is woken whether it wanted it or not, as after a start.
    Probe woken(int minute) {
        return step(new Input.Tick(Rules.at(minute)));
    }

    private Probe step(Input input) {
        if (writesDown) {
            state = Memoir.state(Memoir.of(state, Optional.empty(), Optional.empty()));
            source =
                    Memoir.standing(Memoir.of(Standing.begun("").with(source)))
                            .source()
                            .orElseThrow();
        }
        var step = operator.step(state, input, source);
        state = step.state();
        wake = step.wake();
        step.signal().ifPresent(signals::add);
        return this;
    }

    List<Signal> signals() {
        return signals;
    }

    Optional<Instant> wake() {
        return wake;
    }

    KeyState state() {
        return state;
    }

    boolean isRaised() {
        return state.episode().isPresent();
    }

    static Signal raise(int start, int at) {
        return new Signal.Raise(Rules.at(start), Rules.at(at));
    }

    static Signal clear(int start, int at) {
        return new Signal.Clear(Rules.at(start), Rules.at(at));
    }

    private static Map<String, Optional<Json>> news(Object... namesAndValues) {
        var news = new LinkedHashMap<String, Optional<Json>>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value =
                    namesAndValues[i + 1] instanceof Integer number
                            ? Json.of(number)
                            : Json.of(String.valueOf(namesAndValues[i + 1]));
            news.put(String.valueOf(namesAndValues[i]), Optional.of(value));
        }
        return news;
    }
}

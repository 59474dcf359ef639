package city.wutong.rule;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Operation;
import city.wutong.context.Town;
import city.wutong.json.Json;
import city.wutong.rule.Derived.Linked;
import city.wutong.rule.Derived.Telling;
import java.util.ArrayList;
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

/// A rule over the sensors of a road against a reference that looks at all of them after each
/// event: the same alerts, however they come and go, and wherever the process is stopped and
/// started.
class LinkedPropertyTest {
    private static final String SENSOR = Town.name("Sensor");
    private static final String ROAD = Town.name("road");

    /// What happens.
    sealed interface Event {
        record Value(int sensor, int value) implements Event {}

        /// It comes to lead to a road.
        ///
        /// @param road 0: to none
        record Leads(int sensor, int road) implements Event {}

        record NoSensor(int sensor) implements Event {}

        record Road(int road) implements Event {}

        record NoRoad(int road) implements Event {}

        record Restart() implements Event {}

        record Follow() implements Event {}
    }

    @Provide
    Arbitrary<List<Event>> events() {
        var sensors = Arbitraries.integers().between(1, 4);
        var roads = Arbitraries.integers().between(1, 2);
        return Arbitraries.<Event>oneOf(
                        Combinators.combine(sensors, Arbitraries.integers().between(0, 3))
                                .as(Event.Value::new),
                        Combinators.combine(sensors, Arbitraries.integers().between(0, 2))
                                .as(Event.Leads::new),
                        sensors.map(Event.NoSensor::new),
                        roads.map(Event.Road::new),
                        roads.map(Event.Road::new),
                        roads.map(Event.NoRoad::new),
                        Arbitraries.just(new Event.Restart()),
                        Arbitraries.just(new Event.Follow()))
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 300)
    void a_road_is_what_its_sensors_are(
            @ForAll("events") List<Event> events, @ForAll Telling telling) throws Exception {
        var reference = new Reference(telling);
        try (var town = new RuledTown(rule(telling))) {
            for (var event : events) {
                happen(town, event);
                reference.happen(event);
            }
            town.follow();
            assertThat(
                            town.alerts().stream()
                                    .map(alert -> alert.source() + " " + alert.status())
                                    .sorted()
                                    .toList())
                    .isEqualTo(reference.alerts.stream().sorted().toList());
        }
    }

    private static Rule rule(Telling telling) {
        var when =
                switch (telling) {
                    case ANY, ALL -> "derived.wet";
                    case COUNT -> "derived.wet >= 2";
                    case SHARE -> "derived.wet >= 0.5";
                };
        var linked =
                new Linked(
                        SENSOR,
                        ROAD,
                        Map.of("a", Town.name("a")),
                        Rules.expression("entity.a > 1"),
                        telling);
        return Rules.derives(when, 0, Map.of("wet", linked));
    }

    private static String sensor(int number) {
        return "urn:e:sensor:" + number;
    }

    private static String road(int number) {
        return "urn:e:road:" + number;
    }

    private static void happen(RuledTown town, Event event) throws Exception {
        switch (event) {
            case Event.Value(int sensor, int value) ->
                    town.say(SENSOR, sensor(sensor), Town.property("a", value, null));
            case Event.Leads(int sensor, int road) ->
                    town.say(SENSOR, sensor(sensor), Town.content(ROAD, Json.of(road(road))));
            case Event.NoSensor(int sensor) ->
                    town.town().apply(new Operation.Delete(sensor(sensor)));
            case Event.Road(int road) ->
                    town.say(Town.TYPE, road(road), Town.property("b", 1, null));
            case Event.NoRoad(int road) -> town.town().apply(new Operation.Delete(road(road)));
            case Event.Restart _ -> town.restart();
            case Event.Follow _ -> town.follow();
        }
    }

    /// Looks at all of it after each event.
    private static final class Reference {
        private final Telling telling;
        private final Map<Integer, Integer> values = new HashMap<>();
        private final Map<Integer, Integer> leads = new HashMap<>();
        private final Map<Integer, Integer> active = new HashMap<>();
        private final List<String> alerts = new ArrayList<>();

        Reference(Telling telling) {
            this.telling = telling;
        }

        void happen(Event event) {
            switch (event) {
                case Event.Value(int sensor, int value) -> values.put(sensor, value);
                case Event.Leads(int sensor, int road) -> leads.put(sensor, road);
                case Event.NoSensor(int sensor) -> {
                    values.remove(sensor);
                    leads.remove(sensor);
                }
                case Event.Road(int road) -> active.putIfAbsent(road, -1);
                case Event.NoRoad(int road) -> {
                    int alert = active.containsKey(road) ? active.remove(road) : -1;
                    if (alert >= 0) {
                        alerts.set(alert, road(road) + " cleared");
                    }
                }
                case Event.Restart _, Event.Follow _ -> {}
            }
            active.keySet().forEach(this::look);
        }

        private void look(int road) {
            int alert = active.getOrDefault(road, -1);
            var holds = holds(road);
            if (alert < 0 && holds.orElse(false)) {
                alerts.add(road(road) + " active");
                active.put(road, alerts.size() - 1);
            } else if (alert >= 0 && !holds.orElse(true)) {
                alerts.set(alert, road(road) + " cleared");
                active.put(road, -1);
            }
        }

        private Optional<Boolean> holds(int road) {
            var its =
                    leads.keySet().stream()
                            .filter(sensor -> leads.getOrDefault(sensor, 0) == road)
                            .toList();
            long wet = its.stream().filter(sensor -> values.getOrDefault(sensor, 0) > 1).count();
            if (its.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(
                    switch (telling) {
                        case ANY -> wet > 0;
                        case ALL -> wet == its.size();
                        case COUNT -> wet >= 2;
                        case SHARE -> 2 * wet >= its.size();
                    });
        }
    }
}

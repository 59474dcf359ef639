package city.wutong.rule;

import static city.wutong.rule.Rules.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.wutong.context.Town;
import city.wutong.geo.GeoJson;
import city.wutong.geo.GeoQuery;
import city.wutong.geo.Place;
import city.wutong.json.Json;
import city.wutong.rule.Derived.Placed;
import city.wutong.rule.Derived.Relation;
import city.wutong.rule.Step.Signal;
import java.util.ArrayList;
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

/// Rules over where something is, against a reference that knows the whole walk.
class PlacedPropertyTest {
    /// From 120.3 E 30.3 N to 120.6 E 30.6 N.
    private static final Where SQUARE = new Where.Drawn(GeoJson.parse(square(3, 6)));

    /// A position on a grid of tenths of a degree; empty: it is lost.
    record Stop(int x, int y) {
        Optional<Json> position() {
            return x < 0 ? Optional.empty() : Optional.of(point(120 + x / 10.0, 30 + y / 10.0));
        }

        boolean isInside() {
            return x >= 3 && x <= 6 && y >= 3 && y <= 6;
        }
    }

    private static Json point(double longitude, double latitude) {
        return Json.object(
                Map.of(
                        "type", Json.of("Point"),
                        "coordinates", pair(longitude, latitude)));
    }

    private static Json pair(double longitude, double latitude) {
        return Json.array(List.of(Json.of(longitude), Json.of(latitude)));
    }

    private static Json square(int from, int to) {
        double west = 120 + from / 10.0;
        double east = 120 + to / 10.0;
        double south = 30 + from / 10.0;
        double north = 30 + to / 10.0;
        var ring =
                Json.array(
                        List.of(
                                pair(west, south),
                                pair(east, south),
                                pair(east, north),
                                pair(west, north),
                                pair(west, south)));
        return Json.object(
                Map.of("type", Json.of("Polygon"), "coordinates", Json.array(List.of(ring))));
    }

    @Provide
    Arbitrary<List<Stop>> walks() {
        return Combinators.combine(
                        Arbitraries.integers().between(-1, 9), Arbitraries.integers().between(0, 9))
                .as(Stop::new)
                .list()
                .ofMaxSize(30);
    }

    @Property(tries = 400)
    void it_is_in_what_the_reference_finds_it_in(
            @ForAll("walks") List<Stop> walk,
            @ForAll("relations") Relation relation,
            @ForAll boolean writesDown) {
        var placed = new Placed("a", relation, SQUARE);
        var probe =
                new Probe(Rules.derives("derived.there", 0, Map.of("there", placed)), writesDown);
        var expected = new ArrayList<Signal>();
        int episode = -1;
        for (int i = 0; i < walk.size(); i++) {
            probe.clock(i).tell(i, true, Map.of("a", walk.get(i).position()));
            var holds = holds(relation, walk.subList(0, i + 1));
            if (episode < 0 && holds.orElse(false)) {
                episode = i;
                expected.add(Probe.raise(i, i));
            } else if (episode >= 0 && !holds.orElse(true)) {
                expected.add(Probe.clear(episode, i));
                episode = -1;
            }
        }
        assertThat(probe.signals()).isEqualTo(expected);
    }

    @Provide
    Arbitrary<Relation> relations() {
        return Arbitraries.of(Relation.WITHIN, Relation.ENTERED, Relation.LEFT);
    }

    /// Of the walk so far; empty while it is lost.
    private static Optional<Boolean> holds(Relation relation, List<Stop> walk) {
        if (walk.getLast().position().isEmpty()) {
            return Optional.empty();
        }
        boolean isIn = walk.getLast().isInside();
        var known = walk.stream().filter(stop -> stop.position().isPresent()).toList();
        boolean hasCrossed = known.stream().anyMatch(stop -> stop.isInside() != isIn);
        return switch (relation) {
            case WITHIN -> Optional.of(isIn);
            case ENTERED -> Optional.of(isIn && hasCrossed);
            case LEFT -> Optional.of(!isIn && hasCrossed);
            case DISTANCE -> Optional.empty();
        };
    }

    @Test
    void a_distance_is_in_metres_and_nothing_inside() {
        var place = Place.of(GeoJson.parse(square(3, 6)));
        assertThat(place.metresTo(point(120.4, 30.4)).orElseThrow()).isZero();
        assertThat(place.metresTo(point(120.4, 30.7)).orElseThrow())
                .isCloseTo(11_119, within(20.0)); // a tenth of a degree of latitude
        var rule =
                Rules.derives(
                        "derived.metres < 12000.0",
                        0,
                        Map.of("metres", new Placed("a", Relation.DISTANCE, SQUARE)));
        var probe = new Probe(rule);
        probe.tell(0, true, Map.of("a", Optional.of(point(120.4, 30.8))));
        assertThat(probe.isRaised()).isFalse();
        probe.tell(1, true, Map.of("a", Optional.of(point(120.4, 30.7))));
        assertThat(probe.signals()).containsExactly(new Signal.Raise(at(1), at(1)));
    }

    @Test
    void a_fence_that_is_drawn_anew_counts_at_once() throws Exception {
        var fence = new Where.OfEntity("urn:e:fence");
        var rule =
                Rules.derives(
                        "derived.there",
                        0,
                        Map.of("there", new Placed("a", Relation.WITHIN, fence)));
        try (var town = new RuledTown(rule)) {
            town.observe("urn:e:1", Town.content(Town.name("a"), point(120.4, 30.4)));
            town.follow();
            assertThat(town.alerts()).isEmpty(); // nobody has drawn the fence
            draw(town, square(3, 6));
            assertThat(town.follow().alerts())
                    .singleElement()
                    .extracting(RuledTown.Alert::status)
                    .isEqualTo(AlertEntity.ACTIVE);
            town.restart();
            draw(town, square(5, 6));
            assertThat(town.follow().alerts())
                    .singleElement()
                    .extracting(RuledTown.Alert::status)
                    .isEqualTo(AlertEntity.CLEARED);
        }
    }

    private static void draw(RuledTown town, Json shape) {
        town.say(Town.name("GeoFence"), "urn:e:fence", Town.content(GeoQuery.LOCATION, shape));
    }
}

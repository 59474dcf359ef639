package city.wutong.simulator;

import city.wutong.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A county on the map, as far as stations stand in it.
///
/// @param rings the outer borders of its parts and the holes in them, in any order
record County(String code, String name, String city, List<List<Place>> rings) {
    private static final int MOST_TRIES = 10_000;

    /// A place in degrees.
    record Place(double lon, double lat) {}

    /// The counties of a GeoJSON FeatureCollection; what is no county is passed over.
    static List<County> all(Json document) {
        var counties = new ArrayList<County>();
        if (document instanceof Json.Obj collection
                && collection.members().get("features") instanceof Json.Arr(var features)) {
            features.forEach(feature -> county(feature).ifPresent(counties::add));
        }
        return counties;
    }

    private static Optional<County> county(Json feature) {
        if (feature instanceof Json.Obj members
                && members.members().get("properties") instanceof Json.Obj properties
                && properties.members().get("code") instanceof Json.Str(var code)
                && properties.members().get("name") instanceof Json.Str(var name)
                && properties.members().get("city") instanceof Json.Str(var city)
                && members.members().get("geometry") instanceof Json.Obj geometry) {
            var rings = new ArrayList<List<Place>>();
            geometry.get("coordinates").ifPresent(coordinates -> gather(coordinates, rings));
            return rings.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new County(code, name, city, List.copyOf(rings)));
        }
        return Optional.empty();
    }

    /// Finds the rings in the coordinates of a Polygon or a MultiPolygon, whose depths differ.
    private static void gather(Json coordinates, List<List<Place>> rings) {
        if (coordinates instanceof Json.Arr(var items) && !items.isEmpty()) {
            if (place(items.getFirst()).isPresent()) {
                rings.add(items.stream().flatMap(item -> place(item).stream()).toList());
            } else {
                items.forEach(item -> gather(item, rings));
            }
        }
    }

    private static Optional<Place> place(Json position) {
        return position instanceof Json.Arr(var numbers)
                        && numbers.size() >= 2
                        && numbers.get(0) instanceof Json.Num lon
                        && numbers.get(1) instanceof Json.Num lat
                ? Optional.of(new Place(lon.asDouble(), lat.asDouble()))
                : Optional.empty();
    }

    /// A place in it, each as likely as another; to four decimals, some ten metres.
    Place somewhere(RandomGenerator random) {
        var places = rings.stream().flatMap(List::stream).toList();
        var lons = places.stream().mapToDouble(Place::lon).summaryStatistics();
        var lats = places.stream().mapToDouble(Place::lat).summaryStatistics();
        for (int i = 0; i < MOST_TRIES; i++) {
            var place =
                    new Place(
                            between(lons.getMin(), lons.getMax(), random),
                            between(lats.getMin(), lats.getMax(), random));
            if (contains(place)) {
                return place;
            }
        }
        return places.getFirst();
    }

    private static double between(double least, double most, RandomGenerator random) {
        return Math.round((least + (most - least) * random.nextDouble()) * 1e4) / 1e4;
    }

    /// Whether a line from the place to the east crosses the borders an odd number of times.
    boolean contains(Place place) {
        boolean inside = false;
        for (var ring : rings) {
            for (int i = 1; i < ring.size(); i++) {
                inside ^= crosses(ring.get(i - 1), ring.get(i), place);
            }
        }
        return inside;
    }

    private static boolean crosses(Place from, Place to, Place place) {
        if ((from.lat() > place.lat()) == (to.lat() > place.lat())) {
            return false;
        }
        double share = (place.lat() - from.lat()) / (to.lat() - from.lat());
        return place.lon() < from.lon() + share * (to.lon() - from.lon());
    }
}

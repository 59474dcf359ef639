package city.wutong.rule;

import city.wutong.access.Area;
import city.wutong.access.Areas;
import city.wutong.context.Context;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.geo.GeoJson;
import city.wutong.geo.GeoQuery;
import city.wutong.geo.Place;
import city.wutong.json.Json;
import city.wutong.refusal.Refused;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Geometry;

/// The places of a city: its areas, and the entities that rules name. What has been looked up is
/// kept as long as it stays the same; there are as many as rules name.
public final class CityPlaces implements Places {
    private final Context context;
    private final Supplier<Areas> areas;
    private final Map<Where, Found> found = new ConcurrentHashMap<>();

    /// @param areas those that there are now
    public CityPlaces(Context context, Supplier<Areas> areas) {
        this.context = context;
        this.areas = areas;
    }

    /// @param of what it was made of: the same object as long as it is the same
    private record Found(Object of, Optional<Place> place) {}

    @Override
    public Optional<Place> of(Where where) {
        return switch (where) {
            case Where.Drawn(var shape) -> kept(where, shape, Optional.of(shape));
            case Where.OfArea(var code) -> {
                var known = areas.get();
                yield kept(where, known, known.of(code).flatMap(Area::geometry));
            }
            case Where.OfEntity(var id) ->
                    context.entity(id).flatMap(entity -> kept(where, entity, location(entity)));
        };
    }

    @SuppressWarnings("ReferenceEquality") // what is immutable and the same object is the same
    private Optional<Place> kept(Where where, Object of, Optional<Geometry> shape) {
        var before = found.get(where);
        if (before != null && before.of() == of) {
            return before.place();
        }
        var place = shape.map(Place::of);
        found.put(where, new Found(of, place));
        return place;
    }

    private static Optional<Geometry> location(Entity entity) {
        return entity.attribute(GeoQuery.LOCATION, null)
                .map(Attribute::content)
                .flatMap(CityPlaces::geometry);
    }

    private static Optional<Geometry> geometry(Json content) {
        try {
            return Optional.of(GeoJson.parse(content));
        } catch (Refused e) {
            return Optional.empty(); // let in by other rules than today's
        }
    }
}

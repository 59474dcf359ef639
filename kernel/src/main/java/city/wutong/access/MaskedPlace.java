package city.wutong.access;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.geo.GeoJson;
import city.wutong.json.Json;
import city.wutong.refusal.Refused;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A position on a grid of a thousandth of a degree: 111 m from south to north, 96 m from west to
/// east in Zhejiang.
final class MaskedPlace {
    private static final double PER_DEGREE = 1_000;
    private static final long STEP_S = 300;

    private MaskedPlace() {}

    /// The nearest point of the grid; of what is no point, to its middle. Empty when it is no
    /// geometry.
    static Optional<Json> of(Attribute attribute) {
        if (attribute.kind() != AttributeKind.GEO_PROPERTY) {
            return Optional.empty();
        }
        try {
            var box = GeoJson.parse(attribute.content()).getEnvelopeInternal();
            return box.isNull()
                    ? Optional.empty()
                    : Optional.of(
                            point(
                                    (box.getMinX() + box.getMaxX()) / 2,
                                    (box.getMinY() + box.getMaxY()) / 2));
        } catch (Refused e) {
            return Optional.empty(); // what is no geometry is not shown
        }
    }

    private static Json point(double longitude, double latitude) {
        var members = new LinkedHashMap<String, Json>();
        members.put("type", Json.of("Point"));
        members.put(
                "coordinates",
                Json.array(List.of(Json.of(gridded(longitude)), Json.of(gridded(latitude)))));
        return Json.object(members);
    }

    private static double gridded(double degrees) {
        return Math.round(degrees * PER_DEGREE) / PER_DEGREE;
    }

    /// The begin of its five minutes.
    static @Nullable Instant time(@Nullable Instant time) {
        return time == null
                ? null
                : Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), STEP_S) * STEP_S);
    }
}

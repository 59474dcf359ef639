package city.wutong.evidence;

import city.wutong.cases.Taken;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Optional;

/// When and where a photograph was taken, as it is kept beside it: a JSON object with what is
/// known.
final class TakenFile {
    private static final String LOCAL = "local";
    private static final String OFFSET = "offset";
    private static final String SATELLITE = "satellite";
    private static final String LONGITUDE = "longitude";
    private static final String LATITUDE = "latitude";

    private TakenFile() {}

    static byte[] written(Taken taken) {
        var members = new LinkedHashMap<String, Json>();
        taken.local().ifPresent(time -> members.put(LOCAL, Json.of(time.toString())));
        taken.offset().ifPresent(zone -> members.put(OFFSET, Json.of(zone.getId())));
        taken.satellite().ifPresent(time -> members.put(SATELLITE, Json.of(time.toString())));
        taken.place()
                .ifPresent(place -> {
                    members.put(LONGITUDE, Json.of(place.longitude()));
                    members.put(LATITUDE, Json.of(place.latitude()));
                });
        return JsonWriter.bytes(Json.object(members));
    }

    /// @throws IOException when it is none
    static Taken read(byte[] bytes) throws IOException {
        try {
            if (!(new JsonReader(JsonLimits.DEFAULT).read(bytes) instanceof Json.Obj object)) {
                throw new IOException("it is no object");
            }
            return new Taken(
                    text(object, LOCAL).map(LocalDateTime::parse),
                    text(object, OFFSET).map(ZoneOffset::of),
                    text(object, SATELLITE).map(Instant::parse),
                    place(object));
        } catch (JsonMalformed | DateTimeException e) {
            throw new IOException("when and where evidence was taken cannot be read", e);
        }
    }

    private static Optional<String> text(Json.Obj object, String name) {
        return object.get(name)
                .filter(Json.Str.class::isInstance)
                .map(json -> ((Json.Str) json).value());
    }

    private static Optional<Taken.Place> place(Json.Obj object) {
        var longitude = object.get(LONGITUDE);
        var latitude = object.get(LATITUDE);
        return longitude.isPresent()
                        && latitude.isPresent()
                        && longitude.get() instanceof Json.Num x
                        && latitude.get() instanceof Json.Num y
                ? Taken.Place.of(x.asDouble(), y.asDouble())
                : Optional.empty();
    }
}

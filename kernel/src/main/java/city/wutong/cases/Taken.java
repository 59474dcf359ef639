package city.wutong.cases;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// When and where a photograph was taken, as its camera wrote it into it (CIPA DC-008, "Exif"):
/// claims, which whoever sends it can change. They are read before the photograph loses them.
///
/// @param local the camera's clock; most cameras do not say of which zone it is, and none is made
///   up
/// @param offset that of the camera's clock, where it says so
/// @param satellite the time by satellite, which is UTC; it can be older than the picture
/// @param place by satellite
public record Taken(
        Optional<LocalDateTime> local,
        Optional<ZoneOffset> offset,
        Optional<Instant> satellite,
        Optional<Place> place) {
    public static final Taken UNKNOWN =
            new Taken(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// In WGS 84, degrees.
    public record Place(double longitude, double latitude) {
        /// Empty for what is nowhere on earth.
        public static Optional<Place> of(double longitude, double latitude) {
            boolean isOnEarth = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
            return isOnEarth ? Optional.of(new Place(longitude, latitude)) : Optional.empty();
        }
    }

    /// The moment, where that is certain: by the camera's clock if its zone is known.
    public Optional<Instant> at() {
        return local.flatMap(time -> offset.map(time::toInstant)).or(() -> satellite);
    }

    public boolean isKnown() {
        return !equals(UNKNOWN);
    }
}

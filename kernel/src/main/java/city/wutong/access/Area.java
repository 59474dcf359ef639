package city.wutong.access;

import city.wutong.text.Text;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Geometry;

/// An area (区域): a province, city, county, town, village or grid.
///
/// @param code of GB/T 2260 and GB/T 10114, e.g. `330483` or `330483103`; a city's own below that
/// @param parent the code of the area it lies in; empty of the topmost
/// @param aliases codes of other registers that mean the same area
/// @param geometry where it is, in WGS 84, longitude first; empty when nobody has drawn it
public record Area(
        String code,
        Text name,
        Optional<String> parent,
        Set<String> aliases,
        Optional<Geometry> geometry) {
    private static final int DIVISION = 6;

    public Area {
        aliases = Set.copyOf(aliases);
    }

    /// An area that nobody has drawn.
    public Area(String code, Text name, Optional<String> parent, Set<String> aliases) {
        this(code, name, parent, aliases, Optional.empty());
    }

    /// The same area, drawn.
    public Area at(Geometry where) {
        return new Area(code, name, parent, aliases, Optional.of(where));
    }

    /// Whether it is a province, a city or a county: those have the six digits of GB/T 2260, what
    /// lies in a county has other codes.
    public boolean isDivision() {
        return code.length() == DIVISION && code.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

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
/// @param shape its land, in WGS 84, longitude before latitude; empty when it is not known
public record Area(
        String code,
        Text name,
        Optional<String> parent,
        Set<String> aliases,
        Optional<Geometry> shape) {
    public Area {
        aliases = Set.copyOf(aliases);
    }

    /// An area whose shape is not known.
    public Area(String code, Text name, Optional<String> parent, Set<String> aliases) {
        this(code, name, parent, aliases, Optional.empty());
    }
}

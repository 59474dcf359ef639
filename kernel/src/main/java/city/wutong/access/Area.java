package city.wutong.access;

import city.wutong.text.Text;
import java.util.Optional;
import java.util.Set;

/// An area (区域): a province, city, county, town, village or grid.
///
/// @param code of GB/T 2260 and GB/T 10114, e.g. `330483` or `330483103`; a city's own below that
/// @param parent the code of the area it lies in; empty of the topmost
/// @param aliases codes of other registers that mean the same area
public record Area(String code, Text name, Optional<String> parent, Set<String> aliases) {
    public Area {
        aliases = Set.copyOf(aliases);
    }
}

package city.wutong.scenario;

import city.wutong.text.Text;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// A layer of the map: entities of a type as points, coloured by an attribute.
///
/// Types and attributes have the names under which a client without an `@context` finds them.
///
/// @param id scenario and name, e.g. `environment/stations`
/// @param type of the entities
/// @param label the attribute that a point is called by
/// @param show attributes to tell when a point is chosen
/// @param chart those of them, or others, to draw over time
public record View(
        String id,
        Text name,
        String type,
        String label,
        Colour colour,
        List<Shown> show,
        List<String> chart) {
    /// The only kind there is.
    public static final String KIND = "map";

    public View {
        show = List.copyOf(show);
        chart = List.copyOf(chart);
    }

    /// How a point gets its colour.
    ///
    /// @param unknown when the attribute is missing, e.g. `#9aa0a6`
    /// @param bands in rising order
    public record Colour(String attribute, String unknown, List<Band> bands) {
        public Colour {
            bands = List.copyOf(bands);
        }
    }

    /// A stretch of values.
    ///
    /// @param upTo its last value; only the last band has none
    /// @param colour e.g. `#00e400`
    public record Band(Optional<BigDecimal> upTo, String colour, Text name) {}

    /// An attribute with its words.
    ///
    /// @param unit e.g. `µg/m³`
    public record Shown(String attribute, Text name, Optional<String> unit) {}
}

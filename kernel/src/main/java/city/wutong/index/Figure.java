package city.wutong.index;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an index came to.
///
/// @param value empty when nothing was due, or when the index has parts
/// @param parts of an index by some dimension, largest first
/// @param asOf the office clock when it was counted
/// @param seq the last change that the views held then
public record Figure(Optional<BigDecimal> value, List<Part> parts, Instant asOf, long seq) {
    public Figure {
        parts = List.copyOf(parts);
    }

    /// The figure of one part, e.g. of one county.
    public record Part(String key, String label, Optional<BigDecimal> value) {}

    /// What is behind an index.
    ///
    /// @param values in the order of the columns, as text; empty for null
    /// @param more whether there are more rows than these
    public record Rows(List<String> columns, List<List<Optional<String>>> values, boolean more) {
        public Rows {
            columns = List.copyOf(columns);
            values = values.stream().map(List::copyOf).toList();
        }
    }
}

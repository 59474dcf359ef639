package city.wutong.context;

import java.util.List;

/// A companion row: what another part wants written in the same transaction as a change. Such rows
/// are only ever appended and are decided in memory, so that none can fail a group.
///
/// @param table one of the tables that the store knows as companions
/// @param values in the order of the table's columns
public record Row(String table, List<Object> values) {
    public Row {
        values = List.copyOf(values);
    }
}

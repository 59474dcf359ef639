package city.wutong.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.PGConnection;

/// Reads rows by COPY … TO STDOUT, which costs a third of what a result set does.
public final class Copy {
    private Copy() {}

    /// Hands every row of a query to `consumer`. The query's text must hold no input of anybody:
    /// COPY takes no parameters.
    public static void read(Connection connection, String query, Consumer<CopyRow> consumer)
            throws SQLException {
        var copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy (" + query + ") to stdout (format binary)");
        try {
            for (var piece = copy.readFromCopy(); piece != null; piece = copy.readFromCopy()) {
                var row = CopyRow.of(piece);
                if (row != null) {
                    consumer.accept(row);
                }
            }
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}

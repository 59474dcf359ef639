package city.wutong.segment;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/// What else is kept of an entity beside its changes, and goes when it is erased: in the
/// transaction that takes its past out of journal and segments, so that a process that is killed
/// anywhere does it again or has done all of it.
@FunctionalInterface
public interface Companions {
    /// Nothing else is kept.
    Companions NONE = (_, _, _) -> {};

    /// Erases it.
    ///
    /// @param ids the URIs of the erased entities
    /// @param numbers their numbers, those of earlier lives too
    /// @throws IOException when a file cannot be removed
    void erase(Connection connection, Set<String> ids, Set<Long> numbers)
            throws SQLException, IOException;
}

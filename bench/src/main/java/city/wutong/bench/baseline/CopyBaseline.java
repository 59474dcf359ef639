package city.wutong.bench.baseline;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;

/// The baseline of durable changes: PostgreSQL's own COPY of rows that a journal already holds, in
/// the binary format, into a table with the same definition and the same indexes, in groups of
/// [#GROUP] rows a transaction, by one session. The rows are encoded beforehand; only their `seq`
/// goes on.
///
/// FROZEN: changes only with a decision record.
public final class CopyBaseline implements AutoCloseable {
    public static final int GROUP = 10_000;

    private static final String SCHEMA = "bench_baseline";
    private static final String COLUMNS =
            "(seq, at, observed_at, entity, what, attribute, actor, cause, depth, body)";
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final byte[] TRAILER = {(byte) 0xff, (byte) 0xff};
    private static final int PIECE_BYTES = 256 * 1024;

    /// Where `seq` stands in a row: behind the count of fields and its own length.
    private static final int SEQ_AT = 6;

    private final Connection connection;
    private final List<Group> groups;
    private long seq;

    private record Group(byte[] bytes, int[] seqPlaces) {}

    private CopyBaseline(Connection connection, List<Group> groups) {
        this.connection = connection;
        this.groups = groups;
    }

    /// Makes the tables anew and takes the newest rows of a journal to write.
    ///
    /// @param journalSchema the schema of the tenant whose rows are taken
    /// @param mostGroups how many groups of rows are taken and written in turn
    public static CopyBaseline open(Connection connection, String journalSchema, int mostGroups)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + SCHEMA + " cascade");
            statement.execute("create schema " + SCHEMA);
            statement.execute("set search_path to " + SCHEMA);
            statement.execute(definition());
        }
        connection.setAutoCommit(false);
        return new CopyBaseline(connection, groups(connection, journalSchema, mostGroups));
    }

    private static String definition() {
        try (var in = CopyBaseline.class.getResourceAsStream("/db/tenant/V1__heart.sql")) {
            if (in == null) {
                throw new IllegalStateException("the definition of the tables is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Group> groups(Connection connection, String schema, int most)
            throws SQLException {
        var query =
                "copy (select * from (select * from %s.journal order by seq desc limit %d) r order by seq)"
                                .formatted(schema, most * GROUP)
                        + " to stdout (format binary)";
        var reading = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(query);
        var groups = new ArrayList<Group>();
        var rows = new ArrayList<byte[]>();
        boolean first = true;
        for (var row = reading.readFromCopy(); row != null; row = reading.readFromCopy()) {
            var bytes = first ? withoutHeader(row) : row;
            first = false;
            if (bytes.length > TRAILER.length) {
                rows.add(bytes);
            }
            if (rows.size() == GROUP) {
                groups.add(group(rows));
                rows.clear();
            }
        }
        connection.commit();
        if (groups.isEmpty()) {
            throw new IllegalStateException("the journal holds fewer than " + GROUP + " rows");
        }
        return groups;
    }

    private static byte[] withoutHeader(byte[] row) {
        var rest = new byte[row.length - HEADER.length];
        System.arraycopy(row, HEADER.length, rest, 0, rest.length);
        return rest;
    }

    private static Group group(List<byte[]> rows) {
        var bytes = new ByteArrayOutputStream();
        var places = new int[rows.size()];
        bytes.writeBytes(HEADER);
        for (int i = 0; i < places.length; i++) {
            places[i] = bytes.size() + SEQ_AT;
            bytes.writeBytes(rows.get(i));
        }
        bytes.writeBytes(TRAILER);
        return new Group(bytes.toByteArray(), places);
    }

    /// Writes for about so long.
    ///
    /// @return rows per second
    public double rowsPerSecond(double seconds) throws SQLException {
        long start = System.nanoTime();
        long rows = 0;
        for (int i = 0; System.nanoTime() - start < seconds * 1e9; i++) {
            write(groups.get(i % groups.size()));
            rows += GROUP;
        }
        return rows / ((System.nanoTime() - start) / 1e9);
    }

    private void write(Group group) throws SQLException {
        var buffer = ByteBuffer.wrap(group.bytes());
        for (int place : group.seqPlaces()) {
            buffer.putLong(place, ++seq);
        }
        var copy =
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy journal " + COLUMNS + " from stdin (format binary)");
        for (int from = 0; from < group.bytes().length; from += PIECE_BYTES) {
            copy.writeToCopy(
                    group.bytes(), from, Math.min(PIECE_BYTES, group.bytes().length - from));
        }
        copy.endCopy();
        connection.commit();
    }

    /// Takes away what it has written, so that the next slice begins with an empty table.
    public void clear() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("truncate " + SCHEMA + ".journal");
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        try (var statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + SCHEMA + " cascade");
        }
        connection.commit();
        connection.close();
    }
}

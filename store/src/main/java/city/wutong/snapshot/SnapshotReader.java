package city.wutong.snapshot;

import city.wutong.codec.EntityCodec;
import city.wutong.entity.Entity;
import city.wutong.postgres.Tables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Reads the snapshot chunks back, several at a time.
public final class SnapshotReader {
    private static final int CHUNKS_A_QUERY = 32;

    private final Tables tables;

    public SnapshotReader(Tables tables) {
        this.tables = tables;
    }

    /// Hands over every entity of every chunk, from several threads.
    public void read(Consumer<Entity> consumer) throws SQLException, InterruptedException {
        int chunks = tables.inTransaction(SnapshotReader::count);
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors());
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var parts = new ArrayList<Future<?>>();
            for (int from = 0; from < chunks; from += CHUNKS_A_QUERY) {
                int first = from;
                parts.add(
                        pool.submit(() -> {
                            read(first, consumer);
                            return first;
                        }));
            }
            await(parts);
        }
    }

    private static int count(java.sql.Connection connection) throws SQLException {
        try (var query =
                        connection.prepareStatement(
                                "select coalesce(max(chunk) + 1, 0) from snapshot_chunk");
                var answer = query.executeQuery()) {
            answer.next();
            return answer.getInt(1);
        }
    }

    private void read(int first, Consumer<Entity> consumer) throws SQLException {
        var bodies =
                tables.inTransaction(connection -> {
                    var found = new ArrayList<byte[]>();
                    try (var query =
                            connection.prepareStatement(
                                    "select body from snapshot_chunk"
                                            + " where chunk >= ? and chunk < ?")) {
                        query.setInt(1, first);
                        query.setInt(2, first + CHUNKS_A_QUERY);
                        try (var rows = query.executeQuery()) {
                            while (rows.next()) {
                                found.add(rows.getBytes(1));
                            }
                        }
                    }
                    return found;
                });
        bodies.forEach(body -> EntityCodec.unpack(body).forEach(consumer));
    }

    private static void await(List<Future<?>> parts) throws SQLException, InterruptedException {
        for (var part : parts) {
            try {
                part.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SQLException failure) {
                    throw failure;
                }
                throw new IllegalStateException("a snapshot chunk cannot be read", e.getCause());
            }
        }
    }
}

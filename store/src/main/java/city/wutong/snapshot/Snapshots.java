package city.wutong.snapshot;

import city.wutong.codec.EntityCodec;
import city.wutong.context.Change;
import city.wutong.context.Context;
import city.wutong.entity.Entity;
import city.wutong.feed.Follower;
import city.wutong.journal.FollowerOffsets;
import city.wutong.postgres.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The follower that keeps the snapshot chunks: it notes which chunks of entities changed and now
/// and then writes those anew.
///
/// A chunk is stamped with the context's `seq` before its entities are read, so that it holds every
/// change up to the stamp, and perhaps newer ones. The follower's offset is saved when all chunks
/// that had changed up to it are written: a start replays the journal from there.
public final class Snapshots implements Follower {
    public static final String NAME = "snapshot";

    /// A start replays at most about so many changes (and those of the time a snapshot takes).
    public static final long MOST_REPLAYED = 500_000;

    /// Chunks written in one transaction.
    private static final int BATCH = 16;

    private final Tables tables;
    private final Context context;
    private final Duration every;
    private final BitSet changed = new BitSet();
    private long seen;
    private volatile long offset;
    private long lastWritten = System.nanoTime();

    /// @param offset where the last start's replay began
    /// @param every the pause between two snapshots, unless [#MOST_REPLAYED] is reached before
    public Snapshots(Tables tables, Context context, long offset, Duration every) {
        this.tables = tables;
        this.context = context;
        this.offset = offset;
        this.seen = offset;
        this.every = every;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public void follow(List<Change> changes) throws SQLException {
        var erased = new BitSet();
        for (var change : changes) {
            changed.set(Context.chunkOf(change.entity()));
            seen = change.seq();
            if (change.what() instanceof Change.Erased) {
                erased.set(Context.chunkOf(change.entity()));
            }
        }
        writeAll(erased); // what is erased does not wait for the next snapshot
        boolean due = System.nanoTime() - lastWritten > every.toNanos();
        if (seen > offset && (due || seen - offset > MOST_REPLAYED)) {
            write();
        }
    }

    /// Writes every chunk that has changed. What has been written is not written again when a later
    /// one fails.
    private void write() throws SQLException {
        long upTo = seen;
        writeAll(changed);
        tables.transaction(connection -> {
            FollowerOffsets.save(connection, NAME, upTo);
            forgetGroups(connection, upTo);
        });
        offset = upTo;
        lastWritten = System.nanoTime();
    }

    private void writeAll(BitSet chunks) throws SQLException {
        var batch = new ArrayList<Integer>(BATCH);
        for (int chunk = chunks.nextSetBit(0); chunk >= 0; chunk = chunks.nextSetBit(chunk + 1)) {
            batch.add(chunk);
            if (batch.size() == BATCH) {
                write(batch);
                batch.clear();
            }
        }
        write(batch);
    }

    private void write(List<Integer> chunks) throws SQLException {
        if (chunks.isEmpty()) {
            return;
        }
        tables.transaction(connection -> {
            for (int chunk : chunks) {
                write(connection, chunk);
            }
        });
        chunks.forEach(changed::clear);
    }

    private void write(Connection connection, int chunk) throws SQLException {
        long stamp = context.seq();
        var entities = new ArrayList<Entity>(Context.CHUNK);
        context.forEachOf(chunk, entities::add);
        try (var upsert =
                connection.prepareStatement(
                        """
                        insert into snapshot_chunk (chunk, seq, body) values (?, ?, ?)
                        on conflict (chunk) do update set seq = excluded.seq, body = excluded.body
                        """)) {
            upsert.setInt(1, chunk);
            upsert.setLong(2, stamp);
            upsert.setBytes(3, EntityCodec.pack(entities));
            upsert.executeUpdate();
        }
    }

    /// The newest group's row stays: its `last_seq` says where numbering goes on.
    private static void forgetGroups(Connection connection, long upTo) throws SQLException {
        try (var delete =
                connection.prepareStatement(
                        """
                        delete from commit_group
                        where last_seq < least(?, (select max(last_seq) from commit_group))
                        """)) {
            delete.setLong(1, upTo);
            delete.executeUpdate();
        }
    }
}

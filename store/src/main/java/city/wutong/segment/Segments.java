package city.wutong.segment;

import city.wutong.context.Change;
import city.wutong.context.Context;
import city.wutong.context.Footprint;
import city.wutong.feed.Follower;
import city.wutong.journal.FollowerOffsets;
import city.wutong.postgres.Tables;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The follower that cuts history into segments: it gathers the changes of a stretch, sorts them by
/// entity, and writes one row for each chunk of entities, together with its offset.
///
/// What is erased is cut at once: its changes go into no segment, and those that are in one are
/// taken out again in the same transaction ([Erasures]).
///
/// A chunk that has gathered [#MERGE] small segments gets one in their place, so that a series of
/// years is read from few rows; each change is so written anew about once for each power of
/// [#MERGE].
public final class Segments implements Follower {
    public static final String NAME = "segments";

    /// A stretch is cut at about so many changes, even before its time: it is held in memory.
    static final int MOST_GATHERED = 200_000;

    /// It is cut too when it takes about so many bytes, as of photographs in attributes.
    static final long MOST_GATHERED_BYTES = 64L << 20;

    private static final Comparator<Change> FOR_READING =
            Comparator.comparingLong(Change::entity).thenComparingLong(Change::seq);

    private final Tables tables;
    private final Duration every;
    private final Companions companions;
    private final List<Change> gathered = new ArrayList<>();
    private long gatheredBytes;
    private volatile long offset;
    private long lastCut = System.nanoTime();

    /// What a start finds not yet cut is cut as soon as all of it is gathered: until then it would
    /// have to be read out of the journal again and again.
    private boolean catchingUp = true;

    /// @param offset the last change that is in a segment
    /// @param every how long a stretch is gathered
    public Segments(Tables tables, long offset, Duration every) {
        this(tables, offset, every, Companions.NONE);
    }

    /// As [#Segments(Tables, long, Duration)].
    ///
    /// @param companions what goes besides when something is erased
    public Segments(Tables tables, long offset, Duration every, Companions companions) {
        this.tables = tables;
        this.offset = offset;
        this.every = every;
        this.companions = companions;
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
        if (!changes.isEmpty() && changes.getFirst().seq() == offset + 1) {
            forget();
        }
        gathered.addAll(changes);
        gatheredBytes += changes.stream().mapToLong(Footprint::of).sum();
        boolean due =
                System.nanoTime() - lastCut > every.toNanos()
                        || (catchingUp && changes.isEmpty())
                        || changes.stream().anyMatch(Erasures::isErasure);
        catchingUp &= !changes.isEmpty();
        if (!gathered.isEmpty() && (due || isFull())) {
            cut();
        }
    }

    private boolean isFull() {
        return gathered.size() >= MOST_GATHERED || gatheredBytes >= MOST_GATHERED_BYTES;
    }

    private void forget() {
        gathered.clear();
        gatheredBytes = 0;
    }

    private void cut() throws SQLException {
        long upTo = gathered.getLast().seq();
        var erasures = Erasures.among(gathered);
        var segments = segments(erasures.without(gathered));
        long stored =
                tables.inTransaction(connection -> {
                    if (FollowerOffsets.advance(connection, NAME, offset, upTo)) {
                        insert(connection, segments);
                        run(erasures, connection);
                        return upTo;
                    }
                    return FollowerOffsets.load(connection, NAME);
                });
        offset = stored;
        forget();
        if (stored != upTo) {
            throw new SQLException("the last cut, whose answer was lost, went up to " + stored);
        }
        lastCut = System.nanoTime();
        for (var segment : segments) {
            SegmentMerge.mergeIfMany(tables, segment.chunk());
        }
    }

    private void run(Erasures erasures, Connection connection) throws SQLException {
        try {
            erasures.run(connection, companions);
        } catch (IOException e) {
            throw new SQLException("something of what is erased cannot be removed", e);
        }
    }

    /// One segment for each chunk that the changes touch.
    static List<Segment> segments(List<Change> changes) {
        var sorted = new ArrayList<>(changes);
        sorted.sort(FOR_READING);
        var segments = new ArrayList<Segment>();
        for (int from = 0; from < sorted.size(); ) {
            int chunk = Context.chunkOf(sorted.get(from).entity());
            int to = from + 1;
            while (to < sorted.size() && Context.chunkOf(sorted.get(to).entity()) == chunk) {
                to++;
            }
            segments.add(Segment.of(chunk, sorted.subList(from, to)));
            from = to;
        }
        return segments;
    }

    static void insert(Connection connection, List<Segment> segments) throws SQLException {
        try (var insert =
                connection.prepareStatement(
                        "insert into segment (chunk, last_seq, first_seq, changes, body)"
                                + " values (?, ?, ?, ?, ?)")) {
            for (var segment : segments) {
                insert.setInt(1, segment.chunk());
                insert.setLong(2, segment.lastSeq());
                insert.setLong(3, segment.firstSeq());
                insert.setInt(4, segment.changes());
                insert.setBytes(5, segment.body());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}

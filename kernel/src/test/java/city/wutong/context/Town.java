package city.wutong.context;

import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.feed.Feed;
import city.wutong.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A small city in memory: the real context, writer and feed over a [MemoryJournal].
public final class Town implements AutoCloseable {
    public static final Writer.Bounds WIDE = new Writer.Bounds(1L << 30, 1L << 30, 1L << 30);
    public static final String TYPE = Generated.VOCABULARY + "Thing";

    private static final long TAIL = 1L << 20;

    private final Set<String> searched;
    private final MemoryJournal journal;
    private final Clock clock;
    private final Context context;
    private final Feed feed;
    private final Writer writer;

    public Town() {
        this(List.of());
    }

    public Town(long tailBytes) {
        this(new MemoryJournal(), WIDE, tailBytes, new Ticks(), List.of(), Set.of());
    }

    /// A town with ledgers.
    ///
    /// @param ledgers are told of each group
    public Town(List<Ledger> ledgers) {
        this(new MemoryJournal(), WIDE, TAIL, new Ticks(), ledgers, Set.of());
    }

    /// A town whose office clock a test holds.
    public Town(Clock clock, List<Ledger> ledgers) {
        this(new MemoryJournal(), WIDE, TAIL, clock, ledgers, Set.of());
    }

    /// A town whose attributes of these words are searched by.
    public static Town searchedBy(String... words) {
        var names = Arrays.stream(words).map(Town::name).collect(Collectors.toSet());
        return new Town(new MemoryJournal(), WIDE, TAIL, new Ticks(), List.of(), names);
    }

    Town(MemoryJournal journal, Writer.Bounds bounds) {
        this(journal, bounds, TAIL, new Ticks(), List.of(), Set.of());
    }

    /// Wakes up from what the journal holds, as after a start.
    private Town(
            MemoryJournal journal,
            Writer.Bounds bounds,
            long tailBytes,
            Clock clock,
            List<Ledger> ledgers,
            Set<String> searched) {
        this.searched = searched;
        this.journal = journal;
        this.clock = clock;
        var recovery = new Recovery(0, searched);
        journal.changes().forEach(recovery::replay);
        this.context = recovery.finish();
        this.feed = new Feed(context.seq(), tailBytes, journal);
        this.writer =
                Writer.start(
                        "town", context, journal, start(), ledgers, List.of(feed), clock, bounds);
    }

    private Writer.Start start() {
        long lastEntity = 0;
        for (var change : journal.changes()) {
            lastEntity = Math.max(lastEntity, change.entity());
        }
        var applied = new java.util.HashMap<String, Once>();
        journal.once().forEach(name -> applied.put(name.source(), name));
        return new Writer.Start(lastEntity, Map.copyOf(applied));
    }

    /// The same city after a stop and a start.
    public Town restarted() {
        return restarted(List.of());
    }

    /// The same city after a stop and a start, with new ledgers.
    public Town restarted(List<Ledger> ledgers) {
        close();
        return new Town(journal, WIDE, TAIL, clock, ledgers, searched);
    }

    public MemoryJournal journal() {
        return journal;
    }

    public Context context() {
        return context;
    }

    public Feed feed() {
        return feed;
    }

    public Writer writer() {
        return writer;
    }

    /// Does them one after the other in one command.
    public List<Outcome> apply(Operation... operations) {
        return apply(List.of(operations));
    }

    public List<Outcome> apply(List<Operation> operations) {
        return writer.submit(command(operations));
    }

    public static Command command(List<Operation> operations) {
        return Command.of(operations, Cause.outside("test"), 100);
    }

    public static Command command(Operation... operations) {
        return command(List.of(operations));
    }

    /// All entities, by number.
    public List<Entity> entities() {
        return entities(context);
    }

    public static List<Entity> entities(Context context) {
        var all = new ArrayList<Entity>();
        for (int chunk = 0; chunk < context.chunkCount(); chunk++) {
            context.forEachOf(chunk, all::add);
        }
        return all;
    }

    @Override
    public void close() {
        writer.close();
    }

    // Words for operations

    public static String name(String word) {
        return Generated.VOCABULARY + word;
    }

    public static Operation create(String id, AttributePatch... attributes) {
        return new Operation.Create(id, patch(List.of(TYPE), attributes));
    }

    /// Appends one property, or replaces it.
    public static Operation set(String id, String word, long value) {
        return new Operation.Append(id, patch(List.of(), property(word, value, null)), true);
    }

    public static EntityPatch patch(List<String> types, AttributePatch... attributes) {
        return new EntityPatch(null, types, null, null, List.of(attributes));
    }

    /// An attribute of any content.
    ///
    /// @param name expanded
    public static AttributePatch content(String name, Json content) {
        return Generated.patch(name, null, content, null);
    }

    public static AttributePatch property(String word, long value, @Nullable Instant observedAt) {
        return Generated.patch(name(word), null, Json.of(value), observedAt);
    }

    public static AttributePatch relationship(String word, String target) {
        return new AttributePatch(
                name(word),
                null,
                AttributeKind.RELATIONSHIP,
                Json.of(target),
                null,
                null,
                null,
                null,
                Set.of(),
                List.of());
    }
}

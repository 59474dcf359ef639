package city.wutong.live;

import city.wutong.context.Change;
import city.wutong.context.SeenContext;
import city.wutong.entity.Entity;
import city.wutong.feed.Feed;
import city.wutong.json.Json;
import city.wutong.json.JsonContent;
import city.wutong.json.JsonSink;
import city.wutong.json.JsonWriter;
import city.wutong.jsonld.EntityWriter;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Representation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// One live stream: server-sent events (WHATWG HTML, "Server-sent events"), whose id is the `seq`
/// up to which the client has seen everything.
///
/// # Theory
///
/// A stream has no queue of its own: it reads the feed's tail from its own place, so that a slow
/// client costs no memory. What gathered since its last look is told once for each entity, as the
/// entity is now. A client that fell behind the tail, or comes back from further away, is told
/// `reset`: it must read afresh and goes on from the id of that event.
///
/// The events: `change` (an entity as it is now, with the names of what changed), `gone` (it was
/// deleted, or the client does not see it any more; so too an alert or a case whose subject left
/// the client's sight), `reset`, `notice` (a notice meant for whoever follows, within [#LOOK]), and
/// a comment as a sign of life. Entities are told as the client sees them; of one that is gone it
/// is told when it could be seen, and when that is not known any more, `reset`. A stream ends when
/// its client's rights end or change: whoever comes back is told by what is right then.
public final class EventStream {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration GATHERING = Duration.ofMillis(100);
    private static final int MOST_CHANGES = 5_000;

    private final SeenContext context;
    private final Feed feed;
    private final LdContext words;
    private final EntityWriter writer;
    private final Set<String> types;
    private final BooleanSupplier isOver;
    private final Notices notices;

    /// What the client wants to be told of, and in which words.
    ///
    /// @param types the expanded types that are told of; empty for all
    /// @param notices that are meant for them
    public record Wanted(LdContext words, Set<String> types, Notices notices) {
        public Wanted {
            types = Set.copyOf(types);
        }
    }

    /// @param isOver whether the client may not go on with it: it is asked between events
    public EventStream(SeenContext context, Feed feed, Wanted wanted, BooleanSupplier isOver) {
        this.context = context;
        this.feed = feed;
        this.words = wanted.words();
        this.writer = new EntityWriter(words, Representation.of(Representation.Form.CONCISE));
        this.types = wanted.types();
        this.isOver = isOver;
        this.notices = wanted.notices();
        context.watch();
    }

    /// Writes events until the client leaves.
    ///
    /// @param lastEventId where the client was; empty to begin with what comes now
    /// @throws IOException when the client has left
    public void write(OutputStream out, OptionalLong lastEventId)
            throws IOException, InterruptedException {
        long after = lastEventId.orElse(feed.seq());
        if (after > feed.seq()) {
            after = reset(out);
        }
        long noticed = notices.last();
        comment(out, "from " + after);
        long told = System.nanoTime();
        while (!isOver.getAsBoolean()) {
            noticed = tellNotices(out, noticed);
            if (!feed.await(after, LOOK)) {
                if (System.nanoTime() - told > SIGN_OF_LIFE.toNanos()) {
                    comment(out, "alive");
                    told = System.nanoTime();
                }
                continue;
            }
            if (isOver.getAsBoolean()) {
                return; // since the last look
            }
            told = System.nanoTime();
            var changes = feed.tail(after, MOST_CHANGES);
            after = changes.isPresent() ? tell(out, changes.get(), after) : reset(out);
            Thread.sleep(GATHERING);
        }
    }

    /// They have no id: a client that comes back asks for those it may have missed.
    private long tellNotices(OutputStream out, long after) throws IOException {
        long last = notices.last();
        if (last > after) {
            for (var notice : notices.after(after)) {
                var text = "event: notice\ndata: " + JsonWriter.text(notice) + "\n\n";
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        }
        return last;
    }

    private long reset(OutputStream out) throws IOException {
        long now = feed.seq();
        event(out, now, "reset", Json.object(Map.of("seq", Json.of(now))));
        return now;
    }

    /// What became of one entity since the last look.
    ///
    /// @param number of the entity; an id may be used again
    private record Touched(long number, String id, Set<String> names, long seq) {}

    private long tell(OutputStream out, List<Change> changes, long after) throws IOException {
        var touched = new LinkedHashMap<Long, Touched>();
        for (var change : changes) {
            var before = touched.remove(change.entity());
            var names = before == null ? new LinkedHashSet<String>() : before.names();
            if (change.attributeName() != null) {
                names.add(change.attributeName());
            }
            touched.put(
                    change.entity(),
                    new Touched(change.entity(), change.entityId(), names, change.seq()));
        }
        long last = changes.getLast().seq();
        for (var each : touched.sequencedValues()) {
            if (!tell(out, each, after)) {
                return reset(out);
            }
        }
        for (var id : context.goneWith(touched.keySet(), after)) {
            event(out, last, "gone", Json.object(Map.of("id", Json.of(id))));
        }
        comment(out, "to " + last);
        return last;
    }

    /// What is hidden is not told of.
    ///
    /// @return false when it cannot be known any more whether the client may be told
    private boolean tell(OutputStream out, Touched touched, long after) throws IOException {
        var entity = context.entity(touched.id());
        if (entity.isPresent()) {
            if (isWanted(entity.get()) && hasNews(entity.get(), touched)) {
                event(out, touched.seq(), "change", change(entity.get(), touched));
            }
            return true;
        }
        var wasSeen = context.wasSeen(touched.number(), after);
        if (wasSeen.filter(seen -> seen).isPresent()) {
            event(out, touched.seq(), "gone", Json.object(Map.of("id", Json.of(touched.id()))));
        }
        return wasSeen.isPresent();
    }

    /// Whether something changed that is seen: an entity's life, or an attribute that is there or
    /// was seen as it was.
    private boolean hasNews(Entity entity, Touched touched) {
        return touched.names().isEmpty() || !told(entity, touched).isEmpty();
    }

    private List<String> told(Entity entity, Touched touched) {
        var present = entity.attributeNames();
        return touched.names().stream()
                .filter(name -> present.contains(name) || context.sight().isClear(name))
                .toList();
    }

    private boolean isWanted(Entity entity) {
        return types.isEmpty() || entity.types().stream().anyMatch(types::contains);
    }

    private JsonContent change(Entity entity, Touched touched) {
        return out -> {
            out.startObject();
            out.name("changed");
            out.startArray();
            told(entity, touched).forEach(name -> out.text(words.compact(name)));
            out.endArray();
            out.name("modifiedAt");
            out.text(entity.modifiedAt().toString());
            masked(entity, out);
            out.name("entity");
            writer.write(entity, out);
            out.endObject();
        };
    }

    /// Which of its attributes have masked values; nothing is said when none has.
    private void masked(Entity entity, JsonSink out) {
        var ways = context.masked(entity);
        if (!ways.isEmpty()) {
            out.name("masked");
            out.startArray();
            for (var way : ways) {
                out.text(way.stream().map(words::compact).collect(Collectors.joining(".")));
            }
            out.endArray();
        }
    }

    private static void event(OutputStream out, long seq, String name, JsonContent data)
            throws IOException {
        var text = "id: %d\nevent: %s\ndata: %s\n\n".formatted(seq, name, JsonWriter.text(data));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void comment(OutputStream out, String text) throws IOException {
        out.write((": " + text + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

package city.wutong.live;

import city.wutong.context.Change;
import city.wutong.context.Context;
import city.wutong.entity.Entity;
import city.wutong.feed.Feed;
import city.wutong.json.Json;
import city.wutong.json.JsonContent;
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
/// deleted), `reset`, and a comment as a sign of life.
public final class EventStream {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(15);
    private static final Duration GATHERING = Duration.ofMillis(100);
    private static final int MOST_CHANGES = 5_000;

    private final Context context;
    private final Feed feed;
    private final LdContext words;
    private final EntityWriter writer;
    private final Set<String> types;

    /// @param types the expanded types that are told of; empty for all
    public EventStream(Context context, Feed feed, LdContext words, Set<String> types) {
        this.context = context;
        this.feed = feed;
        this.words = words;
        this.writer = new EntityWriter(words, Representation.of(Representation.Form.CONCISE));
        this.types = Set.copyOf(types);
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
        comment(out, "from " + after);
        while (true) {
            if (!feed.await(after, SIGN_OF_LIFE)) {
                comment(out, "alive");
                continue;
            }
            var changes = feed.tail(after, MOST_CHANGES);
            after = changes.isPresent() ? tell(out, changes.get()) : reset(out);
            Thread.sleep(GATHERING);
        }
    }

    private long reset(OutputStream out) throws IOException {
        long now = feed.seq();
        event(out, now, "reset", Json.object(Map.of("seq", Json.of(now))));
        return now;
    }

    /// What became of one entity since the last look.
    private record Touched(String id, Set<String> names, long seq) {}

    private long tell(OutputStream out, List<Change> changes) throws IOException {
        var touched = new LinkedHashMap<Long, Touched>();
        for (var change : changes) {
            var before = touched.remove(change.entity());
            var names = before == null ? new LinkedHashSet<String>() : before.names();
            if (change.attributeName() != null) {
                names.add(change.attributeName());
            }
            touched.put(change.entity(), new Touched(change.entityId(), names, change.seq()));
        }
        long last = changes.getLast().seq();
        for (var each : touched.sequencedValues()) {
            tell(out, each);
        }
        comment(out, "to " + last);
        return last;
    }

    private void tell(OutputStream out, Touched touched) throws IOException {
        var entity = context.entity(touched.id());
        if (entity.isEmpty()) {
            var gone = Json.object(Map.of("id", Json.of(touched.id())));
            event(out, touched.seq(), "gone", gone);
        } else if (isWanted(entity.get())) {
            event(out, touched.seq(), "change", change(entity.get(), touched));
        }
    }

    private boolean isWanted(Entity entity) {
        return types.isEmpty() || entity.types().stream().anyMatch(types::contains);
    }

    private JsonContent change(Entity entity, Touched touched) {
        return out -> {
            out.startObject();
            out.name("changed");
            out.startArray();
            touched.names().forEach(name -> out.text(words.compact(name)));
            out.endArray();
            out.name("modifiedAt");
            out.text(entity.modifiedAt().toString());
            out.name("entity");
            writer.write(entity, out);
            out.endObject();
        };
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

package city.wutong.present;

import city.wutong.context.Change;
import city.wutong.context.SeenContext;
import city.wutong.entity.Entity;
import city.wutong.feed.Follower;
import city.wutong.journal.FollowerOffsets;
import city.wutong.json.Json;
import city.wutong.json.JsonContent;
import city.wutong.json.JsonSink;
import city.wutong.json.JsonWriter;
import city.wutong.jsonld.DateTimes;
import city.wutong.jsonld.EntityWriter;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Projection;
import city.wutong.jsonld.Representation;
import city.wutong.jsonld.Representation.Selection;
import city.wutong.postgres.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The follower that keeps the table `present`: the present as JSON, for SQL tools.
///
/// It writes each entity that has changed once, as it is now, however often it changed meanwhile,
/// and rests between two rounds for [#REST] times as long as a round took: so it is seconds behind,
/// and takes a bounded share of the database.
public final class EntityTable implements Follower {
    public static final String NAME = "entity-table";

    private static final int REST = 4;
    private static final int ROWS = 500;
    private static final Representation ATTRIBUTES =
            Representation.NORMALIZED.with(
                    new Selection(
                            Set.of(),
                            Projection.NONE,
                            Projection.of("id", "type", "scope"),
                            Set.of()));
    private static final String UPSERT =
            """
            insert into present (number, id, types, scopes, attributes, created_at, modified_at, seq)
            select number, id, types, scopes, attributes, created_at, modified_at, seq
            from json_to_recordset(?::json) as r (number bigint, id text, types text[], scopes text[],
                 attributes jsonb, created_at timestamptz, modified_at timestamptz, seq bigint)
            on conflict (number) do update set
                types = excluded.types, scopes = excluded.scopes, attributes = excluded.attributes,
                modified_at = excluded.modified_at, seq = excluded.seq
            """;

    private final Tables tables;
    private final SeenContext context;
    private final EntityWriter attributes;
    private final LdContext words;
    private final Map<Long, String> changed = new LinkedHashMap<>();
    private volatile long offset;
    private long seen;
    private long restUntil = System.nanoTime();

    /// @param context as SQL tools may see it
    /// @param offset how far the table has come
    /// @param words the names that SQL tools see: the core `@context`
    public EntityTable(Tables tables, SeenContext context, long offset, LdContext words) {
        this.tables = tables;
        this.context = context;
        this.offset = offset;
        this.seen = offset;
        this.words = words;
        this.attributes = new EntityWriter(words, ATTRIBUTES);
    }

    /// As the constructor. A table that has come nowhere, because it was emptied, begins with all
    /// entities as they are now: it need not read the journal for that.
    public static EntityTable open(
            Tables tables, SeenContext context, long offset, LdContext words) {
        if (offset > 0) {
            return new EntityTable(tables, context, offset, words);
        }
        var table = new EntityTable(tables, context, context.seq(), words);
        context.forEach(entity -> table.changed.put(entity.number(), entity.id()));
        return table;
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
        for (var change : changes) {
            changed.put(change.entity(), change.entityId());
            seen = change.seq();
        }
        long now = System.nanoTime();
        if (!changed.isEmpty() && now - restUntil >= 0) {
            write();
            restUntil = System.nanoTime() + REST * (System.nanoTime() - now);
        }
    }

    private void write() throws SQLException {
        var entries = List.copyOf(changed.entrySet());
        for (int from = 0; from < entries.size(); from += ROWS) {
            var part = entries.subList(from, Math.min(entries.size(), from + ROWS));
            tables.transaction(connection -> write(connection, part));
        }
        tables.transaction(connection -> FollowerOffsets.save(connection, NAME, seen));
        changed.clear();
        offset = seen;
    }

    private void write(Connection connection, List<Map.Entry<Long, String>> entries)
            throws SQLException {
        var rows = new ArrayList<JsonContent>();
        var gone = new ArrayList<Long>();
        for (var entry : entries) {
            var entity =
                    context.entity(entry.getValue())
                            .filter(present -> present.number() == entry.getKey());
            entity.map(this::row).ifPresentOrElse(rows::add, () -> gone.add(entry.getKey()));
        }
        if (!rows.isEmpty()) {
            try (var upsert = connection.prepareStatement(UPSERT)) {
                upsert.setString(1, JsonWriter.text(JsonContent.array(rows)));
                upsert.executeUpdate();
            }
        }
        if (!gone.isEmpty()) {
            try (var delete =
                    connection.prepareStatement("delete from present where number = any (?)")) {
                delete.setObject(1, gone.stream().mapToLong(Long::longValue).toArray());
                delete.executeUpdate();
            }
        }
    }

    private JsonContent row(Entity entity) {
        return out -> {
            out.startObject();
            number("number", entity.number(), out);
            text("id", entity.id(), out);
            texts("types", entity.types().stream().map(words::compact).toList(), out);
            texts("scopes", entity.scopes(), out);
            out.name("attributes");
            attributes.write(entity, out);
            text("created_at", DateTimes.text(entity.createdAt()), out);
            text("modified_at", DateTimes.text(entity.modifiedAt()), out);
            number("seq", entity.seq(), out);
            out.endObject();
        };
    }

    private static void number(String name, long number, JsonSink out) {
        out.name(name);
        out.value(Json.of(number));
    }

    private static void text(String name, String text, JsonSink out) {
        out.name(name);
        out.text(text);
    }

    private static void texts(String name, List<String> texts, JsonSink out) {
        out.name(name);
        out.startArray();
        texts.forEach(out::text);
        out.endArray();
    }
}

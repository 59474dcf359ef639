package city.wutong.outbox;

import city.wutong.journal.FollowerOffsets;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import city.wutong.notification.Mention;
import city.wutong.notification.Message;
import city.wutong.notification.Notification;
import city.wutong.notification.Notification.State;
import city.wutong.notification.RouteForm;
import city.wutong.notification.Underway;
import city.wutong.notification.UnderwayForm;
import city.wutong.postgres.Tables;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The messages of one tenant, a row each: written in the same transaction as what is under way and
/// the offset of the follower that decided them, so that each is there once however often the
/// process is killed. To the outside each goes at least once, under its id.
public final class Outbox {
    /// Of messages that were sent or given up, no more are kept than this, and none longer than
    /// [#KEPT].
    public static final int MOST_KEPT = 100_000;

    public static final Duration KEPT = Duration.ofDays(90);

    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);
    private static final String COLUMNS =
            "number, id, route, step, channel, recipient, mentions, more, made_at, state, tries,"
                    + " next_try, done_at, trouble";

    private static final String WHERE =
            "where (? or state = ?) and (? or channel = ?) and position(lower(?) in"
                    + " lower(mentions || recipient || trouble || id)) > 0";

    private final Tables tables;
    private final String follower;

    /// @param follower the name under which the offset of whoever decides is kept
    public Outbox(Tables tables, String follower) {
        this.tables = tables;
        this.follower = follower;
    }

    /// Where whoever decides stands.
    ///
    /// @param seq the last change that was heard of; 0 when nothing was ever decided
    public record Standing(long seq, Underway underway) {}

    public Standing standing() throws SQLException {
        return tables.inTransaction(connection -> {
            try (var query = connection.prepareStatement("select body from notification_state");
                    var rows = query.executeQuery()) {
                var underway =
                        rows.next()
                                ? UnderwayForm.underway(json(rows.getString(1)))
                                : Underway.NOTHING;
                return new Standing(FollowerOffsets.load(connection, follower), underway);
            }
        });
    }

    /// One step of whoever decides.
    ///
    /// @param from where it stood
    /// @param to how far it has heard
    /// @param gone the URIs of alerts of which nothing more is told
    /// @param at by the office clock
    public record Round(
            long from,
            long to,
            Underway underway,
            List<Outgoing> messages,
            Collection<String> gone,
            Instant at) {}

    /// A message and the id that it goes under.
    public record Outgoing(UUID id, Message message) {}

    /// Keeps it, all or nothing.
    ///
    /// @return whether it did; if not, somebody else has been there and it must be read again where
    ///   things stand
    public boolean keep(Round round) throws SQLException {
        return tables.inTransaction(connection -> {
            if (!FollowerOffsets.advance(connection, follower, round.from(), round.to())) {
                return false;
            }
            save(connection, round.underway());
            insert(connection, round.messages(), round.at());
            erase(connection, round.gone());
            return true;
        });
    }

    private static void save(Connection connection, Underway underway) throws SQLException {
        try (var save =
                connection.prepareStatement(
                        """
                        insert into notification_state (one, body) values (true, ?)
                        on conflict (one) do update set body = excluded.body
                        where notification_state.body <> excluded.body
                        """)) {
            save.setString(1, JsonWriter.text(UnderwayForm.told(underway)));
            save.executeUpdate();
        }
    }

    private static void insert(Connection connection, List<Outgoing> messages, Instant at)
            throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (var insert =
                connection.prepareStatement(
                        """
                        insert into notification (id, route, step, channel, recipient, mentions, more,
                          alerts, made_at, state, tries, next_try, trouble)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', 0, ?, '')
                        """)) {
            for (var each : messages) {
                fill(insert, each, at);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void fill(PreparedStatement insert, Outgoing outgoing, Instant at)
            throws SQLException {
        var message = outgoing.message();
        insert.setObject(1, outgoing.id());
        insert.setString(2, message.route());
        insert.setInt(3, message.step());
        insert.setString(4, message.channel());
        insert.setString(5, JsonWriter.text(RouteForm.told(message.recipient())));
        insert.setString(6, JsonWriter.text(UnderwayForm.told(message.mentions())));
        insert.setInt(7, message.more());
        var alerts = message.mentions().stream().map(Mention::alert).distinct().toArray();
        insert.setArray(8, insert.getConnection().createArrayOf("text", alerts));
        insert.setObject(9, at.atOffset(ZoneOffset.UTC));
        insert.setObject(10, at.atOffset(ZoneOffset.UTC));
    }

    /// A message that told of what was erased tells nothing any more.
    private static void erase(Connection connection, Collection<String> gone) throws SQLException {
        if (gone.isEmpty()) {
            return;
        }
        try (var erase =
                connection.prepareStatement(
                        """
                        update notification set mentions = '[]', alerts = '{}', trouble = '',
                          next_try = null, state = 'ERASED'
                        where alerts && ?
                        """)) {
            erase.setArray(1, connection.createArrayOf("text", gone.toArray()));
            erase.executeUpdate();
        }
    }

    /// Adds one message that no route has made.
    public void add(Outgoing outgoing, Instant at) throws SQLException {
        tables.transaction(connection -> insert(connection, List.of(outgoing), at));
    }

    /// What is to be sent now, the oldest first.
    ///
    /// @param not the channels that are not asked for
    public List<Notification> due(Collection<String> not, Instant now, int most)
            throws SQLException {
        return select(
                "where state = 'WAITING' and next_try <= ? and not channel = any (?)"
                        + " order by number limit ?",
                query -> {
                    query.setObject(1, now.atOffset(ZoneOffset.UTC));
                    query.setArray(2, query.getConnection().createArrayOf("text", not.toArray()));
                    query.setInt(3, most);
                });
    }

    /// What is asked of the outbox.
    ///
    /// @param text stands in what was told, in the recipient or in the trouble; empty: whatever
    public record Asked(Optional<State> state, Optional<String> channel, String text) {}

    /// Some of them, the newest first.
    public List<Notification> find(Asked asked, int limit, int offset) throws SQLException {
        return select(
                WHERE + " order by number desc limit ? offset ?",
                query -> {
                    fill(query, asked);
                    query.setInt(6, limit);
                    query.setInt(7, offset);
                });
    }

    private static void fill(PreparedStatement query, Asked asked) throws SQLException {
        query.setBoolean(1, asked.state().isEmpty());
        query.setString(2, asked.state().map(State::name).orElse(""));
        query.setBoolean(3, asked.channel().isEmpty());
        query.setString(4, asked.channel().orElse(""));
        query.setString(5, asked.text());
    }

    public int count(Asked asked) throws SQLException {
        return tables.inTransaction(connection -> {
            try (var query =
                    connection.prepareStatement("select count(*) from notification " + WHERE)) {
                fill(query, asked);
                try (var rows = query.executeQuery()) {
                    rows.next();
                    return rows.getInt(1);
                }
            }
        });
    }

    public Optional<Notification> find(UUID id) throws SQLException {
        return select("where id = ?", query -> query.setObject(1, id)).stream().findFirst();
    }

    /// It was sent.
    public void sent(Notification one, Instant at) throws SQLException {
        settle(one, "SENT", at, Optional.empty(), "");
    }

    /// A try failed.
    ///
    /// @param nextTry when it is tried again; empty: never by itself
    public void failed(Notification one, Instant at, Optional<Instant> nextTry, String trouble)
            throws SQLException {
        settle(one, nextTry.isPresent() ? "WAITING" : "FAILED", at, nextTry, trouble);
    }

    private void settle(
            Notification one, String state, Instant at, Optional<Instant> nextTry, String trouble)
            throws SQLException {
        tables.transaction(connection -> {
            try (var update =
                    connection.prepareStatement(
                            """
                            update notification set state = ?, tries = tries + 1, done_at = ?,
                              next_try = ?, trouble = ?
                            where number = ? and state = 'WAITING'
                            """)) {
                update.setString(1, state);
                update.setObject(2, at.atOffset(ZoneOffset.UTC));
                update.setObject(
                        3, nextTry.map(time -> time.atOffset(ZoneOffset.UTC)).orElse(null));
                update.setString(4, trouble);
                update.setLong(5, one.number());
                update.executeUpdate();
            }
        });
    }

    /// Has one that failed tried again.
    ///
    /// @return whether it had failed
    public boolean retry(UUID id, Instant at) throws SQLException {
        return tables.inTransaction(connection -> {
            try (var update =
                    connection.prepareStatement(
                            """
                            update notification set state = 'WAITING', tries = 0, next_try = ?
                            where id = ? and state = 'FAILED'
                            """)) {
                update.setObject(1, at.atOffset(ZoneOffset.UTC));
                update.setObject(2, id);
                return update.executeUpdate() == 1;
            }
        });
    }

    /// Forgets what was sent or given up long ago.
    public void tidy(Instant now) throws SQLException {
        tables.transaction(connection -> {
            try (var delete =
                    connection.prepareStatement(
                            """
                            delete from notification where state <> 'WAITING' and (made_at < ? or
                              number <= (select coalesce(max(number), 0) - ? from notification))
                            """)) {
                delete.setObject(1, now.minus(KEPT).atOffset(ZoneOffset.UTC));
                delete.setInt(2, MOST_KEPT);
                delete.executeUpdate();
            }
        });
    }

    @FunctionalInterface
    private interface Filling {
        void fill(PreparedStatement query) throws SQLException;
    }

    private List<Notification> select(String rest, Filling filling) throws SQLException {
        return tables.inTransaction(connection -> {
            var found = new ArrayList<Notification>();
            try (var query =
                    connection.prepareStatement(
                            "select " + COLUMNS + " from notification " + rest)) {
                filling.fill(query);
                try (var rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.add(notification(rows));
                    }
                }
            }
            return found;
        });
    }

    private static Notification notification(ResultSet row) throws SQLException {
        var message =
                new Message(
                        row.getString("route"),
                        row.getInt("step"),
                        row.getString("channel"),
                        RouteForm.recipient(json(row.getString("recipient"))),
                        UnderwayForm.mentions(json(row.getString("mentions"))),
                        row.getInt("more"));
        return new Notification(
                row.getLong("number"),
                row.getObject("id", UUID.class),
                message,
                time(row, "made_at").orElseThrow(),
                State.valueOf(row.getString("state")),
                row.getInt("tries"),
                time(row, "next_try"),
                time(row, "done_at"),
                row.getString("trouble"));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
    }

    private static Json json(String text) throws SQLException {
        try {
            return JSON.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw new SQLException("what is kept of notifications is no JSON", e);
        }
    }
}

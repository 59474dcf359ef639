package city.wutong.companion;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import city.wutong.jsonld.HostedContexts;
import city.wutong.postgres.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The hosted `@context`s of one tenant in PostgreSQL. Each is written in a transaction of its own,
/// beside the writer's: nothing in the journal depends on them.
public final class ContextTable implements HostedContexts {
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);

    private final Tables tables;

    public ContextTable(Tables tables) {
        this.tables = tables;
    }

    /// A row that cannot be read back is a defect of ours and not to be passed over.
    @Override
    public List<Hosted> load() throws IOException {
        try {
            return tables.inTransaction(ContextTable::load);
        } catch (SQLException e) {
            throw new IOException("the hosted contexts cannot be read", e);
        }
    }

    private static List<Hosted> load(Connection connection) throws SQLException {
        var hosted = new ArrayList<Hosted>();
        try (var query =
                        connection.prepareStatement(
                                """
                                select local_id, created_at, context from jsonld_context
                                order by created_at, local_id
                                """);
                var rows = query.executeQuery()) {
            while (rows.next()) {
                hosted.add(
                        new Hosted(
                                rows.getString(1),
                                rows.getObject(2, OffsetDateTime.class).toInstant(),
                                json(rows.getString(3))));
            }
        }
        return hosted;
    }

    private static Json json(String text) throws SQLException {
        try {
            return JSON.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw new SQLException("a hosted context is no JSON", e);
        }
    }

    @Override
    public void add(Hosted hosted) throws IOException {
        try {
            tables.transaction(connection -> {
                try (var insert =
                        connection.prepareStatement(
                                "insert into jsonld_context values (?, ?, ?)")) {
                    insert.setString(1, hosted.localId());
                    insert.setObject(2, hosted.createdAt().atOffset(ZoneOffset.UTC));
                    insert.setString(3, JsonWriter.text(hosted.context()));
                    insert.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw new IOException("a context cannot be hosted", e);
        }
    }

    @Override
    public void remove(String localId) throws IOException {
        try {
            tables.transaction(connection -> {
                try (var delete =
                        connection.prepareStatement(
                                "delete from jsonld_context where local_id = ?")) {
                    delete.setString(1, localId);
                    delete.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw new IOException("a hosted context cannot be removed", e);
        }
    }
}

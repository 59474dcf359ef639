package city.wutong.present;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Generated;
import city.wutong.context.Operation;
import city.wutong.context.Town;
import city.wutong.entity.Entity;
import city.wutong.journal.FollowerOffsets;
import city.wutong.journal.StoredTown;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.jsonld.EntityWriter;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Representation;
import city.wutong.postgres.SharedPostgres;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EntityTableTest {
    private static final JsonReader JSON = new JsonReader(new JsonLimits(500, 1 << 20, 2_000));

    @Provide
    Arbitrary<List<Operation>> operations() {
        return Generated.operations().list().ofMinSize(1).ofMaxSize(60);
    }

    private static StoredTown town() throws Exception {
        return StoredTown.open(SharedPostgres.database(), SharedPostgres.freshSchema());
    }

    private static EntityTable table(StoredTown town) throws Exception {
        long offset = new FollowerOffsets(town.tables()).load(EntityTable.NAME);
        return new EntityTable(town.tables(), town.context(), offset, LdContext.CORE);
    }

    /// Between two rounds it rests: it is asked until it has come to the end.
    private static void follow(EntityTable table, StoredTown town, int step) throws Exception {
        long at = table.offset();
        while (table.offset() < town.context().seq()) {
            var changes = town.feed().read(at, step);
            table.follow(changes);
            at = changes.isEmpty() ? at : changes.getLast().seq();
        }
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void the_table_is_the_present(
            @ForAll("operations") List<Operation> operations,
            @ForAll @IntRange(min = 1, max = 50) int step)
            throws Exception {
        try (var town = town()) {
            int half = operations.size() / 2;
            var table = table(town);
            operations.subList(0, half).forEach(town::apply);
            follow(table, town, step);
            operations.subList(half, operations.size()).forEach(town::apply);
            follow(table, town, step);
            assertThat(rows(town)).isEqualTo(shown(town.entities()));
        }
    }

    @Test
    void rows_of_what_was_deleted_go() throws Exception {
        try (var town = town()) {
            var table = table(town);
            town.apply(Town.create("urn:e:1"), Town.create("urn:e:2"));
            follow(table, town, 100);
            town.apply(
                    new Operation.Delete("urn:e:1"),
                    new Operation.Delete("urn:e:2"),
                    Town.create("urn:e:2"));
            follow(table, town, 100);
            assertThat(rows(town)).isEqualTo(shown(town.entities())).hasSize(1);
            assertThat(new FollowerOffsets(town.tables()).load(EntityTable.NAME))
                    .isEqualTo(town.context().seq());
        }
    }

    @Test
    void sql_tools_see_short_names_and_plain_values() throws Exception {
        try (var town = town()) {
            var place = Generated.location(120.5, 30.6, 0);
            town.apply(
                    new Operation.Create(
                            "urn:e:1", Town.patch(List.of(LdContext.CORE.expand("Room")), place)));
            follow(table(town), town, 100);
            assertThat(
                            town.number(
                                    "select count(*) from present where 'Room' = any (types) and attributes -> 'location' -> 'value' ->> 'type' = 'Point'"))
                    .isEqualTo(1);
        }
    }

    /// The columns as JSON, by number.
    private static Map<Long, Json> rows(StoredTown town) throws SQLException {
        return town.tables()
                .inTransaction(connection -> {
                    var rows = new LinkedHashMap<Long, Json>();
                    try (var query =
                                    connection.prepareStatement(
                                            "select number, id, types, scopes, attributes, seq from present order by number");
                            var found = query.executeQuery()) {
                        while (found.next()) {
                            var members = new LinkedHashMap<String, Json>();
                            members.put("id", Json.of(found.getString(2)));
                            members.put("types", strings((String[]) found.getArray(3).getArray()));
                            members.put("scopes", strings((String[]) found.getArray(4).getArray()));
                            members.put("attributes", read(found.getString(5)));
                            members.put("seq", Json.of(found.getLong(6)));
                            rows.put(found.getLong(1), Json.object(members));
                        }
                    }
                    return rows;
                });
    }

    private static Map<Long, Json> shown(List<Entity> entities) {
        var writer = new EntityWriter(LdContext.CORE, Representation.NORMALIZED);
        var rows = new LinkedHashMap<Long, Json>();
        for (var entity : entities) {
            var attributes =
                    new LinkedHashMap<>(((Json.Obj) writer.shown(entity).tree()).members());
            List.of("id", "type", "scope").forEach(attributes::remove);
            var members = new LinkedHashMap<String, Json>();
            members.put("id", Json.of(entity.id()));
            members.put(
                    "types",
                    strings(
                            entity.types().stream()
                                    .map(LdContext.CORE::compact)
                                    .toArray(String[]::new)));
            members.put("scopes", strings(entity.scopes().toArray(String[]::new)));
            members.put("attributes", Json.object(attributes));
            members.put("seq", Json.of(entity.seq()));
            rows.put(entity.number(), Json.object(members));
        }
        return rows;
    }

    private static Json strings(String[] texts) {
        return Json.array(List.of(texts).stream().map(Json::of).toList());
    }

    private static Json read(String json) {
        try {
            return JSON.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw new AssertionError(json, e);
        }
    }
}

package city.wutong.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.acceptance.Ledger.Answer;
import city.wutong.acceptance.Ledger.Said;
import city.wutong.json.Json;
import city.wutong.start.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds what a city has against what its clients were told: nothing taken is lost, nothing refused
/// is there, nothing is there twice, nothing is torn.
final class Proof {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final List<Ledger> ledgers;
    private long checkedUpTo;

    Proof(List<Ledger> ledgers) {
        this.ledgers = ledgers;
    }

    /// @param database a session with the city's database
    void check(Client client, Connection database) throws SQLException, InterruptedException {
        for (var ledger : ledgers) {
            assertThat(ledger.wrong).as("answers that nobody should give").isEmpty();
        }
        awaitFollower(client, Echo.NAME);
        awaitFollower(client, "entity-table");
        checkJournal(client, database);
        checkCounters(client);
        checkSensors(client);
        checkMade(client);
        checkEchoes(database);
        checkTable(client, database);
    }

    private static void awaitFollower(Client client, String name) throws InterruptedException {
        assertThat(Await.until(LIMIT, () -> client.lag(name) == 0))
                .as("%s is %d behind", name, client.lag(name))
                .isTrue();
    }

    private void checkJournal(Client client, Connection database) throws SQLException {
        long seq = client.seq();
        assertThat(number(database, "select count(*) from city.journal"))
                .as("changes in the journal, as many as their numbers say")
                .isEqualTo(seq);
        assertThat(number(database, "select coalesce(max(seq), 0) from city.journal"))
                .as("the last change in the journal is the last that is shown")
                .isEqualTo(seq);
        assertThat(number(database, "select coalesce(max(last_seq), 0) from city.commit_group"))
                .as("the last group ends with the last change")
                .isEqualTo(seq);
        assertThat(
                        number(
                                database,
                                "select count(distinct seq) from city.journal where seq > "
                                        + checkedUpTo))
                .as("changes after %d, each number once", checkedUpTo)
                .isEqualTo(seq - checkedUpTo);
        checkedUpTo = seq;
    }

    private void checkCounters(Client client) {
        var present = byId(client.all("Counter", "&options=simplified"));
        for (var ledger : ledgers) {
            ledger.counters.forEach((id, said) -> checkCounter(client, id, said, present));
        }
    }

    private static void checkCounter(
            Client client, String id, List<Said> said, Map<String, Json.Obj> present) {
        var history = series(client, id, "n");
        checkSaid(id, said, history);
        if (!present.containsKey(id)) {
            assertThat(history).as("history of %s, which is not there", id).isEmpty();
            return;
        }
        assertThat(whole(present.get(id), "n"))
                .as("%s is what was written last", id)
                .isEqualTo(history.getLast());
        assertThat(series(client, Echo.TALLY + id.substring(Echo.COUNTER.length()), "heard"))
                .as("the echo of %s is heard once for each of its changes", id)
                .isEqualTo(history);
    }

    /// Each value that was taken is there once, in order; none that was refused.
    private static void checkSaid(String what, List<Said> said, List<Long> history) {
        assertThat(history).as("history of %s, each value once, in order", what).isSorted();
        assertThat(history).as("history of %s", what).doesNotHaveDuplicates();
        assertThat(history)
                .as("history of %s has what was taken", what)
                .containsAll(values(said, Set.of(Answer.TAKEN)));
        assertThat(values(said, Set.of(Answer.TAKEN, Answer.UNKNOWN)))
                .as("history of %s has nothing that was refused", what)
                .containsAll(history);
    }

    private static Set<Long> values(List<Said> said, Set<Answer> answers) {
        var values = new java.util.HashSet<Long>();
        for (var each : said) {
            if (answers.contains(each.answer())) {
                values.add((long) each.value());
            }
        }
        return values;
    }

    private void checkSensors(Client client) {
        var present = byId(client.all("Sensor", "&options=simplified"));
        for (int i = 0; i < ledgers.size(); i++) {
            var said = ledgers.get(i).versions;
            var first = present.get(Load.sensor(i, 0));
            if (first == null) {
                assertThat(values(said, Set.of(Answer.TAKEN)))
                        .as("batches of client %d", i)
                        .isEmpty();
            }
            long version = first == null ? 0 : whole(first, "a");
            for (int number = 0; number < Load.SENSORS; number++) {
                checkSensor(Load.sensor(i, number), version, present);
            }
            if (first != null) {
                var history = series(client, Load.sensor(i, Load.SENSORS - 1), "a");
                checkSaid("the sensors of client " + i, said, history);
                assertThat(history.getLast()).as("the present of client %d", i).isEqualTo(version);
            }
        }
    }

    /// A batch is there whole, and each of its entities.
    private static void checkSensor(String id, long version, Map<String, Json.Obj> present) {
        var sensor = present.get(id);
        assertThat(sensor == null).as("%s is missing", id).isEqualTo(version == 0);
        if (sensor == null) {
            return;
        }
        assertThat(List.of(whole(sensor, "a"), whole(sensor, "b")))
                .as("%s is of one version with its batch", id)
                .containsOnly(version);
        assertThat(sensor.members().get("c")).as(id).isEqualTo(Json.of("v" + version));
    }

    private void checkMade(Client client) {
        var present = byId(client.all("Made", "&options=simplified"));
        for (var ledger : ledgers) {
            ledger.made.forEach((id, answer) -> {
                var deletion = ledger.deleted.get(id);
                if (answer == Answer.REFUSED || deletion == Answer.TAKEN) {
                    assertThat(present).as("refused or deleted").doesNotContainKey(id);
                } else if (answer == Answer.TAKEN && deletion != Answer.UNKNOWN) {
                    assertThat(present).as("made and not deleted").containsKey(id);
                }
                if (present.containsKey(id)) {
                    var entity = present.get(id);
                    assertThat(entity.members())
                            .as(id + " is whole")
                            .containsKeys("x", "y", "location");
                    assertThat(whole(entity, "x")).as(id).isEqualTo(whole(entity, "y"));
                }
            });
        }
    }

    /// No change has caused two.
    private static void checkEchoes(Connection database) throws SQLException {
        assertThat(
                        number(
                                database,
                                """
                                select count(*) from (
                                    select cause from city.journal j join city.name a on a.number = j.actor
                                    where a.name = 'echo' and j.what = 3
                                    group by cause having count(*) <> 1) as doubled
                                """))
                .as("changes with more than one echo")
                .isZero();
    }

    private static void checkTable(Client client, Connection database) throws SQLException {
        var present = new HashMap<String, Json.Obj>();
        for (var type : List.of("Counter", "Tally", "Sensor", "Made")) {
            present.putAll(byId(client.all(type, "")));
        }
        var table = new HashMap<String, Json>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select id, attributes from city.present")) {
            while (rows.next()) {
                table.put(rows.getString(1), Documents.parse(rows.getString(2)));
            }
        }
        assertThat(table.keySet()).as("entities in the table").isEqualTo(present.keySet());
        present.forEach((id, entity) -> {
            var attributes = new LinkedHashMap<>(entity.members());
            attributes.remove("id");
            attributes.remove("type");
            assertThat(table.get(id)).as("the row of " + id).isEqualTo(Json.object(attributes));
        });
    }

    /// The values that an attribute has had, in order; empty when there never was such an entity.
    static List<Long> series(Client client, String id, String attribute) {
        var reply = client.get(seriesPath(id, attribute));
        if (reply.status() == 404) {
            return List.of();
        }
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return series(reply, attribute);
    }

    static String seriesPath(String id, String attribute) {
        return Client.TEMPORAL
                + id
                + "?attrs="
                + attribute
                + "&options=temporalValues&timeproperty=modifiedAt";
    }

    /// The values in a series that was answered.
    static List<Long> series(Client.Reply reply, String attribute) {
        var values = new ArrayList<Long>();
        var series = Documents.members(reply.json()).get(attribute);
        if (series != null) {
            for (var pair : Documents.items(Documents.member(series, "values"))) {
                values.add(Documents.whole(Documents.items(pair).getFirst()));
            }
        }
        return values;
    }

    private static Map<String, Json.Obj> byId(List<Json.Obj> entities) {
        var sorted = new HashMap<String, Json.Obj>();
        for (var entity : entities) {
            var id = Documents.text(Documents.member(entity, "id"));
            assertThat(sorted.put(id, entity)).as("%s twice", id).isNull();
        }
        return sorted;
    }

    private static long whole(Json.Obj entity, String member) {
        return Documents.whole(Documents.member(entity, member));
    }

    static long number(Connection database, String query) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}

package city.wutong.http;

import static city.wutong.http.CareCity.elder;
import static city.wutong.http.CareCity.property;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.Reply;
import city.wutong.postgres.EmbeddedPostgres;
import city.wutong.start.DataFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// All that is kept of a person is handed out to them, and goes when they ask for it: also out of
/// the files on disk (PIPL articles 45 and 47).
@Timeout(180)
class PersonalDataTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String PAST = "/ngsi-ld/v1/temporal/entities/";
    private static final String ZHANG = "urn:ngsi-ld:Elder:1";
    private static final String LI = "urn:ngsi-ld:Elder:2";
    private static final String BAND = "urn:ngsi-ld:Wristband:zhang";
    private static final String OLD_BAND = "urn:ngsi-ld:Wristband:gone";
    private static final String HANDED_ON = "urn:ngsi-ld:Wristband:handed-on";
    private static final String REASON = "\"reason\":\"request 17 of the person\"";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// A follower that has not dealt with every change yet.
    private static final Pattern BEHIND =
            Pattern.compile("(?m)^wutong_follower_lag\\{[^}]*} [1-9]");

    /// What must not be found anywhere afterwards.
    private static final List<String> SECRETS =
            List.of("Zhang Sanfeng", "13812345678", "gonorrhoea", "Sanfeng fell again", "8241777");

    private Path data = Path.of("");
    private Path scenarios = Path.of("");
    private Optional<TestCity> running = Optional.empty();

    @BeforeEach
    void open() throws IOException {
        data = Files.createTempDirectory("wutong-personal-");
        scenarios = CareCity.scenarios();
        var index = scenarios.resolve("care/indices/past.yaml");
        Files.writeString(
                index,
                """
                formatVersion: 1
                index: past
                name: {zh: 历史, en: Past}
                about: {zh: 历史值, en: What was}
                figure: select count(*) as value from history
                rows: select entity_id as id, attribute, value::text as was from history
                """);
        start();
    }

    private void start() {
        var options =
                Map.of(
                        "data", data.toString(),
                        "scenarios", scenarios.toString(),
                        "segments.every", "PT1S",
                        "snapshot.every", "PT1S",
                        "cases.keep", "P365D",
                        "clock.replay", "true");
        running = Optional.of(TestCity.open(options));
    }

    @AfterEach
    void stop() {
        running.ifPresent(TestCity::close);
        running = Optional.empty();
    }

    private TestCity city() {
        return running.orElseThrow();
    }

    private static Reply await(Supplier<Reply> question, Predicate<Reply> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var reply = question.get();
        while (!wanted.test(reply)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE + ": " + reply.body());
            }
            Thread.onSpinWait();
            reply = question.get();
        }
        return reply;
    }

    private void create(String body) {
        var reply = city().post(ENTITIES, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }

    private static String band(String id, String wearer, int pulse) {
        return """
        {"id":"%s","type":"Wristband","wearer":{"type":"Relationship","object":"%s"},
         "pulse":{"type":"Property","value":%d}}\
        """
                .formatted(id, wearer, pulse);
    }

    /// Two elders; bands that are worn, were worn, and went from one to the other; a fall with its
    /// alert, case, note and photograph.
    ///
    /// @return the hash of the photograph
    private String lives() {
        create(
                elder(
                        ZHANG,
                        "west",
                        5,
                        property("name", "Zhang Sanfeng")
                                + ","
                                + property("phone", "13812345678")
                                + ","
                                + property("illness", "gonorrhoea")
                                + ","
                                + property("guardianPhone", "13900001111")));
        create(elder(LI, "west", 5, property("name", "Li Si")));
        create(band(BAND, ZHANG, 8241777));
        create(band(OLD_BAND, ZHANG, 6262626));
        assertThat(city().delete(ENTITIES + "/" + OLD_BAND).status()).isEqualTo(204);
        create(band(HANDED_ON, LI, 7010101));
        attribute(HANDED_ON, "wearer", "{\"type\":\"Relationship\",\"object\":\"" + ZHANG + "\"}");
        attribute(HANDED_ON, "battery", "{\"type\":\"Property\",\"value\":7777}");
        attribute(HANDED_ON, "pulse", "{\"type\":\"Property\",\"value\":7030303}");
        attribute(ZHANG, "steps", "{\"type\":\"Property\",\"value\":0}");
        return closed(theCase());
    }

    private void attribute(String id, String name, String value) {
        var body = "{\"%s\":%s}".formatted(name, value);
        assertThat(city().post(ENTITIES + "/" + id + "/attrs", body).status()).isEqualTo(204);
    }

    private String theCase() {
        var list =
                await(
                        () -> city().get("/api/cases"),
                        reply -> reply.body().contains("urn:ngsi-ld"));
        var found = Pattern.compile("urn:ngsi-ld:Case:[0-9a-f-]+").matcher(list.body());
        assertThat(found.find()).isTrue();
        return found.group();
    }

    private String closed(String caseId) {
        var sent =
                city().upload("/api/evidence", TestPhoto.of("fall"), "Content-Type", "image/jpeg");
        var hash = TestCity.text(sent.json(), "sha256");
        var note = "Sanfeng fell again, call 13812345678";
        var body =
                "{\"action\":\"close\",\"note\":\"%s\",\"evidence\":[\"%s\"]}"
                        .formatted(note, hash);
        var reply = city().post("/api/cases/" + caseId + "/actions", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return hash;
    }

    private Map<String, String> export(String person) throws IOException {
        var body = "{\"person\":\"%s\",%s}".formatted(person, REASON);
        var files = new LinkedHashMap<String, String>();
        var bytes = city().postForBytes("/api/exports", body);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }

    @Test
    void everything_of_a_person_is_handed_out_and_nothing_of_others_in_clear() throws Exception {
        var hash = lives();
        var files = export(ZHANG);
        assertThat(files.get("README.txt")).contains("evidence.ndjson").contains("个人信息");
        assertThat(files.get("entities.ndjson"))
                .contains("Zhang Sanfeng", "gonorrhoea", BAND, "8241777")
                .contains("139****1111")
                .doesNotContain("13900001111", "Li Si", HANDED_ON);
        assertThat(files.get("history.ndjson"))
                .contains(OLD_BAND, "6262626", "\"value\":5", "\"value\":0", HANDED_ON, "7777")
                .doesNotContain("7010101", "7030303", LI, "13900001111");
        assertThat(files.get("alerts.ndjson")).contains("alertSource");
        assertThat(files.get("cases.ndjson"))
                .contains("Sanfeng fell again", "138****5678")
                .doesNotContain("13812345678");
        assertThat(files.get("evidence.ndjson")).contains(hash, "image/jpeg");
        assertThat(files).containsKey("evidence/" + hash + ".jpg");
        assertThat(files.get("manifest.json")).contains("\"complete\":true");
        assertThat(List.copyOf(files.keySet())).endsWith("manifest.json");
        var audit = city().get("/api/audit?action=person.export");
        assertThat(audit.body()).contains("request 17").doesNotContain("Zhang Sanfeng");
    }

    @Test
    void who_asks_what_there_is_is_told_ids_and_numbers_only() {
        lives();
        var told = city().get("/api/personal-data/" + ZHANG);
        assertThat(told.body())
                .contains(BAND, OLD_BAND, "\"shared\":[\"" + HANDED_ON, "\"evidence\":1")
                .doesNotContain("Zhang Sanfeng", "8241777", "fell");
        assertThat(city().get("/api/personal-data/urn:ngsi-ld:Elder:nobody").status())
                .isEqualTo(404);
    }

    @Test
    void indices_read_nothing_of_the_past_that_is_personal() {
        lives();
        await(() -> city().get("/api/indices/care/past/rows"), r -> r.body().contains("steps"));
        var rows = city().get("/api/indices/care/past/rows").body();
        assertThat(rows).contains("steps", "battery");
        SECRETS.forEach(secret -> assertThat(rows).doesNotContain(secret));
        assertThat(rows).doesNotContain("phone", "illness", "pulse", "6262626");
    }

    @Test
    void all_of_it_goes_and_comes_back_nowhere() throws Exception {
        var hash = lives();
        var caseId = theCase();
        assertThat(found()).containsAll(SECRETS);
        start();
        var reply =
                city().post("/api/erasures", "{\"entities\":[\"%s\"],%s}".formatted(ZHANG, REASON));
        assertThat(reply.body())
                .contains(ZHANG, BAND, OLD_BAND, "Alert", "\"blanked\":[\"" + caseId)
                .contains(HANDED_ON)
                .contains("somebody else");
        assertGone(hash, caseId);
        await(() -> city().get("/metrics"), answer -> !BEHIND.matcher(answer.body()).find());
        assertThat(city().get("/api/evidence/" + hash).status()).isEqualTo(404);
        assertThat(found()).isEmpty();
        start();
        assertGone(hash, caseId);
        assertThat(city().get(ENTITIES + "/" + LI).body()).contains("Li Si");
        var figure = await(() -> city().get("/api/cases"), answer -> answer.status() == 200);
        assertThat(figure.body()).contains("\"total\":1", "Personal data erased", "closedAt");
    }

    private void assertGone(String hash, String caseId) {
        for (var id : List.of(ZHANG, BAND, OLD_BAND)) {
            assertThat(city().get(ENTITIES + "/" + id).status()).isEqualTo(404);
            assertThat(city().get(PAST + id).status()).isEqualTo(404);
        }
        assertThat(city().get(ENTITIES + "?type=Alert").body()).isEqualTo("[]");
        var left = city().get("/api/cases/" + caseId).body();
        assertThat(left)
                .contains("urn:ngsi-ld:Erased:", "erased", "close")
                .doesNotContain(hash, ZHANG);
        SECRETS.forEach(secret -> assertThat(left).doesNotContain(secret));
        assertThat(city().get(PAST + caseId).body()).doesNotContain(ZHANG);
    }

    /// Stops the city, lets its database write its tables anew, and looks through every file of the
    /// data folder but the write-ahead log for the secrets.
    private Set<String> found() throws Exception {
        stop();
        try (var folder = DataFolder.lock(data);
                var database = EmbeddedPostgres.start(folder);
                var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute("vacuum full");
            statement.execute("checkpoint");
        }
        var found = new TreeSet<String>();
        try (var files = Files.walk(data)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("pg_wal"))
                    .forEach(file -> look(file, found));
        }
        return found;
    }

    private static void look(Path file, Set<String> found) {
        try {
            var text = new String(Files.readAllBytes(file), UTF_8);
            SECRETS.stream().filter(text::contains).forEach(found::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

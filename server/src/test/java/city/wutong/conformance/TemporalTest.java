package city.wutong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import city.wutong.http.TestCity.Reply;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Clauses 5.6.11 to 5.6.16, 5.7.3, 5.7.4, 4.5.6 to 4.5.9, 4.5.19 and 4.11: the temporal API.
@ExtendWith(TestCity.Shared.class)
class TemporalTest {
    private static final String V1 = "/ngsi-ld/v1";
    private static final String PASTS = V1 + "/temporal/entities";
    private static final Pattern INSTANCE =
            Pattern.compile("\"instanceId\":\"(urn:ngsi-ld:Instance:\\d+)\"");

    private final TestCity city;
    private final String type = "Tram" + UUID.randomUUID().toString().substring(0, 8);

    TemporalTest(TestCity city) {
        this.city = city;
    }

    private String id(String name) {
        return "urn:ngsi-ld:" + type + ":" + name;
    }

    /// Speeds observed minute by minute from 08:00 on.
    private String past(String name, int... speeds) {
        var instances = new StringBuilder();
        for (int i = 0; i < speeds.length; i++) {
            instances
                    .append(i == 0 ? "" : ",")
                    .append(
                            "{\"type\":\"Property\",\"value\":%d,\"observedAt\":\"2026-03-01T08:%02d:00Z\"}"
                                    .formatted(speeds[i], i));
        }
        return "{\"id\":\"%s\",\"type\":\"%s\",\"speed\":[%s]}"
                .formatted(id(name), type, instances);
    }

    private void record(String name, int... speeds) {
        assertThat(city.post(PASTS, past(name, speeds)).status()).isEqualTo(201);
    }

    private Reply values(String name, String more) {
        return city.get(PASTS + "/" + id(name) + "?options=temporalValues" + more);
    }

    private String instance(String name, int place) {
        var found = INSTANCE.matcher(city.get(PASTS + "/" + id(name)).body());
        for (int i = 0; i <= place; i++) {
            assertThat(found.find()).isTrue();
        }
        return found.group(1);
    }

    @Test
    void clause_5_6_11_a_past_is_created_without_a_present_and_then_added_to() {
        var created = city.post(PASTS, past("a", 10, 20));
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo(PASTS + "/" + id("a"));
        assertThat(city.get(V1 + "/entities/" + id("a")).status()).isEqualTo(404);
        var more = past("a", 30).replace("\"" + type + "\"", "[\"" + type + "\",\"Vehicle\"]");
        assertThat(city.post(PASTS, more).status()).isEqualTo(204);
        assertThat(values("a", "").body())
                .contains("\"Vehicle\"")
                .contains("[10,\"2026-03-01T08:00:00Z\"]", "[20,", "[30,");
    }

    @Test
    void clause_5_6_11_the_present_stays_as_it_is() {
        var now =
                "{\"id\":\"%s\",\"type\":\"%s\",\"speed\":{\"type\":\"Property\",\"value\":1}}"
                        .formatted(id("b"), type);
        assertThat(city.post(V1 + "/entities", now).status()).isEqualTo(201);
        assertThat(city.post(PASTS, past("b", 10)).status()).isEqualTo(204);
        assertThat(city.get(V1 + "/entities/" + id("b") + "?format=simplified").body())
                .contains("\"speed\":1");
        assertThat(city.get(PASTS + "/" + id("b")).body())
                .contains("\"value\":1,", "\"value\":10,");
    }

    @Test
    void clause_4_5_9_the_simplified_form_is_read_too() {
        var body =
                "{\"id\":\"%s\",\"type\":\"%s\",\"speed\":{\"type\":\"Property\",\"values\":[[5,\"2026-03-01T08:00:00Z\"],[6,\"2026-03-01T08:01:00Z\"]]}}"
                        .formatted(id("c"), type);
        assertThat(city.post(PASTS, body).status()).isEqualTo(201);
        assertThat(values("c", "").body())
                .contains("\"values\":[[5,\"2026-03-01T08:00:00Z\"],[6,\"2026-03-01T08:01:00Z\"]]");
    }

    @Test
    void clause_5_6_12_instances_are_added_to_what_is_known_only() {
        record("d", 10);
        var fragment =
                "{\"load\":[{\"type\":\"Property\",\"value\":7,\"observedAt\":\"2026-03-01T09:00:00Z\"}]}";
        assertThat(city.post(PASTS + "/" + id("d") + "/attrs", fragment).status()).isEqualTo(204);
        assertThat(values("d", "&attrs=other").status()).isEqualTo(404);
        assertThat(values("d", "&attrs=load").body()).contains("[[7,").doesNotContain("speed");
        assertThat(city.post(PASTS + "/" + id("none") + "/attrs", fragment).status())
                .isEqualTo(404);
        assertThat(city.post(PASTS + "/noUri/attrs", fragment).status()).isEqualTo(400);
    }

    @Test
    void clause_5_6_13_an_attribute_goes_by_dataset_or_altogether() {
        var body =
                "{\"id\":\"%s\",\"type\":\"%s\",\"load\":[{\"type\":\"Property\",\"value\":1},{\"type\":\"Property\",\"value\":2,\"datasetId\":\"urn:d:1\"}]}"
                        .formatted(id("e"), type);
        assertThat(city.post(PASTS, body).status()).isEqualTo(201);
        var load = PASTS + "/" + id("e") + "/attrs/load";
        assertThat(city.delete(load).status()).isEqualTo(204);
        assertThat(city.get(PASTS + "/" + id("e")).body())
                .contains("\"value\":2")
                .doesNotContain("\"value\":1");
        assertThat(city.delete(load).status()).isEqualTo(404);
        assertThat(city.delete(load + "?deleteAll=true").status()).isEqualTo(204);
        assertThat(city.get(PASTS + "/" + id("e")).body()).doesNotContain("load");
        assertThat(city.delete(load + "?datasetId=urn:d:1").status()).isEqualTo(404);
    }

    @Test
    void clause_5_6_14_an_instance_is_replaced_and_keeps_its_id() {
        record("f", 10, 20);
        var instance = instance("f", 0);
        var path = PASTS + "/" + id("f") + "/attrs/speed/" + instance;
        var replaced =
                city.patch(
                        path,
                        "{\"type\":\"Property\",\"value\":99,\"observedAt\":\"2026-03-01T08:30:00Z\"}");
        assertThat(replaced.status()).isEqualTo(204);
        assertThat(values("f", "").body())
                .contains("[[20,\"2026-03-01T08:01:00Z\"],[99,\"2026-03-01T08:30:00Z\"]]");
        assertThat(city.get(PASTS + "/" + id("f")).body()).contains(instance);
        assertThat(city.patch(path + "0", "{\"type\":\"Property\",\"value\":1}").status())
                .isEqualTo(404);
        assertThat(
                        city.patch(
                                        PASTS + "/" + id("f") + "/attrs/speed/noUri",
                                        "{\"type\":\"Property\",\"value\":1}")
                                .status())
                .isEqualTo(400);
    }

    @Test
    void clause_5_6_15_an_instance_is_deleted() {
        record("g", 10, 20);
        var path = PASTS + "/" + id("g") + "/attrs/speed/" + instance("g", 0);
        assertThat(city.delete(path).status()).isEqualTo(204);
        assertThat(values("g", "").body()).contains("\"values\":[[20,").doesNotContain("[10,");
        assertThat(city.delete(path).status()).isEqualTo(404);
    }

    @Test
    void clause_5_6_16_all_of_a_past_is_deleted_and_another_can_begin() {
        record("h", 10);
        assertThat(city.delete(PASTS + "/" + id("h")).status()).isEqualTo(204);
        assertThat(city.get(PASTS + "/" + id("h")).status()).isEqualTo(404);
        assertThat(city.delete(PASTS + "/" + id("h")).status()).isEqualTo(404);
        record("h", 20);
        assertThat(values("h", "").body()).contains("[[20,").doesNotContain("10");
    }

    @Test
    void clause_4_5_7_a_deletion_is_told_with_its_time() {
        var now =
                "{\"id\":\"%s\",\"type\":\"%s\",\"onLine\":{\"type\":\"Relationship\",\"object\":\"urn:l:1\"}}"
                        .formatted(id("i"), type);
        city.post(V1 + "/entities", now);
        assertThat(city.delete(V1 + "/entities/" + id("i") + "/attrs/onLine").status())
                .isEqualTo(204);
        var deleted = city.get(PASTS + "/" + id("i") + "?timeproperty=deletedAt").body();
        assertThat(deleted)
                .contains("\"object\":\"urn:ngsi-ld:null\"", "\"deletedAt\":\"")
                .doesNotContain("urn:l:1");
        city.delete(V1 + "/entities/" + id("i"));
        assertThat(city.get(PASTS + "/" + id("i") + "?options=sysAttrs").body())
                .containsPattern("\"type\":\"" + type + "\",\"deletedAt\":");
    }

    @Test
    void clause_4_11_bounds_are_exact() {
        record("j", 1, 2, 3, 4);
        assertThat(values("j", "&timerel=before&timeAt=2026-03-01T08:01:00Z").body())
                .contains("\"values\":[[1,\"2026-03-01T08:00:00Z\"]]");
        assertThat(values("j", "&timerel=after&timeAt=2026-03-01T08:03:00Z").body())
                .contains("\"values\":[[4,\"2026-03-01T08:03:00Z\"]]");
        var between = "&timerel=between&timeAt=2026-03-01T08:01:00Z&endTimeAt=2026-03-01T08:02:00Z";
        assertThat(values("j", between).body())
                .contains("\"values\":[[2,\"2026-03-01T08:01:00Z\"]]");
        assertThat(values("j", "&lastN=2").body()).contains("\"values\":[[3,", "[4,");
    }

    @Test
    void clause_4_5_19_values_are_aggregated_period_by_period() {
        record("k", 10, 20, 60);
        var path =
                PASTS
                        + "/"
                        + id("k")
                        + "?format=aggregatedValues&aggrMethods=avg,max,totalCount&aggrPeriodDuration=PT2M"
                        + "&timerel=between&timeAt=2026-03-01T08:00:00Z&endTimeAt=2026-03-01T08:03:00Z";
        assertThat(city.get(path).body())
                .contains(
                        "\"avg\":[[15.0,\"2026-03-01T08:00:00Z\",\"2026-03-01T08:02:00Z\"],"
                                + "[60.0,\"2026-03-01T08:02:00Z\",\"2026-03-01T08:03:00Z\"]]")
                .contains("\"max\":[[20.0,")
                .contains("\"totalCount\":[[2,");
        assertThat(city.get(path.replace("&aggrMethods=avg,max,totalCount", "")).status())
                .isEqualTo(400);
        assertThat(city.get(path.replace("PT2M", "2M")).status()).isEqualTo(400);
    }

    @Test
    void clause_5_7_4_a_condition_is_asked_of_the_instances_of_that_time() {
        record("l", 10, 90);
        record("m", 10, 20);
        var early = "&timerel=before&timeAt=2026-03-01T08:01:00Z";
        var all = "&timerel=after&timeAt=2026-03-01T08:00:00Z";
        var query = PASTS + "?type=" + type + "&q=speed%3E50";
        assertThat(city.get(query + early).body()).isEqualTo("[]");
        var found = city.get(query + all + "&count=true");
        assertThat(found.body()).contains(id("l")).doesNotContain(id("m"));
        assertThat(found.header("NGSILD-Results-Count")).isEqualTo("1");
        assertThat(city.get(PASTS + "?type=" + type).status()).isEqualTo(400);
        assertThat(city.get(PASTS + "?" + all.substring(1)).status()).isEqualTo(400);
        assertThat(city.get(PASTS + "?type=" + type + all + "&orderBy=speed").status())
                .isEqualTo(400);
        assertThat(city.get(PASTS + "?type=" + type + all + "&orderBy=id;desc&limit=1").body())
                .contains(id("m"))
                .doesNotContain(id("l"));
    }

    @Test
    void clause_5_7_4_the_deleted_are_found_too_and_by_post_as_well() {
        var now =
                "{\"id\":\"%s\",\"type\":\"%s\",\"speed\":{\"type\":\"Property\",\"value\":3,\"observedAt\":\"2026-03-01T08:00:00Z\"}}"
                        .formatted(id("n"), type);
        city.post(V1 + "/entities", now);
        city.delete(V1 + "/entities/" + id("n"));
        var query =
                "{\"type\":\"Query\",\"entities\":[{\"type\":\"%s\"}],\"temporalQ\":{\"timerel\":\"after\",\"timeAt\":\"2026-03-01T00:00:00Z\"}}"
                        .formatted(type);
        var found = city.post(V1 + "/temporal/entityOperations/query", query);
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.body()).contains(id("n"), "\"value\":3");
    }

    @Test
    void clause_5_7_4_a_scope_holds_until_the_next_one() {
        var body =
                "{\"id\":\"%s\",\"type\":\"%s\",\"scope\":[{\"type\":\"Property\",\"value\":\"/A/B\",\"observedAt\":\"2026-03-01T06:00:00Z\"},{\"type\":\"Property\",\"value\":\"/C\",\"observedAt\":\"2026-03-01T10:00:00Z\"}],\"speed\":[{\"type\":\"Property\",\"value\":1,\"observedAt\":\"2026-03-01T08:00:00Z\"}]}"
                        .formatted(id("o"), type);
        assertThat(city.post(PASTS, body).status()).isEqualTo(201);
        var query =
                PASTS
                        + "?type="
                        + type
                        + "&timerel=between&timeAt=2026-03-01T07:00:00Z&endTimeAt=2026-03-01T09:00:00Z&scopeQ=";
        assertThat(city.get(query + "/A/%23").body()).contains(id("o"));
        assertThat(city.get(query + "/C").body()).isEqualTo("[]");
    }

    @Test
    void clause_4_21_members_are_picked_and_omitted() {
        record("p", 10);
        assertThat(city.get(PASTS + "/" + id("p") + "?pick=speed").body())
                .contains("speed")
                .doesNotContain("\"id\"");
        assertThat(city.get(PASTS + "/" + id("p") + "?omit=speed").body())
                .contains("\"id\"")
                .doesNotContain("speed");
        assertThat(city.get(PASTS + "/" + id("p") + "?pick=load").status()).isEqualTo(404);
        assertThat(city.get(PASTS + "/" + id("p") + "?pick=speed%7Bx%7D").status()).isEqualTo(400);
    }
}

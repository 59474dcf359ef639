package city.wutong.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import city.wutong.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which entities are asked for, and in what order (clauses 4.9, 4.10, 4.23 and 5.7.2).
@ExtendWith(TestCity.Shared.class)
class QueryTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String QUERY = "/ngsi-ld/v1/entityOperations/query";

    private final TestCity city;

    QueryTest(TestCity city) {
        this.city = city;
    }

    /// Four piers of a canal, and the boat that lies at one of them.
    @BeforeEach
    void piers_of_a_canal() {
        var upserted =
                city.post(
                        "/ngsi-ld/v1/entityOperations/upsert",
                        """
                        [{"id":"urn:ngsi-ld:Pier:1","type":"Pier","name":"乌镇","depth":3,
                          "address":{"value":{"city":"C"}},"kind":{"vocab":"Stone"},
                          "location":{"type":"Point","coordinates":[120.48,30.75]}},
                         {"id":"urn:ngsi-ld:Pier:2","type":"Pier","name":"濮院","depth":5,
                          "address":{"value":{"city":"B"}},"kind":{"vocab":"Timber"},
                          "location":{"type":"Point","coordinates":[120.62,30.69]}},
                         {"id":"urn:ngsi-ld:Pier:3","type":"Pier","name":"石门","depth":"deep",
                          "address":{"value":{"city":"A"}},
                          "location":{"type":"Point","coordinates":[120.44,30.63]}},
                         {"id":"urn:ngsi-ld:Pier:4","type":"Pier","name":"龙翔",
                          "address":{"value":{"city":"D"}}},
                         {"id":"urn:ngsi-ld:Boat:1","type":"Boat","name":"Swift",
                          "liesAt":{"type":"Relationship","object":"urn:ngsi-ld:Pier:2"}}]\
                        """);
        assertThat(upserted.status()).isIn(201, 204);
    }

    private List<String> got(String parameters) {
        return ids(city.get(ENTITIES + "?type=Pier&" + parameters));
    }

    private List<String> posted(String members) {
        return ids(city.post(QUERY, query(members)));
    }

    private static String query(String members) {
        return "{\"type\":\"Query\",\"entities\":[{\"type\":\"Pier\"}]" + members + "}";
    }

    private static List<String> ids(TestCity.Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return ((Json.Arr) reply.json())
                .items().stream()
                        .map(item -> ((Json.Obj) item).get("id").orElseThrow())
                        .map(id -> ((Json.Str) id).value())
                        .map(id -> id.substring("urn:ngsi-ld:".length()))
                        .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orderBy=depth|1 2 3 4",
                "orderBy=depth;desc|3 2 1 4",
                "orderBy=address[city]|3 2 1 4",
                "orderBy=type,id;desc|4 3 2 1",
                "orderBy=name&collation=zh-u-co-pinyin|4 2 3 1",
                "orderBy=location;dist-asc&orderFrom=[120.62,30.7]|2 1 3 4",
                "orderBy=location;dist-desc&orderFrom=[120.62,30.7]|3 1 2 4",
                "orderBy=location;dist-asc&orderFrom=[[120,30.6],[120.4,30.6]]&orderGeometry=LineString|3 1 2 4"
            })
    void clause_4_23_entities_come_in_the_order_that_is_asked_for(String order, String expected) {
        var parameters = order.replace("[", "%5B").replace("]", "%5D");

        assertThat(String.join(" ", got(parameters)).replace("Pier:", "")).isEqualTo(expected);
    }

    @Test
    void clause_4_23_a_page_is_part_of_the_order() {
        assertThat(got("orderBy=id;desc&limit=2&offset=1")).containsExactly("Pier:3", "Pier:2");
        var reply = city.get(ENTITIES + "?type=Pier&orderBy=id;desc&limit=2&offset=1&count=true");
        assertThat(reply.header("NGSILD-Results-Count")).isEqualTo("4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orderBy=name;up",
                "orderBy=location;dist-asc",
                "orderBy=location;dist-asc&orderFrom=nowhere",
                "orderBy=name&collation=!!none",
                "orderBy=name&local=false",
                "orderBy=name&offset=1000000"
            })
    void clause_5_7_2_4_an_order_that_cannot_be_is_refused(String order) {
        assertThat(city.get(ENTITIES + "?type=Pier&" + order).status()).isIn(400, 403);
    }

    @Test
    void clause_4_9_a_list_of_values_excludes_each_of_them() {
        assertThat(got("q=" + encoded("depth!=3,5"))).containsExactly("Pier:3");
        assertThat(got("q=" + encoded("name!~=\"^(乌|濮)\""))).containsExactly("Pier:3", "Pier:4");
    }

    @Test
    void clause_4_9_values_are_expanded_where_that_is_asked() {
        assertThat(got("q=kind==Stone&expandValues=kind")).containsExactly("Pier:1");
        assertThat(got("q=kind==Stone")).isEmpty();
    }

    @Test
    void clause_4_9_a_condition_may_be_on_what_an_entity_links_to() {
        var boats = ENTITIES + "?type=Boat&join=inline&q=";

        assertThat(ids(city.get(boats + encoded("liesAt{depth}==5")))).containsExactly("Boat:1");
        assertThat(ids(city.get(boats + encoded("liesAt{Pier:depth}>4")))).isNotEmpty();
        assertThat(ids(city.get(boats + encoded("liesAt{Quay:depth}>4")))).isEmpty();
        assertThat(ids(city.get(boats + encoded("liesAt{depth}==3")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&join=@none", "&join=flat&joinLevel=1"})
    void clause_5_7_2_4_it_follows_no_more_links_than_the_request_joins(String join) {
        var reply =
                city.get(
                        ENTITIES
                                + "?type=Boat&q="
                                + encoded("liesAt{ownedBy{name}}==\"x\"")
                                + join);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body()).contains("BadRequestData", "joinLevel=2");
    }

    @Test
    void clause_4_17_every_type_is_asked_for_locally() {
        assertThat(city.get(ENTITIES + "?type=*&limit=1").status()).isEqualTo(200);
        assertThat(city.get(ENTITIES + "?type=*&local=true&limit=1").status()).isEqualTo(200);
        assertThat(city.get(ENTITIES + "?type=*&local=false").status()).isEqualTo(400);
        var everyType = "{\"type\":\"Query\",\"entities\":[{\"type\":\"*\"}]}";
        assertThat(city.post(QUERY + "?local=false", everyType).status()).isEqualTo(400);
    }

    @Test
    void clause_5_7_2_4_a_context_source_filter_is_a_query() {
        assertThat(got("csf=" + encoded("endpoint==\"x\""))).hasSize(4);
        assertThat(city.get(ENTITIES + "?type=Pier&csf=))").body()).contains("BadRequestData");
    }

    @Test
    void clause_6_3_10_links_lead_to_the_pages_around() {
        var path = ENTITIES + "?type=Pier&q=" + encoded("name!=\"a,b;c\"") + "&limit=1&offset=1";
        var links = city.get(path).response().headers().allValues("Link");
        var all = "<" + ENTITIES + "?limit=1&offset=%d&q=name!%%3D%%22a%%2Cb%%3Bc%%22&type=Pier>";

        assertThat(links)
                .contains(
                        all.formatted(2) + "; rel=\"next\"; type=\"application/json\"",
                        all.formatted(0) + "; rel=\"prev\"; type=\"application/json\"");
        assertThat(city.get(path, "Accept", "application/ld+json").response().headers())
                .extracting(headers -> headers.allValues("Link"))
                .asString()
                .contains("type=\"application/ld+json\"");
    }

    @Test
    void clause_4_7_a_ring_may_cross_itself_and_encloses_what_it_encloses() {
        var hourglass =
                """
                {"id":"urn:ngsi-ld:Basin:1","type":"Basin","location":{"type":"GeoProperty","value":
                 {"type":"Polygon","coordinates":[[[10,10],[12,12],[12,10],[10,12],[10,10]]]}}}\
                """;
        assertThat(city.post(ENTITIES, hourglass).status()).isIn(201, 409);
        var contains = ENTITIES + "?type=Basin&georel=contains&geometry=Point&coordinates=";

        assertThat(ids(city.get(contains + encoded("[10.5,11]")))).containsExactly("Basin:1");
        assertThat(ids(city.get(contains + encoded("[11,10.5]")))).isEmpty();
        var open = hourglass.replace(",[10,10]]", "]").replace("Basin:1", "Basin:2");
        assertThat(city.post(ENTITIES, open).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"q\":\"depth>3\"|2",
                "\"q\":\"kind==Stone\",\"expandValues\":\"kind\"|1",
                "\"q\":\"depth\",\"pick\":[\"id\",\"name\"]|1 2 3",
                "\"attrs\":[\"depth\",\"kind\"]|1 2 3",
                "\"geoQ\":{\"georel\":\"near;maxDistance==5000\",\"geometry\":\"Point\",\"coordinates\":[120.62,30.7]}|2",
                "\"geoQ\":{\"georel\":\"near;maxDistance==5000\",\"geometry\":\"Point\",\"coordinates\":\"[120.62,30.7]\"}|2",
                "\"ordering\":{\"orderBy\":[\"depth;desc\"]}|3 2 1 4",
                "\"ordering\":{\"orderBy\":[\"location;dist-asc\"],\"coordinates\":[120.62,30.7]}|2 1 3 4",
                "\"csf\":\"endpoint\",\"splitEntities\":false|1 2 3 4",
                "\"scopeQ\":\"/Nowhere\"|''"
            })
    void clause_5_2_23_each_member_of_a_query_counts(String members, String expected) {
        assertThat(String.join(" ", posted("," + members)).replace("Pier:", ""))
                .isEqualTo(expected);
    }

    @Test
    void clause_5_2_33_entities_that_one_of_the_selectors_selects_are_asked_for() {
        var selectors =
                """
                {"type":"Query","entities":[
                  {"type":"Pier","id":"urn:ngsi-ld:Pier:3","idPattern":"Pier:4$"},
                  {"type":"Pier","idPattern":"Pier:1$"},
                  {"type":"Boat"}]}\
                """;

        assertThat(ids(city.post(QUERY, selectors))).containsExactly("Pier:1", "Pier:3", "Boat:1");
        assertThat(city.post(QUERY, "{\"type\":\"Query\"}").status()).isEqualTo(400);
        assertThat(city.post(QUERY + "?local=true", "{\"type\":\"Query\"}").status())
                .isEqualTo(200);
    }

    @Test
    void clause_6_23_a_query_by_post_is_paged_as_one_by_get() {
        var reply = city.post(QUERY + "?limit=2&count=true", query(""));

        assertThat(ids(reply)).containsExactly("Pier:1", "Pier:2");
        assertThat(reply.header("NGSILD-Results-Count")).isEqualTo("4");
        assertThat(reply.response().headers().allValues("Link"))
                .anyMatch(link -> link.startsWith("<" + QUERY + "?count=true&limit=2&offset=2>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"entities\":[{\"type\":\"Pier\"}]}",
                "[1]",
                "{\"type\":\"Search\",\"entities\":[{\"type\":\"Pier\"}]}",
                "{\"type\":\"Query\",\"entities\":[]}",
                "{\"type\":\"Query\",\"entities\":{\"type\":\"Pier\"}}",
                "{\"type\":\"Query\",\"entities\":[{\"id\":\"urn:x\"}]}",
                "{\"type\":\"Query\",\"entities\":[{\"type\":\"Pier\",\"id\":\"no uri\"}]}",
                "{\"type\":\"Query\",\"entities\":[{\"type\":\"Pier\",\"id\":[\"urn:x\",5]}]}",
                "{\"type\":\"Query\",\"entities\":[{\"type\":\"Pier\",\"id\":[]}]}",
                "{\"type\":\"Query\",\"entities\":[{\"type\":\"Pier\",\"idPattern\":\"(\"}]}",
                "{\"type\":\"Query\",\"entities\":[{\"type\":\"Pier\",\"colour\":\"red\"}]}"
            })
    void clause_5_2_23_what_is_no_query_is_refused(String body) {
        var reply = city.post(QUERY, body);

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).contains("BadRequestData");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"q\":42",
                "\"q\":\"depth>\"",
                "\"colour\":\"red\"",
                "\"attrs\":[]",
                "\"attrs\":\"name\"",
                "\"attrs\":[\"name,depth\"]",
                "\"pick\":[7]",
                "\"join\":\"sideways\"",
                "\"join\":\"inline\",\"joinLevel\":0",
                "\"join\":\"inline\",\"joinLevel\":\"1\"",
                "\"splitEntities\":\"yes\"",
                "\"temporalQ\":{\"timerel\":\"before\",\"timeAt\":\"2026-01-01T00:00:00Z\"}",
                "\"aggrParams\":{}",
                "\"geoQ\":{\"georel\":\"within\",\"geometry\":\"Point\"}",
                "\"geoQ\":[]",
                "\"ordering\":{}",
                "\"ordering\":{\"orderBy\":\"name\"}",
                "\"ordering\":{\"orderBy\":[\"location;dist-asc\"]}",
                "\"ordering\":{\"orderBy\":[\"location;dist-asc\"],\"coordinates\":\"120,30\"}",
                "\"ordering\":{\"orderBy\":[\"name\"],\"geometry\":5}",
                "\"ordering\":{\"orderBy\":[\"name\"],\"collation\":\"no tag\"}"
            })
    void clause_5_2_23_a_member_of_another_kind_is_refused(String members) {
        var reply = city.post(QUERY, query("," + members));

        assertThat(reply.status()).as(reply.body()).isEqualTo(400);
        assertThat(reply.body()).contains("BadRequestData");
    }
}

package city.wutong.attack;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that ask for more than anybody needs. Without bounds one of them would take all memory
/// or a processor for minutes, and with it everybody else's alarms.
@ExtendWith(TestCity.Shared.class)
@Timeout(60)
class UnboundedRequestTest {
    private final TestCity city;

    UnboundedRequestTest(TestCity city) {
        this.city = city;
    }

    private static String ring(int points) {
        return IntStream.rangeClosed(0, points)
                .mapToObj(i -> "[120." + i % points + ",30." + i % points + "]")
                .collect(Collectors.joining(",", "[[", "]]"));
    }

    static Stream<String> queries() {
        var base = "/ngsi-ld/v1/entities?type=Unbounded";
        return Stream.of(
                base + "&limit=100000000",
                base + "&limit=-1",
                base + "&limit=99999999999999999999",
                base + "&offset=99999999999999999999",
                base + "&limit=1&offset=2147483647&orderBy=id",
                base + "&q=" + "(".repeat(3_000) + "a" + ")".repeat(3_000),
                base + "&q=" + "a;".repeat(4_000) + "a",
                base + "&q=a~=%22(a%2B)%2B%2B%2B%2B$%22",
                base + "&idPattern=" + "(a*)*".repeat(800),
                base + "&georel=near;maxDistance==1e400&geometry=Point&coordinates=[1,1]",
                base + "&georel=within&geometry=Polygon&coordinates=" + ring(600),
                base + "&scopeQ=" + "/a".repeat(4_000),
                "/ngsi-ld/v1/entities?type=" + "(A|B),".repeat(2_000) + "C",
                base + "&join=inline&joinLevel=1000000",
                "/api/audit?limit=1000000",
                "/api/audit?before=999999999999999999999");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void a_query_without_measure_is_refused_or_answered_at_once(String query) {
        long begun = System.nanoTime();
        var path = query.replace("[", "%5B").replace("]", "%5D").replace("|", "%7C");
        int status = city.get(path).status();
        assertThat(status).isBetween(200, 431).isNotEqualTo(500);
        assertThat(System.nanoTime() - begun).isLessThan(20_000_000_000L);
    }

    static Stream<String> bodies() {
        return Stream.of(
                "[".repeat(200_000),
                "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
                "{\"id\":\"urn:u:1\",\"type\":\"U\",\"n\":{\"type\":\"Property\",\"value\":1e999999999}}",
                "{\"id\":\"urn:u:1\",\"type\":\"U\",\"n\":" + "9".repeat(500_000) + "}",
                "{\"id\":\"" + "urn:u:" + "x".repeat(900_000) + "\",\"type\":\"U\"}");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_body_without_measure_is_refused(String body) {
        var reply = city.post("/ngsi-ld/v1/entities", body);
        assertThat(reply.status()).as(reply.body().substring(0, 80)).isBetween(400, 413);
    }
}

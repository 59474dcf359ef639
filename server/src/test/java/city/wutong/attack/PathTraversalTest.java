package city.wutong.attack;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Path traversal. Without the defence the files beside the console's in the jar, and on disk the
/// database's password and other tenants' evidence, would be handed out to whoever asks.
@ExtendWith(TestCity.Shared.class)
class PathTraversalTest {
    private final TestCity city;

    PathTraversalTest(TestCity city) {
        this.city = city;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/../logback.xml",
                "/console/..%2Flogback.xml",
                "/console/%2e%2e/logback.xml",
                "/console/%2e%2e%2flogback.xml",
                "/console/..%5clogback.xml",
                "/console/assets/..%2f..%2flogback.xml",
                "/console/..;/logback.xml",
                "/console/%00/../logback.xml",
                "/console/..%252flogback.xml",
                "/console//etc/passwd.txt",
                "/map/..%2f..%2fpostgres%2fpassword",
                "/map/..%2f..%2f..%2fetc%2fpasswd.geojson",
                "/map/%2fetc%2fpasswd%00.geojson",
                "/map/....//....//etc/passwd",
                "/openapi/..%2fdocument.yaml",
                "/openapi/%2e%2e%2f%2e%2e%2f%2e%2e%2flogback.xml",
                "/openapi/document.yaml",
                "/api/evidence/..%2f..%2fwutong.lock",
                "/api/evidence/%2e%2e%2fpostgres%2fpassword",
                "/api/evidence/../../postgres/password",
            })
    void no_path_leads_out_of_its_folder(String path) throws Exception {
        var reply =
                Raw.send(
                        city.port(),
                        "GET "
                                + path
                                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(Raw.status(reply)).as(reply).isBetween(400, 404);
        assertThat(reply).doesNotContain("<configuration", "root:", "openapi: 3.1.0");
    }
}

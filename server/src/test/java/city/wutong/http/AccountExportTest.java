package city.wutong.http;

import static city.wutong.http.TestCity.PASSWORD;
import static city.wutong.http.TestCity.admin;
import static city.wutong.http.TestCity.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/// What is handed out to somebody of the account that they sign in with.
class AccountExportTest {
    @Test
    void an_account_is_handed_out_with_its_roles_and_sign_ins_and_no_secret() throws IOException {
        try (var city = TestCity.openWithSignIn(Map.of())) {
            city.signIn("chen.yu", "leader");
            var somebody = city.signInAgain("chen.yu");
            var other = city.signIn("sun.li", "handler");
            var files = export(city, "person:" + somebody.id());
            var account = files.getOrDefault("account.json", "");
            assertThat(account)
                    .contains(somebody.id(), "chen.yu", "\"leader\"", "\"grants\"")
                    .contains("\"lastSignIn\":{\"at\":\"", "\"previousAt\":\"", "127.0.0.0")
                    .contains("\"sessions\":[{\"startedAt\":\"", "\"agent\":\"")
                    .doesNotContain(other.id(), "sun.li", "hash", PASSWORD)
                    .doesNotContain(somebody.cookie().replaceFirst("^[^=]*=", ""));
            assertThat(files.get("manifest.json")).contains("\"complete\":true");
        }
    }

    private static Map<String, String> export(TestCity city, String person) throws IOException {
        var body = json("person", person, "reason", "request 5 of the person");
        var files = new LinkedHashMap<String, String>();
        var bytes = city.postForBytes("/api/exports", body, admin());
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }
}

package city.wutong.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest {

    @TempDir Path temp;

    @Test
    void without_anything_given_all_is_default() {
        Config config = Config.of(new Layers());
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.http().bind()).isEqualTo("127.0.0.1");
        assertThat(config.http().maxBodyBytes()).isEqualTo(16L << 20);
        assertThat(config.storage().data())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".wutong"));
        assertThat(config.storage().dbUrl().isEmpty()).isTrue();
        assertThat(config.access().mode()).isEqualTo(Access.Mode.SIGN_IN);
        assertThat(config.tenants().names()).isEmpty();
        assertThat(config.tenants().byHeader()).isFalse();
        assertThat(config.writer().queueBytes()).isEqualTo(64L << 20);
        assertThat(config.feed().tailBytes()).isEqualTo(64L << 20);
        assertThat(config.events().maxStreams()).isEqualTo(1_000);
        assertThat(config.entities().bound()).isPositive();
        assertThat(config.snapshot().every()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.segments().every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.context().fetch()).isTrue();
        assertThat(config.context().fetchPrivate()).isFalse();
        assertThat(config.describeDifferences()).isEmpty();
    }

    @Test
    void the_file_yields_to_the_environment_and_that_to_options() throws IOException {
        Path file =
                file(
                        "# a city",
                        "",
                        "port = 1001",
                        "events.max-streams=7",
                        "tenants = a, b_2, Fire-Dept");
        Layers layers = new Layers().file(file);
        assertThat(Config.of(layers).http().port()).isEqualTo(1001);
        layers.environment(Map.of("WUTONG_PORT", "1002", "WUTONG_SNAPSHOT_EVERY", "PT30S"));
        assertThat(Config.of(layers).http().port()).isEqualTo(1002);
        layers.options(Map.of("port", "1003"));
        Config config = Config.of(layers);
        assertThat(config.http().port()).isEqualTo(1003);
        assertThat(config.events().maxStreams()).isEqualTo(7);
        assertThat(config.snapshot().every()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.tenants().names()).containsExactly("a", "b_2", "Fire-Dept");
    }

    @Test
    void the_order_in_which_options_are_collected_does_not_weaken_them() throws IOException {
        Path file = file("http.max-body-bytes = 2 MiB");
        Config config =
                Config.of(
                        new Layers()
                                .file(file)
                                .environment(Map.of("WUTONG_HTTP_MAX_BODY_BYTES", "3MiB")));
        assertThat(config.http().maxBodyBytes()).isEqualTo(3L << 20);
    }

    @Test
    void what_differs_is_told_with_its_place_and_secrets_are_masked() throws IOException {
        Config config =
                Config.of(
                        new Layers()
                                .file(file("port = 8080", "context.fetch = false"))
                                .environment(
                                        Map.of("WUTONG_DB_URL", "postgresql://u:s3cret@h/db")));
        assertThat(config.describeDifferences())
                .containsExactly(
                        "db-url = ••••  (WUTONG_DB_URL)",
                        "context.fetch = false  (city.conf line 2)");
        assertThat(config.toString()).doesNotContain("s3cret");
        assertThat(config.storage().dbUrl().value()).isEqualTo("postgresql://u:s3cret@h/db");
    }

    @Test
    void everything_wrong_is_told_at_once_with_what_is_allowed() throws IOException {
        Layers layers =
                new Layers()
                        .file(
                                file(
                                        "prot = 1",
                                        "nonsense",
                                        "snapshot.every = soon",
                                        "port = 1",
                                        "port = 2"))
                        .environment(
                                Map.of(
                                        "WUTONG_EVENTS_MAX_STREAM", "5",
                                        "WUTONG_TENANTS", "Town, a b"))
                        .options(
                                Map.of(
                                        "bind", "0.0.0.0",
                                        "access", "open",
                                        "http.max-body-bytes", "-1"))
                        .unexpected("extra");
        StartRefused refused = catchThrowableOfType(StartRefused.class, () -> Config.of(layers));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.sentence().lines())
                .anySatisfy(l -> assertThat(l).contains("prot", "did you mean port?", "line 1"))
                .anySatisfy(l -> assertThat(l).contains("city.conf line 2", "key = value"))
                .anySatisfy(l -> assertThat(l).contains("snapshot.every", "ISO 8601"))
                .anySatisfy(l -> assertThat(l).contains("port is given twice"))
                .anySatisfy(l -> assertThat(l).contains("did you mean WUTONG_EVENTS_MAX_STREAMS?"))
                .anySatisfy(l -> assertThat(l).contains("tenants = Town, a b", "letters"))
                .anySatisfy(l -> assertThat(l).contains("bind = 0.0.0.0", "access = sign-in"))
                .anySatisfy(l -> assertThat(l).contains("http.max-body-bytes = -1"))
                .anySatisfy(l -> assertThat(l).contains("\"extra\""))
                .hasSize(9);
    }

    @Test
    void a_wrong_secret_is_not_repeated() {
        Layers layers = new Layers().options(Map.of("db-url", "mysql://u:s3cret@h/db"));
        assertThatThrownBy(() -> Config.of(layers))
                .hasMessageContaining("db-url")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void numbers_have_their_bounds() {
        for (String wrong : List.of("-1", "65536", "8080.5", "", "99999999999999999999")) {
            assertThatThrownBy(() -> Config.of(new Layers().options(Map.of("port", wrong))))
                    .as(wrong)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("0 to 65535");
        }
        for (String wrong : List.of("PT0S", "1m", "-PT5M")) {
            assertThatThrownBy(
                            () -> Config.of(new Layers().options(Map.of("segments.every", wrong))))
                    .isInstanceOf(StartRefused.class);
        }
    }

    @Test
    void only_loopback_may_be_bound_without_sign_in() {
        for (String right : List.of("127.0.0.1", "127.0.0.2", "::1", "localhost")) {
            var options = Map.of("bind", right, "access", "open");
            Config config = Config.of(new Layers().options(options));
            assertThat(config.http().bind()).isEqualTo(right);
        }
        for (String wrong : List.of("0.0.0.0", "::", "192.168.1.4", "city.example", "")) {
            var options = Map.of("bind", wrong, "access", "open");
            assertThatThrownBy(() -> Config.of(new Layers().options(options)))
                    .as(wrong)
                    .isInstanceOf(StartRefused.class);
        }
    }

    @Test
    void any_address_may_be_bound_with_sign_in() {
        for (String right : List.of("0.0.0.0", "::", "192.168.1.4", "127.0.0.1")) {
            var options = Map.of("bind", right);
            assertThat(Config.of(new Layers().options(options)).http().bind()).isEqualTo(right);
        }
        for (String wrong : List.of("city.example", "", "224.0.0.1")) {
            var options = Map.of("bind", wrong);
            assertThatThrownBy(() -> Config.of(new Layers().options(options)))
                    .as(wrong)
                    .isInstanceOf(StartRefused.class);
        }
    }

    @Test
    void a_key_that_opens_everything_is_long_and_never_shown() {
        var key = "0123456789abcdef0123456789abcdef";
        var config = Config.of(new Layers().environment(Map.of("WUTONG_ADMIN_KEY", key)));
        assertThat(config.access().adminKey().value()).isEqualTo(key);
        assertThat(config.describeDifferences().toString())
                .contains("admin-key")
                .doesNotContain(key);
        var shorter = new Layers().environment(Map.of("WUTONG_ADMIN_KEY", key.substring(1)));
        assertThatThrownBy(() -> Config.of(shorter))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("at least 32")
                .hasMessageNotContaining(key.substring(1));
    }

    @Test
    void a_missing_file_is_one_sentence() {
        Path missing = temp.resolve("missing.conf");
        assertThatThrownBy(() -> Config.of(new Layers().file(missing)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void the_launchers_own_variables_are_no_keys() {
        Map<String, String> own = Map.of("WUTONG_JAVA_OPTS", "-Xmx1g", "PATH", "/bin");
        assertThat(Config.of(new Layers().environment(own)).differences()).isEmpty();
    }

    @Test
    void every_key_is_described() {
        for (Key<?> key : Config.KEYS) {
            assertThat(Config.describe()).contains(key.name(), key.about(), key.variable());
        }
    }

    private Path file(String... lines) throws IOException {
        return Files.write(temp.resolve("city.conf"), List.of(lines));
    }

    @Test
    void a_provider_is_named_whole_and_its_secret_is_given_in_the_environment() {
        var whole =
                new Layers()
                        .environment(Map.of("WUTONG_OIDC_CLIENT_SECRET", "s3cret"))
                        .options(
                                Map.of(
                                        "oidc.issuer", "https://id.example.cn/realms/city",
                                        "oidc.client-id", "wutong",
                                        "oidc.roles-claim", "realm_access.roles",
                                        "oidc.roles", "watch=duty-officer, a=b=leader",
                                        "oidc.area-claim", "area"));
        var oidc = Config.of(whole).oidc();
        assertThat(oidc.isOn()).isTrue();
        assertThat(oidc.roles())
                .containsEntry("a=b", "leader")
                .containsEntry("watch", "duty-officer");
        assertThat(oidc.toString()).doesNotContain("s3cret");
        assertThat(Config.of(new Layers()).oidc().isOn()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "oidc.client-secret=x | is a secret: give it in the environment, as WUTONG_OIDC_CLIENT_SECRET",
                "oidc.issuer=https://id.example | given together",
                "oidc.client-id=wutong | given together",
                "oidc.issuer=http://id.example | an https URL",
                "oidc.issuer=https://user@id.example | an https URL",
                "oidc.issuer=https://id.example/?a=b | an https URL",
                "oidc.account-claim=email | addresses change hands",
                "oidc.account-claim=E-Mail | addresses change hands",
                "oidc.roles-claim=roles | given together",
                "oidc.roles=watch | value=role",
                "oidc.roles=a=x,a=y | value=role",
                "oidc.area-claim=area | give both",
                "oidc.scopes=profile | openid among them",
            })
    void what_is_wrong_with_a_provider_is_told(String given, String problem) {
        var parts = given.split("=", 2);
        assertThatThrownBy(() -> Config.of(new Layers().options(Map.of(parts[0], parts[1]))))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(problem);
    }
}

package city.wutong.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsidePostgresTest {

    @TempDir Path temp;

    @Test
    void both_kinds_of_url_reach_it_and_neither_shows_the_password() throws Exception {
        assumeTrue(DebianPostgres.available(), "Debian's PostgreSQL 15 is not installed");
        try (DebianPostgres server = DebianPostgres.start(temp)) {
            for (String url : new String[] {server.url(), server.jdbcUrl()}) {
                try (OutsidePostgres database = OutsidePostgres.open(url);
                        Connection connection = database.connect();
                        Connection reader = database.pool().getConnection()) {
                    assertThat(connection.isValid(1)).isTrue();
                    assertThat(reader.isValid(1)).isTrue();
                    assertThat(database.url()).isEqualTo("jdbc:postgresql://" + server.place());
                    assertThat(database.describe() + database)
                            .contains("PostgreSQL 15")
                            .doesNotContain(server.password());
                }
            }
        }
    }

    @Test
    void it_may_be_stopped_killed_and_started_under_us() throws Exception {
        assumeTrue(DebianPostgres.available(), "Debian's PostgreSQL 15 is not installed");
        try (DebianPostgres server = DebianPostgres.start(temp);
                OutsidePostgres database = OutsidePostgres.open(server.url())) {
            server.kill();
            assertThatThrownBy(database::connect).isInstanceOf(SQLException.class);
            server.start();
            database.connect().close();
            server.restart();
            database.connect().close();
        }
    }

    @Test
    void a_wrong_password_is_one_sentence_without_it() throws Exception {
        assumeTrue(DebianPostgres.available(), "Debian's PostgreSQL 15 is not installed");
        try (DebianPostgres server = DebianPostgres.start(temp)) {
            String url = "postgresql://city:wr0ng-secret@" + server.place();
            assertThatThrownBy(() -> OutsidePostgres.open(url))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining(server.place())
                    .hasMessageContaining("password authentication failed")
                    .hasMessageNotContaining("wr0ng-secret");
        }
    }

    @Test
    void an_unreachable_one_is_one_sentence_with_place_and_reason() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        assertThatThrownBy(() ->
                        OutsidePostgres.open("postgresql://u:s3cret@127.0.0.1:" + closed + "/city"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("127.0.0.1:" + closed + "/city")
                .hasMessageContaining("connection refused")
                .hasMessageNotContaining("s3cret")
                .extracting("exitCode")
                .isEqualTo(ExitCode.DATABASE);
    }

    @Test
    void what_is_not_a_postgresql_url_is_refused_without_repeating_it() {
        for (String url :
                new String[] {"mysql://u:s3cret@h/db", "nonsense s3cret", "postgresql:"}) {
            assertThatThrownBy(() -> OutsidePostgres.open(url))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("db-url")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void an_older_major_version_is_refused() {
        assertThatThrownBy(() -> OutsidePostgres.refuseOld("h:5432/city", 140_012, "14.12"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("14.12")
                .hasMessageContaining("15 or newer");
        OutsidePostgres.refuseOld("h:5432/city", 150_000, "15.0");
    }

    @Test
    void an_address_reads_what_urls_hold() {
        Address address =
                Address.parse("postgresql://u:p%40ss+1@db.city:6000/wutong?sslmode=require");
        assertThat(address.place()).isEqualTo("db.city:6000/wutong");
        assertThat(address.properties())
                .containsEntry("user", "u")
                .containsEntry("password", "p@ss+1")
                .containsEntry("sslmode", "require");
        assertThat(address.toString()).isEqualTo("db.city:6000/wutong");
        assertThat(Address.parse("jdbc:postgresql://h/d?user=a&password=b").place())
                .isEqualTo("h:5432/d");
    }
}

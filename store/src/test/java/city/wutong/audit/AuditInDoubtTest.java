package city.wutong.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.access.AuditEntry;
import city.wutong.postgres.OutsidePostgres;
import city.wutong.postgres.SharedPostgres;
import city.wutong.postgres.Tables;
import city.wutong.postgres.Wire;
import city.wutong.refusal.Refused;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The connection breaks while entries are committed, or the database is away.
@Timeout(120)
class AuditInDoubtTest {
    private final String schema = SharedPostgres.freshSchema();
    private final Path folder;

    AuditInDoubtTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private static AuditEntry entry(int number) {
        return new AuditEntry(Instant.EPOCH, "a", "", "b", "urn:e:" + number, "", "200");
    }

    /// What an audit log does whose wire is cut or not.
    private interface Work {
        void with(AuditChain chain, Wire wire) throws Exception;
    }

    private void through(Work work) throws Exception {
        try (var wire = new Wire(SharedPostgres.port());
                var database = OutsidePostgres.open(SharedPostgres.urlThrough(wire.port()))) {
            var tables = new Tables(database, schema);
            try (var chain =
                    AuditChain.open(tables, folder, Clock.systemUTC(), Duration.ofDays(1_000))) {
                work.with(chain, wire);
            }
        }
        var here = new Tables(SharedPostgres.database(), schema);
        assertThat(AuditChain.verify(here, folder)).isInstanceOf(Verdict.Sound.class);
    }

    @Test
    void an_entry_that_was_committed_before_the_answer_was_lost_is_there_once() throws Exception {
        through((chain, wire) -> {
            wire.cutAfter("insert into entry");
            chain.append(entry(1));
            chain.append(entry(2));
            assertThat(chain.head().number()).isEqualTo(2);
        });
    }

    @Test
    void an_entry_that_never_came_is_sent_again() throws Exception {
        through((chain, wire) -> {
            wire.cutBefore("insert into entry");
            chain.append(entry(1));
            assertThat(chain.head().number()).isEqualTo(1);
        });
    }

    @Test
    void while_the_database_is_away_entries_are_refused_and_afterwards_taken() throws Exception {
        through((chain, wire) -> {
            chain.append(entry(1));
            wire.cutBefore("insert into entry");
            wire.die();
            assertThatThrownBy(() -> chain.append(entry(2))).isInstanceOf(Refused.class);
            wire.mend();
            chain.append(entry(3));
            assertThat(chain.head().number()).isEqualTo(2);
        });
    }

    @Test
    void a_commit_in_doubt_that_nobody_waited_for_is_found_by_the_next() throws Exception {
        through((chain, wire) -> {
            wire.cutAfter("insert into entry");
            wire.die();
            assertThatThrownBy(() -> chain.append(entry(1))).isInstanceOf(Refused.class);
            wire.mend();
            chain.append(entry(2));
            assertThat(chain.head().number()).isEqualTo(2);
        });
    }

    @Test
    void what_was_written_and_not_durable_survives_the_loss_of_its_session_once() throws Exception {
        through((chain, wire) -> {
            for (int i = 1; i <= 5; i++) {
                assertThat(chain.precede(entry(i))).isEqualTo(i);
            }
            wire.cutAfter("insert into entry");
            assertThat(chain.precede(entry(6))).isEqualTo(6);
            wire.cutBefore("insert into entry");
            assertThat(chain.precede(entry(7))).isEqualTo(7);
            assertThat(chain.append(entry(8))).isEqualTo(8);
            assertThat(chain.head().number()).isEqualTo(8);
        });
    }
}

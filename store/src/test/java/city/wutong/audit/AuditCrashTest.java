package city.wutong.audit;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.postgres.EmbeddedPostgres;
import city.wutong.postgres.Tables;
import city.wutong.start.DataFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class AuditCrashTest {
    @Test
    @Timeout(240)
    void no_acknowledged_entry_is_missing_after_kills_and_the_chain_verifies(@TempDir Path folder)
            throws Exception {
        var data = folder.toRealPath().resolve("data");
        var acknowledged = new ArrayList<String>();
        for (int kills = 1; kills <= 3; kills++) {
            acknowledged.addAll(AppendingWutong.start(data).killAfter(300 * kills));
        }
        try (var held = DataFolder.lock(data);
                var postgres = EmbeddedPostgres.start(held)) {
            var tables = new Tables(postgres, AuditChain.SCHEMA);
            var audit = held.path().resolve("audit");
            assertThat(AuditChain.verify(tables, audit)).isInstanceOf(Verdict.Sound.class);
            try (var chain =
                    AuditChain.open(tables, audit, Clock.systemUTC(), Duration.ofDays(1_000))) {
                var found = new HashSet<String>();
                chain.each(AuditQuery.ALL, link -> found.add(link.entry().object()));
                assertThat(found).containsAll(acknowledged);
                assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(1_800);
            }
        }
    }
}

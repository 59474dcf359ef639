package city.wutong.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.journal.StoredTown;
import city.wutong.postgres.SharedPostgres;
import city.wutong.rule.RuleVersion;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RuleVersionTableTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static RuleVersion version(String rule, int number) {
        return new RuleVersion(
                rule,
                number,
                NOON.plusSeconds(number),
                "person:1",
                "为什么",
                Optional.empty(),
                true,
                Optional.of("监测站"),
                false);
    }

    @Test
    void versions_are_read_as_they_were_written_each_rules_in_their_order() throws Exception {
        try (var town = StoredTown.open(SharedPostgres.database(), SharedPostgres.freshSchema())) {
            var table = new RuleVersionTable(town.tables());
            assertThat(table.load()).isEmpty();
            var first = version("a/x", 1).saying("rule: x\n");
            var second = version("a/x", 2).on(false).ownedBy(Optional.empty());
            var other = version("a/b", 1).removed();
            table.append(first);
            table.append(other);
            table.append(second);
            assertThat(new RuleVersionTable(town.tables()).load())
                    .containsExactly(other, first, second);
            assertThatThrownBy(() -> table.append(first)).isInstanceOf(IOException.class);
        }
    }
}

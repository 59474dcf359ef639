package city.wutong.companion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.context.Cause;
import city.wutong.context.Command;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Row;
import city.wutong.context.Town;
import city.wutong.journal.StoredTown;
import city.wutong.postgres.SharedPostgres;
import city.wutong.rule.RuleMemory;
import city.wutong.rule.RuleMemory.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RuleTableTest {
    private List<StoredTown> towns = new ArrayList<>();

    @BeforeEach
    void open() throws Exception {
        var town = StoredTown.open(SharedPostgres.database(), SharedPostgres.freshSchema());
        towns = new ArrayList<>(List.of(town));
    }

    @AfterEach
    void close() {
        towns.forEach(StoredTown::close);
    }

    private StoredTown town() {
        return towns.getFirst();
    }

    private RuleTable table() {
        return new RuleTable(town().tables());
    }

    private void write(Entry... entries) {
        var rows = new ArrayList<Row>();
        for (var entry : entries) {
            var values = List.<Object>of(entry.rule(), entry.entity(), entry.state());
            rows.add(new Row(RuleMemory.TABLE, values));
        }
        var id = "urn:e:" + town().context().seq();
        var operations = List.of(Town.create(id));
        town().writer()
                .submit(
                        new Command(
                                operations, Cause.outside("rules"), Optional.empty(), rows, 100));
    }

    @Test
    void the_newest_entry_of_a_key_counts_whoever_wrote_it() throws Exception {
        table().save(List.of(new Entry("a", 1, "old"), new Entry("a", 2, "two")));
        write(new Entry("a", 1, "newer"), new Entry("", 0, "place"));
        write(new Entry("a", 1, "newest"));
        table().save(List.of(new Entry("", 0, "next")));
        assertThat(table().load())
                .containsExactlyInAnyOrder(
                        new Entry("a", 1, "newest"),
                        new Entry("a", 2, "two"),
                        new Entry("", 0, "next"));
    }

    @Test
    void what_is_forgotten_does_not_come_back() throws Exception {
        table().save(List.of(new Entry("a", 1, "one"), new Entry("a", 2, "two")));
        table().save(List.of(new Entry("a", 1, "")));
        write(new Entry("a", 2, ""));
        assertThat(table().load()).isEmpty();
        assertThat(table().load()).isEmpty();
        assertThat(town().number("select count(*) from rule_state")).isZero();
        table().save(List.of(new Entry("a", 1, "again")));
        assertThat(table().load()).containsExactly(new Entry("a", 1, "again"));
    }

    @Test
    void old_entries_do_not_pile_up() throws Exception {
        for (int i = 0; i < 20; i++) {
            table().save(List.of(new Entry("a", 1, "n" + i), new Entry("b", 1, "n" + i)));
        }
        assertThat(town().number("select count(*) from rule_state")).isEqualTo(2);
    }

    @Test
    void an_entry_may_hold_any_text_and_many_may_come_at_once() throws Exception {
        var entries = new ArrayList<Entry>();
        for (int i = 1; i <= 5_000; i++) {
            entries.add(new Entry("城/规则,{\"", i, "{\"a\":\"树\\\\,{}\\\"🌳\n\"}"));
        }
        table().save(entries);
        assertThat(table().load()).containsExactlyInAnyOrderElementsOf(entries);
        table().save(List.of());
        assertThat(table().load()).hasSize(5_000);
    }

    @Test
    void a_save_that_fails_leaves_what_was() throws Exception {
        table().save(List.of(new Entry("a", 1, "one")));
        var spoilt = List.of(new Entry("a", 1, "two"), new Entry("a", 2, "\u0000"));
        assertThatThrownBy(() -> table().save(spoilt)).isInstanceOf(JournalAway.class);
        assertThat(table().load()).containsExactly(new Entry("a", 1, "one"));
    }

    @Test
    void what_cannot_be_read_is_away() throws Exception {
        town().execute("drop table rule_state");
        assertThatThrownBy(() -> table().load()).isInstanceOf(JournalAway.class);
    }
}

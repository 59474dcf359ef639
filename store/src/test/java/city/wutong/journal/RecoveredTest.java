package city.wutong.journal;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Generated;
import city.wutong.context.Operation;
import city.wutong.postgres.SharedPostgres;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

class RecoveredTest {
    @Provide
    Arbitrary<List<List<Operation>>> groups() {
        return Generated.operations()
                .list()
                .ofMaxSize(30)
                .list()
                .ofMinSize(1)
                .ofMaxSize(10)
                .map(lists -> lists.stream().filter(list -> !list.isEmpty()).toList());
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void after_any_operations_a_start_finds_the_present(
            @ForAll("groups") List<List<Operation>> groups) throws Exception {
        var town = StoredTown.open(SharedPostgres.database(), SharedPostgres.freshSchema());
        groups.forEach(town::apply);
        assertThat(town.store().reader().read(0, 100_000)).isEqualTo(town.published());
        try (var again = town.reopened()) {
            assertThat(again.entities()).isEqualTo(town.entities());
            assertThat(again.context().seq()).isEqualTo(town.context().seq());
            assertThat(again.context().bytes()).isEqualTo(town.context().bytes());
        }
    }
}

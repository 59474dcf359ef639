package city.wutong.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.entity.Entity;
import city.wutong.query.EntityQuery;
import city.wutong.query.Page;
import city.wutong.query.TypeSelection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    @Provide
    Arbitrary<List<List<Operation>>> groups() {
        return Generated.operations().list().ofMinSize(1).ofMaxSize(6).list().ofMaxSize(12);
    }

    @Property(tries = 150)
    void the_journal_alone_brings_the_present_back(@ForAll("groups") List<List<Operation>> groups) {
        try (var town = new Town()) {
            groups.forEach(town::apply);
            assertSame(recovered(0, List.of(), town), town);
        }
    }

    /// The parts of a snapshot are read at moments of their own while the city goes on; the replay
    /// begins no later than the first of them.
    @Property(tries = 150)
    void a_snapshot_of_any_moments_and_the_journal_after_it_bring_the_present_back(
            @ForAll("groups") List<List<Operation>> groups,
            @ForAll @Size(4) List<@IntRange(max = 12) Integer> moments,
            @ForAll @IntRange(max = 3) int earlier) {
        try (var town = new Town()) {
            int first = moments.stream().mapToInt(m -> Math.min(m, groups.size())).min().orElse(0);
            long after = 0;
            var snapshot = new ArrayList<Entity>();
            for (int i = 0; i <= groups.size(); i++) {
                if (i == Math.max(0, first - earlier)) {
                    after = town.context().seq();
                }
                readParts(town, i, groups.size(), moments, snapshot);
                if (i < groups.size()) {
                    town.apply(groups.get(i));
                }
            }
            assertSame(recovered(after, snapshot, town), town);
        }
    }

    private static void readParts(
            Town town, int now, int last, List<Integer> moments, List<Entity> snapshot) {
        for (var entity : town.entities()) {
            int moment = moments.get((int) (entity.number() % moments.size()));
            if (Math.min(moment, last) == now) {
                snapshot.add(entity);
            }
        }
    }

    private static Context recovered(long after, List<Entity> snapshot, Town town) {
        var recovery = new Recovery(after, Set.of());
        snapshot.forEach(recovery::load);
        town.journal().changes().stream().skip(after).forEach(recovery::replay);
        return recovery.finish();
    }

    private static void assertSame(Context recovered, Town town) {
        assertThat(Town.entities(recovered)).isEqualTo(town.entities());
        assertThat(byId(recovered)).isEqualTo(byId(town.context()));
        assertThat(recovered.seq()).isEqualTo(town.context().seq());
        assertThat(recovered.size()).isEqualTo(town.context().size());
        assertThat(recovered.bytes()).isEqualTo(town.context().bytes());
        var ofType =
                new EntityQuery(
                        java.util.Set.of(),
                        null,
                        TypeSelection.parse("A", Town::name),
                        java.util.Set.of(),
                        null,
                        null,
                        null);
        var page = new Page(100, 0, true);
        assertThat(recovered.find(ofType, page)).isEqualTo(town.context().find(ofType, page));
    }

    private static Map<String, Entity> byId(Context context) {
        var found = new HashMap<String, Entity>();
        for (int i = 0; i < Generated.ENTITIES; i++) {
            context.entity(Generated.entityId(i))
                    .ifPresent(entity -> found.put(entity.id(), entity));
        }
        return found;
    }

    @Test
    void a_gap_in_the_journal_is_not_passed_over() {
        var recovery = new Recovery(3, Set.of());
        var change =
                new Change(5, 1, "urn:x", new Change.Ended(), Ticks.START, Cause.outside("test"));
        assertThatThrownBy(() -> recovery.replay(change))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("from change 3 to 5");
    }

    @Test
    void a_journal_that_speaks_of_unknown_entities_is_refused() {
        var recovery = new Recovery(3, Set.of());
        var unset = new Change.Unset("a", null);
        recovery.replay(new Change(4, 9, "urn:x", unset, Ticks.START, Cause.outside("test")));
        assertThatThrownBy(recovery::finish)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("urn:x");
    }

    @Test
    void a_chunk_that_never_held_an_entity_is_empty() {
        var context = new Recovery(0, Set.of()).finish();
        var found = new ArrayList<Entity>();
        context.forEachOf(3, found::add);
        assertThat(found).isEmpty();
    }
}

package city.wutong.journal;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Change;
import city.wutong.context.Operation;
import city.wutong.context.Town;
import city.wutong.postgres.SharedPostgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The past of a type, in its order.
@Timeout(120)
class JournalledPastTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String OTHER = Town.name("Other");

    private static List<Change> past(StoredTown town, Set<String> types, Set<String> ids)
            throws Exception {
        var found = new ArrayList<Change>();
        town.store()
                .past()
                .read(
                        types,
                        ids,
                        (changes, progress) -> {
                            assertThat(progress).isBetween(0.0, 1.0);
                            found.addAll(changes);
                            return true;
                        });
        return found;
    }

    private static Operation observed(String id, String type, long value) {
        var patch = Town.patch(List.of(type), Town.property("a", value, NOON.plusSeconds(value)));
        return new Operation.Upsert(id, patch, false);
    }

    @Test
    void all_that_was_of_a_type_is_read_and_nothing_else() throws Exception {
        try (var town = StoredTown.open(SharedPostgres.database(), SharedPostgres.freshSchema())) {
            town.apply(observed("urn:e:1", Town.TYPE, 1));
            town.apply(observed("urn:e:2", OTHER, 2));
            town.apply(observed("urn:e:3", OTHER, 3));
            town.apply(observed("urn:e:1", Town.TYPE, 4));
            town.apply(new Operation.Delete("urn:e:1"));
            town.apply(observed("urn:e:2", OTHER, 5));
            assertThat(past(town, Set.of(Town.TYPE), Set.of()))
                    .isEqualTo(of(town, Set.of("urn:e:1")))
                    .isNotEmpty();
            assertThat(past(town, Set.of(Town.TYPE), Set.of("urn:e:3")))
                    .isEqualTo(of(town, Set.of("urn:e:1", "urn:e:3")));
            assertThat(past(town, Set.of(Town.name("None")), Set.of())).isEmpty();
        }
    }

    private static List<Change> of(StoredTown town, Set<String> ids) {
        return town.published().stream().filter(each -> ids.contains(each.entityId())).toList();
    }
}

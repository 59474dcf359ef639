package city.wutong.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.context.Change;
import city.wutong.context.Generated;
import city.wutong.context.Operation;
import city.wutong.context.Town;
import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.journal.FollowerOffsets;
import city.wutong.journal.StoredTown;
import city.wutong.json.Json;
import city.wutong.postgres.SharedPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SegmentsTest {
    private static StoredTown town() throws Exception {
        return StoredTown.open(SharedPostgres.database(), SharedPostgres.freshSchema());
    }

    private static Segments segments(StoredTown town, Duration every) throws Exception {
        return new Segments(
                town.tables(), new FollowerOffsets(town.tables()).load(Segments.NAME), every);
    }

    /// Hands over what is new, so many at a time, until all is cut.
    private static void follow(Segments segments, StoredTown town, int step) throws Exception {
        while (segments.offset() < town.context().seq()) {
            segments.follow(town.store().reader().read(segments.offset(), step));
        }
    }

    private static List<Change> of(List<Change> changes, String id, long upTo) {
        return changes.stream()
                .filter(change -> change.entityId().equals(id) && change.seq() <= upTo)
                .toList();
    }

    @Provide
    Arbitrary<List<Operation>> operations() {
        return Generated.operations().list().ofMinSize(1).ofMaxSize(80);
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void what_was_cut_and_merged_is_read_as_it_was(
            @ForAll("operations") List<Operation> operations,
            @ForAll @IntRange(min = 1, max = 20) int step)
            throws Exception {
        try (var town = town()) {
            operations.forEach(town::apply);
            var segments = segments(town, Duration.ZERO);
            follow(segments, town, step);
            var reader = new SegmentReader(town.tables());
            for (int i = 0; i < Generated.ENTITIES; i++) {
                var past = reader.of(Generated.entityId(i), 1_000_000);
                assertThat(past.upTo()).isEqualTo(town.context().seq());
                assertThat(past.changes())
                        .isEqualTo(of(town.published(), Generated.entityId(i), past.upTo()));
            }
        }
    }

    @Property(tries = 12, shrinking = ShrinkingMode.OFF)
    void what_is_erased_leaves_its_place_in_the_journal_and_nothing_else(
            @ForAll("operations") List<Operation> before,
            @ForAll("operations") List<Operation> after,
            @ForAll @IntRange(min = 1, max = 20) int step)
            throws Exception {
        var id = Generated.entityId(0);
        try (var town = town()) {
            before.forEach(town::apply);
            var segments = segments(town, Duration.ZERO);
            follow(segments, town, step);
            town.apply(new Operation.Erase(id));
            long erased = town.context().seq();
            after.forEach(town::apply);
            follow(segments, town, step);

            var journal = town.store().reader().read(0, 1_000_000);
            assertThat(journal).hasSameSizeAs(town.published());
            for (var change : journal) {
                var published = town.published().get((int) change.seq() - 1);
                if (change.entityId().equals(id) && change.seq() < erased) {
                    assertThat(change.what()).isEqualTo(new Change.Blank());
                } else {
                    assertThat(change).isEqualTo(published);
                }
            }
            var reader = new SegmentReader(town.tables());
            for (int i = 0; i < Generated.ENTITIES; i++) {
                var past = reader.of(Generated.entityId(i), 1_000_000);
                var rest = of(town.published(), Generated.entityId(i), past.upTo());
                assertThat(past.changes())
                        .isEqualTo(
                                i > 0
                                        ? rest
                                        : rest.stream().filter(c -> c.seq() > erased).toList());
            }
            var entities = town.entities();
            try (var again = town.reopened()) {
                assertThat(again.entities()).isEqualTo(entities);
            }
        }
    }

    @Test
    void many_small_segments_become_few() throws Exception {
        try (var town = town()) {
            town.apply(Town.create("urn:e:1"));
            for (int i = 0; i < 100; i++) {
                town.apply(Town.set("urn:e:1", "a", i));
            }
            follow(segments(town, Duration.ZERO), town, 1);
            assertThat(town.number("select count(*) from segment"))
                    .isLessThan(3 * SegmentMerge.FACTOR);
            assertThat(town.number("select sum(changes) from segment")).isEqualTo(101);
        }
    }

    @Test
    void before_its_time_nothing_is_cut() throws Exception {
        try (var town = town()) {
            town.apply(Town.create("urn:e:1"));
            var segments = segments(town, Duration.ofHours(1));
            segments.follow(town.published());
            assertThat(segments.offset()).isZero();
        }
    }

    @Test
    void what_is_large_is_cut_before_its_time() throws Exception {
        try (var town = town()) {
            town.apply(Town.create("urn:e:1"));
            var first = town.published().getFirst();
            var segments = segments(town, Duration.ofHours(1));
            segments.follow(List.of(first));
            var large = new Json.Str("x".repeat(1 << 20));
            long most = Segments.MOST_GATHERED_BYTES >> 20;
            for (long seq = 2; seq <= most; seq++) {
                segments.follow(List.of(set(seq, first, large)));
            }
            assertThat(segments.offset()).isZero();
            segments.follow(List.of(set(most + 1, first, large)));
            assertThat(segments.offset()).isEqualTo(most + 1);
        }
    }

    private static Change set(long seq, Change first, Json value) {
        var attribute =
                new Attribute(
                        Town.name("a"),
                        null,
                        AttributeKind.PROPERTY,
                        value,
                        null,
                        first.at(),
                        first.at(),
                        Attribute.Details.NONE);
        return new Change(
                seq,
                first.entity(),
                first.entityId(),
                new Change.Set(attribute),
                first.at(),
                first.cause());
    }

    @Test
    void only_the_newest_are_read_when_there_are_too_many() throws Exception {
        try (var town = town()) {
            town.apply(
                    Town.create("urn:e:1", Town.property("a", 0, null)),
                    Town.set("urn:e:1", "a", 1));
            town.apply(new Operation.Delete("urn:e:1"));
            town.apply(Town.create("urn:e:1", Town.property("a", 2, null)));
            follow(segments(town, Duration.ZERO), town, 1);
            assertThat(new SegmentReader(town.tables()).of("urn:e:1", 1).changes())
                    .containsAll(town.published().subList(4, 6));
        }
    }

    @Test
    void a_cut_whose_answer_was_lost_is_not_made_again() throws Exception {
        try (var town = town()) {
            town.apply(Town.create("urn:e:1", Town.property("a", 1, null)));
            var unaware = segments(town, Duration.ZERO);
            follow(segments(town, Duration.ZERO), town, 100);
            town.apply(Town.set("urn:e:1", "a", 2));
            assertThatThrownBy(() -> unaware.follow(town.published()))
                    .isInstanceOf(SQLException.class);
            follow(unaware, town, 100);
            assertThat(new SegmentReader(town.tables()).of("urn:e:1", 100).changes())
                    .isEqualTo(town.published());
        }
    }

    @Test
    void a_failed_cut_is_made_once() throws Exception {
        try (var town = town()) {
            town.apply(Town.create("urn:e:1", Town.property("a", 1, null)));
            var segments = segments(town, Duration.ZERO);
            town.execute("alter table segment rename to elsewhere");
            assertThatThrownBy(() -> segments.follow(town.published()))
                    .isInstanceOf(SQLException.class);
            town.execute("alter table elsewhere rename to segment");
            follow(segments, town, 100);
            assertThat(new SegmentReader(town.tables()).of("urn:e:1", 100).changes())
                    .isEqualTo(town.published());
        }
    }

    @Test
    void who_reads_while_segments_are_cut_and_merged_misses_nothing() throws Exception {
        try (var town = town()) {
            town.apply(Town.create("urn:e:1"));
            for (int i = 0; i < 150; i++) {
                town.apply(Town.set("urn:e:1", "a", i));
            }
            var ended = new AtomicBoolean();
            var reading = CompletableFuture.runAsync(() -> readUntil(ended, town));
            follow(segments(town, Duration.ZERO), town, 1);
            ended.set(true);
            reading.get();
        }
    }

    private static void readUntil(AtomicBoolean ended, StoredTown town) {
        var reader = new SegmentReader(town.tables());
        try {
            while (!ended.get()) {
                var past = reader.of("urn:e:1", 1_000_000);
                assertThat(past.changes()).isEqualTo(of(town.published(), "urn:e:1", past.upTo()));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

package city.wutong.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Change;
import city.wutong.context.Context;
import city.wutong.context.Operation;
import city.wutong.context.Town;
import city.wutong.entity.Entity;
import city.wutong.feed.Runner;
import city.wutong.journal.FollowerOffsets;
import city.wutong.journal.StoredTown;
import city.wutong.postgres.SharedPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SnapshotsTest {
    private List<StoredTown> towns = List.of();

    @BeforeEach
    void open() throws Exception {
        towns =
                new ArrayList<>(
                        List.of(
                                StoredTown.open(
                                        SharedPostgres.database(), SharedPostgres.freshSchema())));
    }

    @AfterEach
    void close() {
        towns.forEach(StoredTown::close);
    }

    private StoredTown town() {
        return towns.getLast();
    }

    private StoredTown reopened() throws Exception {
        towns.add(town().reopened());
        return town();
    }

    private Snapshots snapshots(Duration every) throws Exception {
        return new Snapshots(
                town().tables(),
                town().context(),
                new FollowerOffsets(town().tables()).load(Snapshots.NAME),
                every);
    }

    private static List<Operation> creations(int from, int to) {
        var operations = new ArrayList<Operation>();
        for (int i = from; i < to; i++) {
            operations.add(Town.create("urn:e:" + i, Town.property("a", i, null)));
        }
        return operations;
    }

    private List<Change> changesAfter(long seq) throws Exception {
        return town().feed().read(seq, 100_000);
    }

    @Test
    void what_changed_is_written_by_chunks_and_the_offset_with_it() throws Exception {
        var snapshots = snapshots(Duration.ZERO);
        town().apply(creations(1, Context.CHUNK + 10));
        snapshots.follow(changesAfter(0));
        assertThat(town().number("select count(*) from snapshot_chunk")).isEqualTo(2);
        assertThat(snapshots.offset()).isEqualTo(town().context().seq());
        assertThat(new FollowerOffsets(town().tables()).load(Snapshots.NAME))
                .isEqualTo(snapshots.offset());

        long before = town().context().seq();
        town().apply(Town.set("urn:e:1", "a", 7));
        snapshots.follow(changesAfter(before));
        assertThat(town().number("select seq from snapshot_chunk where chunk = 0"))
                .isEqualTo(before + 1);
        assertThat(town().number("select seq from snapshot_chunk where chunk = 1"))
                .isEqualTo(before);

        var read = Collections.synchronizedList(new ArrayList<Entity>());
        new SnapshotReader(town().tables()).read(read::add);
        read.sort(Comparator.comparingLong(Entity::number));
        assertThat(read).isEqualTo(town().entities());
    }

    @Test
    void what_is_erased_does_not_wait_for_its_time() throws Exception {
        town().apply(creations(1, Context.CHUNK + 10));
        snapshots(Duration.ZERO).follow(changesAfter(0));
        var snapshots = snapshots(Duration.ofHours(1));
        long before = town().context().seq();
        town().apply(new Operation.Erase("urn:e:1"), Town.set("urn:e:1030", "a", 7));
        snapshots.follow(changesAfter(before));
        assertThat(town().number("select count(*) from snapshot_chunk where seq > " + before))
                .isEqualTo(1);
        assertThat(snapshots.offset()).isEqualTo(before);
        var read = Collections.synchronizedList(new ArrayList<Entity>());
        new SnapshotReader(town().tables()).read(read::add);
        assertThat(read)
                .extracting(Entity::id)
                .doesNotContain("urn:e:1")
                .hasSize(Context.CHUNK + 8);
        var entities = town().entities();
        assertThat(Town.entities(reopened().context())).isEqualTo(entities);
    }

    @Test
    void before_its_time_nothing_is_written() throws Exception {
        var snapshots = snapshots(Duration.ofHours(1));
        town().apply(creations(1, 10));
        snapshots.follow(changesAfter(0));
        assertThat(snapshots.offset()).isZero();
        assertThat(town().number("select count(*) from snapshot_chunk")).isZero();
    }

    @Test
    void the_rows_of_settled_groups_are_forgotten_but_the_newest() throws Exception {
        var snapshots = snapshots(Duration.ZERO);
        for (int i = 0; i < 5; i++) {
            town().apply(creations(i, i + 1));
        }
        snapshots.follow(changesAfter(0));
        assertThat(town().number("select count(*) from commit_group")).isEqualTo(1);
        assertThat(town().store().lastSeq()).isEqualTo(town().context().seq());
    }

    @Test
    void a_chunk_of_which_everything_went_before_it_was_seen_is_no_trouble() throws Exception {
        var snapshots = snapshots(Duration.ZERO);
        town().apply(creations(1, Context.CHUNK));
        town().apply(Town.create("urn:fleeting"), new Operation.Delete("urn:fleeting"));
        snapshots.follow(changesAfter(0));
        assertThat(snapshots.offset()).isEqualTo(town().context().seq());
        var entities = town().entities();
        assertThat(reopened().entities()).isEqualTo(entities);
    }

    @Test
    void while_the_city_writes_on_every_start_finds_the_present() throws Exception {
        var random = new Random(7);
        for (int round = 0; round < 3; round++) {
            try (var runner = Runner.start(town().feed(), snapshots(Duration.ZERO))) {
                for (int i = 0; i < 300; i++) {
                    town().apply(some(random));
                }
                while (runner.lag() > 500) {
                    Thread.onSpinWait();
                }
                assertThat(runner.isFailing()).isFalse();
            }
            var entities = town().entities();
            var bytes = town().context().bytes();
            assertThat(reopened().entities()).isEqualTo(entities);
            assertThat(town().context().bytes()).isEqualTo(bytes);
        }
        assertThat(new FollowerOffsets(town().tables()).load(Snapshots.NAME)).isPositive();
    }

    private static List<Operation> some(Random random) {
        var operations = new ArrayList<Operation>();
        for (int i = 0; i < 10; i++) {
            var id = "urn:e:" + random.nextInt(2_000);
            operations.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new Operation.Delete(id);
                        case 1 -> Town.set(id, "b", i);
                        default ->
                                new Operation.Upsert(
                                        id,
                                        Town.patch(List.of(Town.TYPE), Town.property("a", i, null)),
                                        true);
                    });
        }
        return operations;
    }
}

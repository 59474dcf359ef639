package city.wutong.history;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Change;
import city.wutong.context.Generated;
import city.wutong.context.Operation;
import city.wutong.context.Town;
import city.wutong.history.TemporalQuery.Range;
import city.wutong.history.TemporalQuery.TimeProperty;
import city.wutong.json.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ID = "urn:e:1";

    private final Town town = new Town();

    @AfterEach
    void stop() {
        town.close();
    }

    // Ranges

    @Test
    void before_is_exclusive_and_after_is_inclusive() {
        var before = Range.before(NOON);
        assertThat(before.contains(NOON.minusNanos(1))).isTrue();
        assertThat(before.contains(NOON)).isFalse();
        var after = Range.after(NOON);
        assertThat(after.contains(NOON)).isTrue();
        assertThat(after.contains(NOON.minusNanos(1))).isFalse();
    }

    @Test
    void between_includes_its_start_and_not_its_end() {
        var between = new Range(NOON, NOON.plusSeconds(60));
        assertThat(between.contains(NOON)).isTrue();
        assertThat(between.contains(NOON.plusSeconds(60))).isFalse();
        assertThat(between.contains(NOON.plusSeconds(60).minusNanos(1))).isTrue();
        assertThat(new Range(NOON, NOON).contains(NOON)).isFalse();
    }

    @Test
    void each_time_property_has_its_term() {
        for (var property : TimeProperty.values()) {
            assertThat(TimeProperty.ofTerm(property.term())).contains(property);
        }
        assertThat(TimeProperty.ofTerm("observedat")).isEmpty();
    }

    // Series

    @Test
    void late_readings_take_their_place_in_the_series() throws Exception {
        read("a", 1, NOON.plusSeconds(60));
        read("a", 2, NOON);
        read("a", 3, NOON.plusSeconds(60));
        assertThat(values("a", TemporalQuery.all())).containsExactly(2L, 1L, 3L);
        var modified =
                new TemporalQuery(
                        TimeProperty.MODIFIED_AT, Optional.empty(), List.of(), OptionalInt.empty());
        assertThat(values("a", modified)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void what_was_erased_is_told_no_more_and_what_comes_after_it_is() throws Exception {
        read("a", 1, NOON);
        town.apply(new Operation.Erase(ID));
        assertThat(history(0).of(ID, TemporalQuery.all())).isEmpty();
        assertThat(town.context().entity(ID)).isEmpty();
        read("a", 2, NOON.plusSeconds(1));
        assertThat(values("a", TemporalQuery.all())).containsExactly(2L);
        town.apply(new Operation.Delete(ID));
        town.apply(new Operation.Erase(ID));
        assertThat(history(0).of(ID, TemporalQuery.all())).isEmpty();
    }

    @Test
    void last_n_counts_for_each_attribute() throws Exception {
        for (int i = 0; i < 5; i++) {
            read("a", i, NOON.plusSeconds(i));
            read("b", 10 + i, NOON.plusSeconds(i));
        }
        var last =
                new TemporalQuery(
                        TimeProperty.OBSERVED_AT, Optional.empty(), List.of(), OptionalInt.of(2));
        assertThat(values("a", last)).containsExactly(3L, 4L);
        assertThat(values("b", last)).containsExactly(13L, 14L);
    }

    @Test
    void what_has_not_the_time_asked_for_is_in_no_range() throws Exception {
        read("a", 1, null);
        read("b", 2, NOON);
        var since =
                new TemporalQuery(
                        TimeProperty.OBSERVED_AT,
                        Optional.of(Range.after(Instant.EPOCH)),
                        List.of(),
                        OptionalInt.empty());
        var series = history(0).of(ID, since).orElseThrow();
        assertThat(series.instances()).containsOnlyKeys(Town.name("b"));
        assertThat(history(0).of(ID, TemporalQuery.all()).orElseThrow().instances())
                .containsOnlyKeys(Town.name("a"), Town.name("b"));
    }

    @Test
    void only_the_attributes_that_were_asked_for_are_told() throws Exception {
        read("a", 1, NOON);
        read("b", 2, NOON);
        var b =
                new TemporalQuery(
                        TimeProperty.OBSERVED_AT,
                        Optional.empty(),
                        List.of(Town.name("b")),
                        OptionalInt.empty());
        assertThat(history(0).of(ID, b).orElseThrow().instances()).containsOnlyKeys(Town.name("b"));
    }

    @Test
    void an_entity_that_was_deleted_and_made_again_has_one_history() throws Exception {
        read("a", 1, NOON);
        town.apply(new Operation.Delete(ID));
        assertThat(values("a", TemporalQuery.all())).containsExactly(1L);
        town.apply(
                new Operation.Create(
                        ID,
                        Town.patch(
                                List.of("https://example.org/Other"),
                                Town.property("a", 2, NOON.plusSeconds(1)))));
        assertThat(values("a", TemporalQuery.all())).containsExactly(1L, 2L);
        assertThat(history(0).of(ID, TemporalQuery.all()).orElseThrow().types())
                .containsExactly(Town.TYPE, "https://example.org/Other");
    }

    @Test
    void what_never_was_has_no_history() throws Exception {
        town.apply(Town.create("urn:e:2"));
        assertThat(history(0).of(ID, TemporalQuery.all())).isEmpty();
    }

    @Test
    void an_entity_without_attributes_has_an_empty_history() throws Exception {
        town.apply(Town.create(ID));
        assertThat(history(0).of(ID, TemporalQuery.all()).orElseThrow().instances()).isEmpty();
    }

    // The seam

    @Provide
    Arbitrary<List<Operation>> operations() {
        return Generated.operations().list().ofMinSize(1).ofMaxSize(60);
    }

    @Property(tries = 100)
    void at_the_seam_no_change_is_lost_or_told_twice(
            @ForAll("operations") List<Operation> operations,
            @ForAll @IntRange(max = 100) int sorted,
            @ForAll @IntRange(max = 20) int tail)
            throws Exception {
        try (var small = new Town(tail * 100L)) {
            operations.forEach(small::apply);
            long upTo = small.context().seq() * sorted / 100;
            for (int i = 0; i < Generated.ENTITIES; i++) {
                var id = Generated.entityId(i);
                var told = new ArrayList<Long>();
                history(small, upTo)
                        .of(id, TemporalQuery.all())
                        .ifPresent(series ->
                                series.instances()
                                        .values()
                                        .forEach(list ->
                                                list.forEach(each -> told.add(each.seq()))));
                assertThat(told).containsExactlyInAnyOrderElementsOf(valued(small, id));
            }
        }
    }

    private static List<Long> valued(Town town, String id) {
        return town.journal().changes().stream()
                .filter(change -> change.entityId().equals(id))
                .filter(change ->
                        change.what() instanceof Change.Set || change.what() instanceof Change.Late)
                .map(Change::seq)
                .toList();
    }

    // Words

    private void read(String name, long value, @Nullable Instant observedAt) {
        town.apply(
                new Operation.Read(
                        ID,
                        Town.patch(List.of(Town.TYPE), Town.property(name, value, observedAt))));
    }

    private History history(long upTo) {
        return history(town, upTo);
    }

    /// A history of which what came up to `upTo` is sorted, the rest in the feed.
    private static History history(Town town, long upTo) {
        return new History(
                (id, _) ->
                        new PastChanges.Past(
                                town.journal().changes().stream()
                                        .filter(change ->
                                                change.seq() <= upTo
                                                        && change.entityId().equals(id))
                                        .toList(),
                                upTo),
                town.feed(),
                Clock.systemUTC());
    }

    private List<Long> values(String name, TemporalQuery query) throws Exception {
        var found = new ArrayList<Long>();
        for (long upTo : List.of(0L, town.context().seq() / 2, town.context().seq())) {
            found.clear();
            history(upTo)
                    .of(ID, query)
                    .orElseThrow()
                    .instances()
                    .getOrDefault(Town.name(name), List.of())
                    .forEach(instance ->
                            found.add(
                                    (long) ((Json.Num) instance.attribute().content()).asDouble()));
        }
        return found;
    }
}

package city.wutong.context;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.Entity;
import city.wutong.query.Condition;
import city.wutong.query.EntityQuery;
import city.wutong.query.Page;
import city.wutong.query.QParser;
import city.wutong.query.TextPattern;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EntityMapsTest {
    private static final Page ALL = new Page(100, 0, true);
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final Town town = new Town();
    private final TestClock clock = new TestClock(NOW);
    private int ids;
    private final EntityMaps all = new EntityMaps(clock, () -> new UUID(0, ++ids));
    private final SeenMaps maps = new SeenMaps(all, town.context().seen(), "person:1");

    @AfterEach
    void close() {
        town.close();
    }

    private void create(int count) {
        for (int i = 0; i < count; i++) {
            town.apply(Town.create("urn:e:" + i, Town.property("p", i, null)));
        }
    }

    private static EntityQuery over(int least) {
        Condition condition = QParser.parse("p>=" + least, Town::name);
        return new EntityQuery(Set.of(), null, null, Set.of(), condition, null, null);
    }

    private static List<String> idsOf(Found found) {
        return found.entities().stream().map(Entity::id).toList();
    }

    @Test
    void a_map_fixes_its_entities_and_lets_go_of_those_that_its_query_does_not_mean_any_more() {
        create(6);
        var map = maps.create(over(2), EntityMaps.USUAL);
        assertThat(map.entities()).containsExactly("urn:e:2", "urn:e:3", "urn:e:4", "urn:e:5");
        town.apply(Town.create("urn:e:9", Town.property("p", 9, null)));
        town.apply(new Operation.Delete("urn:e:2"), Town.set("urn:e:4", "p", 0));
        assertThat(idsOf(maps.find(map, over(2), ALL))).containsExactly("urn:e:3", "urn:e:5");
        assertThat(maps.find(map.id()).orElseThrow().entities())
                .containsExactly("urn:e:3", "urn:e:5");
    }

    @Test
    void a_page_is_filled_from_those_that_follow_and_another_query_takes_nobody_out() {
        create(6);
        var map = maps.create(over(0), EntityMaps.USUAL);
        town.apply(new Operation.Delete("urn:e:1"));
        var first = maps.find(map, over(0), new Page(3, 0, false));
        assertThat(idsOf(first)).containsExactly("urn:e:0", "urn:e:2", "urn:e:3");
        assertThat(first.isMore()).isTrue();
        var last = maps.find(map, over(0), new Page(3, 3, true));
        assertThat(idsOf(last)).containsExactly("urn:e:4", "urn:e:5");
        assertThat(last.isMore()).isFalse();
        assertThat(last.count()).isEqualTo(5);
        assertThat(idsOf(maps.find(map, over(5), ALL))).containsExactly("urn:e:5");
        assertThat(maps.find(map.id()).orElseThrow().entities()).hasSize(5);
    }

    @Test
    void a_map_lives_as_long_as_it_is_given_and_never_longer_than_a_day() {
        var map = maps.create(over(0), Duration.ofMinutes(2));
        assertThat(map.expiresAt()).isEqualTo(NOW.plusSeconds(120));
        assertThat(maps.create(over(0), Duration.ofDays(9_999_999)).expiresAt())
                .isEqualTo(NOW.plus(EntityMaps.LONGEST));
        maps.expire(map, Instant.MAX);
        assertThat(maps.find(map.id()).orElseThrow().expiresAt())
                .isEqualTo(NOW.plus(EntityMaps.LONGEST));
        clock.goOn(EntityMaps.LONGEST);
        assertThat(maps.find(map.id())).isEmpty();
    }

    @Test
    void a_deleted_map_is_gone_and_gives_its_room_back() {
        create(3);
        var map = maps.create(over(0), EntityMaps.USUAL);
        assertThat(all.bytes()).isPositive();
        assertThat(maps.delete(map.id())).isTrue();
        assertThat(maps.delete(map.id())).isFalse();
        assertThat(all.bytes()).isZero();
    }

    @Test
    void of_too_many_maps_the_one_that_was_used_least_recently_goes() {
        var first = maps.create(over(0), EntityMaps.USUAL);
        var second = maps.create(over(0), EntityMaps.USUAL);
        for (int i = 2; i < EntityMaps.MOST; i++) {
            maps.create(over(0), EntityMaps.USUAL);
        }
        assertThat(maps.find(first.id())).isPresent();
        maps.create(over(0), EntityMaps.USUAL);
        assertThat(maps.find(first.id())).isPresent();
        assertThat(maps.find(second.id())).isEmpty();
        assertThat(all.all()).hasSize(EntityMaps.MOST);
    }

    @Test
    void what_the_query_of_a_map_takes_is_counted() {
        maps.create(over(0), EntityMaps.USUAL);
        long plain = all.bytes();
        var pattern = TextPattern.of("^urn:(a|b)*[^x]{0,900}$");
        var ids = Set.of("urn:e:" + "x".repeat(1_000_000));
        maps.create(
                new EntityQuery(Set.of(), pattern, null, Set.of(), null, null, null),
                EntityMaps.USUAL);
        assertThat(all.bytes() - plain).isGreaterThan(900 * 50);
        maps.create(new EntityQuery(ids, null, null, Set.of(), null, null, null), EntityMaps.USUAL);
        assertThat(all.bytes()).isGreaterThan(1_000_000);
    }

    @Test
    void maps_are_bounded_in_bytes() {
        var long1 = "urn:e:" + "x".repeat(2_000_000);
        for (int i = 0; i < 40; i++) {
            maps.create(over(0), List.of(long1), EntityMaps.USUAL);
        }
        assertThat(all.bytes()).isLessThanOrEqualTo(EntityMaps.MOST_BYTES);
        assertThat(all.all()).isNotEmpty();
    }
}

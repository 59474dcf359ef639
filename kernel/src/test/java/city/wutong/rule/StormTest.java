package city.wutong.rule;

import static city.wutong.rule.Rules.at;
import static city.wutong.rule.Rules.flapping;
import static city.wutong.rule.Rules.grouped;
import static city.wutong.rule.Rules.holds;
import static city.wutong.rule.Rules.silent;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Operation;
import city.wutong.context.Town;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Many alerts behind one target are one alert with members.
@Timeout(60)
class StormTest {
    private static final String GATEWAY = "urn:g:1";
    private static final Rule HIGH = grouped(holds("entity.a > 10", 0), 3, 5);

    private Optional<RuledTown> open = Optional.empty();

    private RuledTown town(Rule... rules) throws Exception {
        var town = new RuledTown(rules);
        open = Optional.of(town);
        return town.tick(0);
    }

    @AfterEach
    void stop() {
        open.ifPresent(RuledTown::close);
    }

    private static String device(int number) {
        return "urn:e:" + number;
    }

    private static void read(RuledTown town, int number, int value, int minute) {
        town.observe(
                device(number),
                Town.property("a", value, at(minute)),
                Town.relationship("by", GATEWAY));
    }

    private static List<RuledTown.Story> heads(RuledTown town) {
        return town.stories().stream().filter(story -> !story.members().isEmpty()).toList();
    }

    private static List<RuledTown.Story> members(RuledTown town) {
        return town.stories().stream().filter(story -> !story.memberOf().isEmpty()).toList();
    }

    private static int count(RuledTown.Story head) {
        return Integer.parseInt(head.members().replaceAll("\\D", ""));
    }

    @Test
    void so_many_in_so_short_a_time_are_one_alert_about_what_they_share() throws Exception {
        var town = town(HIGH);
        read(town, 1, 11, 1);
        read(town, 2, 11, 2);
        town.follow();
        assertThat(heads(town)).isEmpty();
        read(town, 3, 11, 3);
        town.follow();
        assertThat(heads(town)).hasSize(1);
        var head = heads(town).getFirst();
        assertThat(head.alert().source()).isEqualTo(GATEWAY);
        assertThat(head.alert().from()).isEqualTo(at(1).toString());
        assertThat(count(head)).isEqualTo(3);
        assertThat(members(town))
                .hasSize(3)
                .allMatch(story -> story.memberOf().equals(head.alert().id()));
    }

    @Test
    void later_ones_join_and_the_last_that_is_cleared_ends_it() throws Exception {
        var town = town(HIGH);
        for (int device = 1; device <= 4; device++) {
            read(town, device, 11, 1);
        }
        read(town, 5, 11, 60);
        town.follow();
        assertThat(heads(town))
                .singleElement()
                .satisfies(head -> assertThat(count(head)).isEqualTo(5));
        for (int device = 1; device <= 5; device++) {
            assertThat(heads(town).getFirst().alert().status()).isEqualTo(AlertEntity.ACTIVE);
            read(town, device, 1, 60 + device);
            town.follow();
        }
        assertThat(heads(town).getFirst().alert().status()).isEqualTo(AlertEntity.CLEARED);
        assertThat(heads(town).getFirst().alert().to()).isEqualTo(at(65).toString());
        assertThat(count(heads(town).getFirst())).isEqualTo(5);
    }

    @Test
    void those_that_come_slowly_or_are_behind_others_are_no_storm() throws Exception {
        var town = town(HIGH);
        read(town, 1, 11, 1);
        read(town, 2, 11, 4);
        read(town, 3, 11, 7);
        town.observe(device(4), Town.property("a", 11, at(7)), Town.relationship("by", "urn:g:2"));
        town.observe(device(5), "a", 11, at(7)).follow();
        assertThat(heads(town)).isEmpty();
        assertThat(members(town)).isEmpty();
        assertThat(town.alerts()).hasSize(5);
    }

    @Test
    void the_next_storm_has_a_head_of_its_own() throws Exception {
        var town = town(HIGH);
        for (int minute : new int[] {1, 20}) {
            for (int device = 1; device <= 3; device++) {
                read(town, device, 11, minute);
            }
            for (int device = 1; device <= 3; device++) {
                read(town, device, 1, minute + 5);
            }
        }
        town.follow();
        assertThat(heads(town)).hasSize(2).allMatch(head -> count(head) == 3);
        assertThat(members(town)).hasSize(6);
    }

    @Test
    void an_alert_that_begins_again_after_a_storm_belongs_to_it_no_more() throws Exception {
        var town = town(flapping(HIGH, 30));
        for (int device = 1; device <= 3; device++) {
            read(town, device, 11, 1);
        }
        for (int device = 1; device <= 3; device++) {
            read(town, device, 1, 2);
        }
        read(town, 1, 11, 20);
        town.follow();
        assertThat(members(town)).hasSize(2);
        assertThat(heads(town))
                .singleElement()
                .satisfies(
                        head -> assertThat(head.alert().status()).isEqualTo(AlertEntity.CLEARED));
    }

    @Test
    void a_storm_goes_on_after_a_start() throws Exception {
        var town = town(HIGH);
        for (int device = 1; device <= 3; device++) {
            read(town, device, 11, 1);
        }
        town.follow();
        town.restart();
        read(town, 4, 11, 9);
        town.follow();
        assertThat(heads(town))
                .singleElement()
                .satisfies(head -> assertThat(count(head)).isEqualTo(4));
        town.restart();
        town.town().apply(new Operation.Delete(device(4)));
        for (int device = 1; device <= 3; device++) {
            read(town, device, 1, 10);
        }
        town.follow();
        assertThat(town.alerts()).hasSize(5).allMatch(a -> a.status().equals(AlertEntity.CLEARED));
    }

    @Test
    void the_storms_of_a_rule_that_is_no_more_are_over() throws Exception {
        var town = town(HIGH);
        for (int device = 1; device <= 3; device++) {
            read(town, device, 11, 1);
        }
        town.follow();
        town.restart(new Rule[0]);
        town.follow();
        assertThat(town.alerts()).hasSize(4).allMatch(a -> a.status().equals(AlertEntity.CLEARED));
    }

    @Test
    void a_dead_gateway_with_500_devices_is_one_alert_with_500_members() throws Exception {
        var town = town(grouped(silent(30, false), 20, 5));
        for (int device = 1; device <= 500; device++) {
            read(town, device, 1, 0);
        }
        town.tick(30).follow();
        assertThat(heads(town))
                .singleElement()
                .satisfies(head -> assertThat(count(head)).isEqualTo(500));
        assertThat(members(town)).hasSize(500);
        assertThat(town.alerts()).hasSize(501);
    }
}

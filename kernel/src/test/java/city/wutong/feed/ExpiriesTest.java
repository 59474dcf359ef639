package city.wutong.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.context.Journal.JournalAway;
import city.wutong.context.MemoryJournal.Mood;
import city.wutong.context.Operation;
import city.wutong.context.TestClock;
import city.wutong.context.Town;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.EntityPatch;
import city.wutong.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What ceases to be, and when (clause 4.22).
@Timeout(30)
class ExpiriesTest {
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-03-01T18:00:00Z");
    private static final String ID = "urn:ngsi-ld:Notice:1";

    private final TestClock clock = new TestClock(MORNING);
    private Town town = new Town(clock, List.of());
    private Expiries expiries = new Expiries(town.context(), town.writer(), clock);

    @AfterEach
    void stop() {
        town.close();
    }

    private static AttributePatch attribute(
            String word, @Nullable Instant expiresAt, AttributePatch... subs) {
        return new AttributePatch(
                Town.name(word),
                null,
                AttributeKind.PROPERTY,
                Json.of(1),
                null,
                null,
                null,
                expiresAt,
                Set.of(),
                List.of(subs));
    }

    private static Operation create(
            String id, @Nullable Instant expiresAt, AttributePatch... attributes) {
        return new Operation.Create(
                id,
                new EntityPatch(
                        null, List.of(Town.TYPE), null, expiresAt, Arrays.asList(attributes)));
    }

    private void follow() throws Exception {
        expiries.follow(town.feed().read(expiries.offset(), 1_000));
    }

    private void at(Instant time) throws Exception {
        clock.goOn(Duration.between(clock.instant(), time));
        follow();
    }

    @Test
    void an_entity_ceases_when_its_time_has_come_and_not_before() throws Exception {
        town.apply(create(ID, NOON), create("urn:ngsi-ld:Notice:2", null));
        at(NOON.minusSeconds(1));
        assertThat(town.context().entity(ID)).isPresent();
        at(NOON);
        assertThat(town.context().entity(ID)).isEmpty();
        assertThat(town.context().entity("urn:ngsi-ld:Notice:2")).isPresent();
    }

    @Test
    void an_attribute_ceases_and_the_others_stay() throws Exception {
        town.apply(create(ID, null, attribute("a", NOON), attribute("b", null)));
        at(NOON);
        assertThat(town.context().entity(ID).orElseThrow().attributeNames())
                .containsExactly(Town.name("b"));
    }

    @Test
    void an_attribute_of_an_attribute_ceases_alone() throws Exception {
        town.apply(create(ID, null, attribute("a", null, attribute("sub", NOON))));
        at(NOON);
        var left = town.context().entity(ID).orElseThrow().attribute(Town.name("a"), null);
        assertThat(left.orElseThrow().attributes()).isEmpty();
    }

    @Test
    void a_later_time_takes_the_place_of_an_earlier_one() throws Exception {
        town.apply(create(ID, NOON));
        follow();
        var later = new EntityPatch(null, List.of(), null, EVENING, List.of());
        town.apply(new Operation.Merge(ID, later));
        at(NOON);
        assertThat(town.context().entity(ID)).isPresent();
        at(EVENING);
        assertThat(town.context().entity(ID)).isEmpty();
    }

    @Test
    void what_is_to_stay_for_ever_is_forgotten() throws Exception {
        town.apply(create(ID, NOON));
        follow();
        var never = new EntityPatch(null, List.of(), null, EntityPatch.NEVER, List.of());
        town.apply(new Operation.Merge(ID, never));
        at(EVENING);
        assertThat(town.context().entity(ID)).isPresent();
    }

    @Test
    void what_has_expired_already_was_never_there() {
        town.apply(create(ID, MORNING.minusSeconds(1)));
        assertThat(town.context().entity(ID)).isEmpty();
        town.apply(create(ID, null, attribute("a", MORNING), attribute("b", null)));
        assertThat(town.context().entity(ID).orElseThrow().attributeNames())
                .containsExactly(Town.name("b"));
    }

    @Test
    void what_came_due_while_the_city_was_down_ceases_after_the_start() throws Exception {
        town.apply(create(ID, NOON));
        clock.goOn(Duration.between(clock.instant(), EVENING));
        town = town.restarted();
        expiries = new Expiries(town.context(), town.writer(), clock);
        follow();
        assertThat(town.context().entity(ID)).isEmpty();
    }

    @Test
    void an_id_can_be_given_again() throws Exception {
        town.apply(create(ID, NOON));
        follow();
        town.apply(new Operation.Delete(ID), create(ID, null));
        at(EVENING);
        assertThat(town.context().entity(ID)).isPresent();
    }

    @Test
    void more_than_go_at_once_all_go() throws Exception {
        for (int i = 0; i < 2_500; i++) {
            town.apply(create("urn:ngsi-ld:Notice:" + i, NOON));
        }
        at(NOON);
        at(NOON.plusSeconds(1));
        at(NOON.plusSeconds(2));
        assertThat(town.context().size()).isZero();
    }

    @Test
    void what_the_journal_did_not_take_is_tried_again() throws Exception {
        town.apply(create(ID, NOON));
        follow();
        town.journal().become(Mood.AWAY);
        assertThatThrownBy(() -> at(NOON)).isInstanceOf(JournalAway.class);
        town.journal().become(Mood.WELL);
        follow();
        assertThat(town.context().entity(ID)).isEmpty();
    }
}

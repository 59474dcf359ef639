package city.wutong.resource;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.access.Area;
import city.wutong.access.BuiltInRoles;
import city.wutong.access.Caller;
import city.wutong.access.Holding;
import city.wutong.access.Rights;
import city.wutong.access.Role;
import city.wutong.notification.Message;
import city.wutong.notification.Notification;
import city.wutong.notification.Recipient;
import city.wutong.organisation.Kept;
import city.wutong.organisation.Kept.Department;
import city.wutong.organisation.Kept.Duty;
import city.wutong.organisation.Kept.Post;
import city.wutong.organisation.Organisation;
import city.wutong.organisation.OrganisationBook;
import city.wutong.text.Text;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Whom a notice is meant for, and whom not.
class AddresseesTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String ANNA = "019a0000-0000-7000-8000-00000000000a";
    private static final String BO = "019a0000-0000-7000-8000-00000000000b";
    private static final Text NAME = new Text("名", "Name");

    private record Paper(List<Kept> kept) implements OrganisationBook {
        @Override
        public List<Kept> load() {
            return kept;
        }

        @Override
        public void write(Kept one) {}

        @Override
        public void remove(Kept one) {}
    }

    private static Duty duty(String id, String account, Instant from) {
        return new Duty(id, "default", "watch", account, from, from.plus(Duration.ofHours(8)));
    }

    private static Addressees at(Instant now) throws IOException {
        var areas =
                List.of(
                        new Area("330483", NAME, Optional.empty(), Set.of()),
                        new Area("330483001", NAME, Optional.of("330483"), Set.of()));
        var kept =
                List.<Kept>of(
                        new Department("d", "default", NAME, Optional.empty(), Optional.empty()),
                        new Post("watch", "default", NAME, "d", Optional.empty()),
                        duty("1", ANNA, NOON.minus(Duration.ofHours(1))),
                        duty("2", BO, NOON.plus(Duration.ofHours(7))));
        var organisation = Organisation.open(areas, new Paper(kept), Organisation.Ties.NONE);
        return new Addressees(organisation, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Notification notice(Recipient whom) {
        return new Notification(
                1,
                UUID.randomUUID(),
                new Message("r", 0, "c", whom, List.of(), 1),
                NOON,
                Notification.State.SENT,
                1,
                Optional.empty(),
                Optional.of(NOON),
                "");
    }

    private static Rights person(String account, Role role, String area) {
        var held = new Holding(role, "default", area, Optional.empty());
        var caller = new Caller("person:" + account, Caller.Kind.PERSON, List.of(held));
        return Rights.of(caller, "default", NOON);
    }

    private static boolean isFor(Rights rights, Recipient whom, Instant now) throws IOException {
        return at(now).isFor(rights, notice(whom));
    }

    @Test
    void a_notice_for_a_person_is_for_nobody_else() throws Exception {
        var anna = person(ANNA, BuiltInRoles.DUTY_OFFICER, "*");
        assertThat(isFor(anna, new Recipient.Person(ANNA), NOON)).isTrue();
        assertThat(isFor(anna, new Recipient.Person(BO), NOON)).isFalse();
        assertThat(isFor(anna, new Recipient.Address(ANNA), NOON)).isFalse();
    }

    @Test
    void a_notice_for_a_role_is_for_those_who_hold_it_there() throws Exception {
        var there = new Recipient.Holders("duty-officer", "330483001");
        for (var area : List.of("*", "330483", "330483001")) {
            var holder = person(ANNA, BuiltInRoles.DUTY_OFFICER, area);
            assertThat(isFor(holder, there, NOON)).as(area).isTrue();
        }
        assertThat(isFor(person(ANNA, BuiltInRoles.LEADER, "*"), there, NOON)).isFalse();
        var whole = new Recipient.Holders("duty-officer", "330483");
        var below = person(ANNA, BuiltInRoles.DUTY_OFFICER, "330483001");
        assertThat(isFor(below, whole, NOON)).isFalse();
        assertThat(isFor(below, new Recipient.Holders("duty-officer", "*"), NOON)).isFalse();
    }

    @Test
    void a_notice_for_a_post_is_for_who_was_on_duty_and_for_who_has_taken_over() throws Exception {
        var anna = person(ANNA, BuiltInRoles.DUTY_OFFICER, "*");
        var bo = person(BO, BuiltInRoles.DUTY_OFFICER, "*");
        var watch = new Recipient.OnDuty("watch");
        assertThat(isFor(anna, watch, NOON)).isTrue();
        assertThat(isFor(bo, watch, NOON)).isFalse();
        assertThat(isFor(bo, watch, NOON.plus(Duration.ofHours(8)))).isTrue();
    }
}

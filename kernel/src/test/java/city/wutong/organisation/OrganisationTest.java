package city.wutong.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.access.Area;
import city.wutong.organisation.Kept.AddedArea;
import city.wutong.organisation.Kept.Department;
import city.wutong.organisation.Kept.Duty;
import city.wutong.organisation.Kept.Post;
import city.wutong.refusal.Refused;
import city.wutong.text.Text;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganisationTest {
    private static final Text NAME = new Text("名称", "Name");
    private static final Instant EIGHT = Instant.parse("2026-11-22T08:00:00Z");
    private static final List<Area> FIXED =
            List.of(
                    new Area("330483", NAME, Optional.empty(), Set.of()),
                    new Area("330483001", NAME, Optional.of("330483"), Set.of("330483099")));

    private final Paper paper = new Paper();
    private final Set<String> held = new HashSet<>();
    private Organisation organisation;

    OrganisationTest() throws IOException {
        organisation = open();
    }

    /// A book of paper, that can burn.
    private static final class Paper implements OrganisationBook {
        private final List<Kept> all = new ArrayList<>();
        private boolean burns;

        @Override
        public List<Kept> load() {
            return List.copyOf(all);
        }

        @Override
        public void write(Kept kept) throws IOException {
            check();
            all.removeIf(other -> other.id().equals(kept.id()));
            all.add(kept);
        }

        @Override
        public void remove(Kept kept) throws IOException {
            check();
            all.removeIf(other -> other.id().equals(kept.id()));
        }

        private void check() throws IOException {
            if (burns) {
                throw new IOException("burnt");
            }
        }
    }

    private Organisation open() throws IOException {
        var ties =
                new Organisation.Ties(id -> !id.equals("nobody"), held::contains, held::contains);
        return Organisation.open(FIXED, paper, ties);
    }

    @BeforeEach
    void found() {
        organisation.put(new Department("d1", "default", NAME, Optional.empty(), Optional.empty()));
        organisation.put(new Post("p1", "default", NAME, "d1", Optional.of("330483001")));
    }

    private static void assertRefused(ThrowingCallable doing, OrganisationReason reason) {
        assertThatThrownBy(doing)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.refusal().reason()).isEqualTo(reason));
    }

    private static AddedArea grid(String code, String parent, String... aliases) {
        return new AddedArea(code, NAME, parent, Set.of(aliases));
    }

    private static Duty duty(String id, String account, int fromHour, int toHour) {
        return new Duty(
                id,
                "default",
                "p1",
                account,
                EIGHT.plus(Duration.ofHours(fromHour)),
                EIGHT.plus(Duration.ofHours(toHour)));
    }

    @Test
    void what_was_put_is_there_after_a_start() throws IOException {
        organisation.put(grid("330483001001", "330483001"));
        organisation.put(duty("u1", "anna", 0, 12));
        var again = open();
        assertThat(again.directory().added()).isEqualTo(organisation.directory().added());
        assertThat(again.posts("default")).isEqualTo(organisation.posts("default"));
        assertThat(again.departments("default")).hasSize(1);
        assertThat(again.areas().isWithin("330483001001", "330483")).isTrue();
        assertThat(again.duties("default")).containsExactly(duty("u1", "anna", 0, 12));
    }

    @Test
    void what_cannot_be_kept_is_not_seen() {
        paper.burns = true;
        assertRefused(
                () -> organisation.put(duty("u1", "anna", 0, 12)), OrganisationReason.NOT_KEPT);
        assertThat(organisation.duties("default")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "v1, 330483, AREA_TOO_HIGH",
        "v1, nowhere, AREA_UNKNOWN",
        "330484, 330483001, AREA_CODE",
        "330483777, 330483001, AREA_CODE",
        "x, 330483001, AREA_CODE",
        "a/b, 330483001, AREA_CODE",
        "330483099, 330483001, AREA_CODE",
    })
    void an_area_is_added_below_towns_only(String code, String parent, OrganisationReason reason) {
        assertRefused(() -> organisation.put(grid(code, parent)), reason);
    }

    @Test
    void a_code_means_one_area() {
        organisation.put(grid("v1", "330483001", "old-v1"));
        assertRefused(
                () -> organisation.put(grid("v2", "330483001", "v1")),
                OrganisationReason.AREA_CODE_TAKEN);
        assertRefused(
                () -> organisation.put(grid("old-v1", "330483001")),
                OrganisationReason.AREA_CODE_TAKEN);
        assertRefused(
                () -> organisation.put(grid("v2", "330483001", "330483")),
                OrganisationReason.AREA_CODE_TAKEN);
    }

    @Test
    void an_area_stays_while_something_is_held_for_it() {
        var village = grid("v1", "330483001");
        organisation.put(village);
        organisation.put(grid("g1", "v1"));
        assertRefused(() -> organisation.remove(village), OrganisationReason.IN_USE);
        organisation.remove(grid("g1", "v1"));
        held.add("v1");
        assertRefused(() -> organisation.remove(village), OrganisationReason.IN_USE);
        held.clear();
        organisation.put(new Department("d2", "fire", NAME, Optional.empty(), Optional.of("v1")));
        assertRefused(() -> organisation.remove(village), OrganisationReason.IN_USE);
        organisation.remove(organisation.department("fire", "d2").orElseThrow());
        organisation.remove(village);
        assertThat(organisation.areas().of("v1")).isEmpty();
    }

    @Test
    void areas_lie_no_deeper_than_a_tree_may_be() {
        var parent = "330483001";
        for (int level = 3; level <= 12; level++) {
            organisation.put(grid("level-" + level, parent));
            parent = "level-" + level;
        }
        var deepest = parent;
        assertRefused(
                () -> organisation.put(grid("level-13", deepest)),
                OrganisationReason.AREA_TOO_DEEP);
    }

    @Test
    void a_department_does_not_belong_to_itself() {
        organisation.put(
                new Department("d2", "default", NAME, Optional.of("d1"), Optional.empty()));
        assertRefused(
                () ->
                        organisation.put(
                                new Department(
                                        "d1",
                                        "default",
                                        NAME,
                                        Optional.of("d2"),
                                        Optional.empty())),
                OrganisationReason.DEPARTMENT_IN_ITSELF);
        assertRefused(
                () -> organisation.remove(organisation.department("default", "d1").orElseThrow()),
                OrganisationReason.IN_USE);
    }

    @Test
    void a_department_stays_while_an_account_works_there() {
        var fire = new Department("d9", "fire", NAME, Optional.empty(), Optional.empty());
        organisation.put(fire);
        held.add("d9");
        assertRefused(() -> organisation.remove(fire), OrganisationReason.IN_USE);
        held.clear();
        organisation.remove(fire);
        assertThat(organisation.departments("fire")).isEmpty();
    }

    @Test
    void a_tenant_sees_and_names_only_what_is_its_own() {
        assertThat(organisation.department("fire", "d1")).isEmpty();
        assertThat(organisation.posts("fire")).isEmpty();
        assertRefused(
                () -> organisation.put(new Post("p2", "fire", NAME, "d1", Optional.empty())),
                OrganisationReason.DEPARTMENT_UNKNOWN);
        assertRefused(
                () ->
                        organisation.put(
                                new Duty("u", "fire", "p1", "anna", EIGHT, EIGHT.plusSeconds(1))),
                OrganisationReason.POST_UNKNOWN);
    }

    @Test
    void duties_of_one_person_in_one_post_do_not_overlap() {
        organisation.put(duty("u1", "anna", 0, 12));
        organisation.put(
                duty("u2", "anna", 12, 24)); // the end of one is the beginning of the other
        organisation.put(duty("u3", "bo", 6, 18)); // two may share a post
        assertRefused(
                () -> organisation.put(duty("u4", "anna", 11, 13)), OrganisationReason.DUTY_TWICE);
        organisation.put(duty("u1", "anna", 0, 11)); // it does not overlap itself
        assertThat(organisation.duties("default"))
                .filteredOn(duty -> duty.isOn(EIGHT.plus(Duration.ofHours(12))))
                .extracting(Duty::account)
                .containsExactly("anna", "bo");
    }

    @ParameterizedTest
    @CsvSource({"3, 3", "4, 3", "0, 745"})
    void a_duty_ends_after_it_began_and_within_a_month(int from, int to) {
        assertRefused(
                () -> organisation.put(duty("u", "anna", from, to)), OrganisationReason.DUTY_TIMES);
    }

    @Test
    void nobody_who_has_no_account_is_on_duty() {
        assertRefused(
                () -> organisation.put(duty("u", "nobody", 0, 1)),
                OrganisationReason.ACCOUNT_UNKNOWN);
    }
}

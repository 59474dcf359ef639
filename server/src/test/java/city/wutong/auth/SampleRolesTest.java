package city.wutong.auth;

import static city.wutong.auth.NewPeople.HERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.access.BuiltInRoles;
import city.wutong.access.Holding;
import city.wutong.people.Account.State;
import city.wutong.refusal.Refused;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleRolesTest {
    private final People people =
            NewPeople.in(Map.of("access.second-factor", "everybody"), Clock.systemUTC()).people();
    private final SampleRoles samples = new SampleRoles(people, List.of());

    private List<String> held(Live live) {
        return people.caller(live).orElseThrow().holdings().stream()
                .map(Holding::role)
                .map(role -> role.id())
                .toList();
    }

    @Test
    void whoever_takes_a_role_is_signed_in_and_holds_it_and_nothing_that_it_does_not_open() {
        var auditor = samples.take("audit-admin", HERE);
        assertThat(held(auditor)).containsExactly("audit-admin");
        var again = samples.take("audit-admin", HERE);
        assertThat(held(again)).containsExactly("audit-admin");
        assertThat(again.session().account()).isEqualTo(auditor.session().account());
        assertThat(again.id()).isNotEqualTo(auditor.id());
    }

    @Test
    void no_role_is_taken_that_is_not_offered() {
        assertThatThrownBy(() -> samples.take("integrator", HERE)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> samples.take("everything", HERE)).isInstanceOf(Refused.class);
        assertThat(samples.offered()).doesNotContain(BuiltInRoles.INTEGRATOR);
    }

    @Test
    void nobody_signs_in_to_a_sample_account_by_a_password() {
        samples.take("leader", HERE);
        for (var password : List.of("", "leader", "sample.leader")) {
            assertThatThrownBy(() -> people.signIn().begin("sample.leader", password, HERE))
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void a_demonstration_is_not_ended_by_locking_or_closing_its_accounts() {
        var accounts = people.accounts();
        var first = samples.take("leader", HERE).session().account();
        accounts.change(first, each -> each.in(State.LOCKED));
        assertThat(samples.take("leader", HERE).session().account()).isEqualTo(first);
        accounts.change(first, each -> each.in(State.CLOSED));
        var second = samples.take("leader", HERE).session().account();
        assertThat(second).isNotEqualTo(first);
        assertThat(accounts.known(first).state()).isEqualTo(State.CLOSED);
    }
}

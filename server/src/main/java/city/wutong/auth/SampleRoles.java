package city.wutong.auth;

import city.wutong.access.BuiltInRoles;
import city.wutong.access.Holding;
import city.wutong.access.Permission;
import city.wutong.access.Role;
import city.wutong.access.Sensitivity;
import city.wutong.access.TypeScope;
import city.wutong.people.Account;
import city.wutong.people.Account.State;
import city.wutong.people.Session.Stage;
import city.wutong.refusal.Refusal;
import city.wutong.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The sample roles of a demonstration (示例角色): whoever looks on goes on as somebody who holds one,
/// without a password. Each has an account of its own, by which nobody can sign in otherwise. Only
/// for a city that nobody but this machine can reach.
public final class SampleRoles {
    /// Who makes these accounts and grants what they hold.
    static final String ACTOR = "demo";

    /// What whoever looks on may besides: play the readings over again.
    public static final Role ONLOOKER =
            new Role(
                    "demo-onlooker",
                    new Text("演示观众", "Onlooker of the demonstration"),
                    Set.of(Permission.SET_CITY_CLOCK),
                    TypeScope.NONE,
                    TypeScope.NONE,
                    Sensitivity.OPEN,
                    Optional.empty());

    /// Those that people of a city hold: first who is at work, last who administers.
    private static final List<Role> BUILT_IN =
            List.of(
                    BuiltInRoles.DUTY_OFFICER,
                    BuiltInRoles.HANDLER,
                    BuiltInRoles.GRID_WORKER,
                    BuiltInRoles.LEADER,
                    BuiltInRoles.RULE_EDITOR,
                    BuiltInRoles.PRIVACY_OFFICER,
                    BuiltInRoles.SYSTEM_ADMIN,
                    BuiltInRoles.SECURITY_ADMIN,
                    BuiltInRoles.AUDIT_ADMIN);

    private final People people;
    private final List<Role> offered;

    /// @param ofScenarios the roles that the scenarios declare
    public SampleRoles(People people, List<Role> ofScenarios) {
        this.people = people;
        this.offered = Stream.concat(BUILT_IN.stream(), ofScenarios.stream()).toList();
    }

    public List<Role> offered() {
        return offered;
    }

    /// Begins a session of somebody who holds that role everywhere.
    ///
    /// @throws city.wutong.refusal.Refused with 400 for a role that is not offered
    public synchronized Live take(String id, Whence whence) {
        var role =
                offered.stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> Refusal.of(AuthReason.ROLE_UNKNOWN, id).thrown());
        var account = account(role);
        hold(account.id(), role);
        if (role.opens().contains(Permission.READ_CONTEXT)) {
            hold(account.id(), ONLOOKER);
        }
        people.trail().tell(account.toString(), "account.sign-in", "sample " + role.id());
        people.lastSignIns().note(account.id(), whence);
        return people.sessions().begin(account.id(), Stage.SIGNED_IN, whence);
    }

    /// The one there is, opened again if somebody locked it; another one in place of a closed one.
    private Account account(Role role) {
        var accounts = people.accounts();
        var name = "sample." + role.id().replace('/', '.');
        for (int i = 1; ; i++) {
            var candidate = i == 1 ? name : name + "." + i;
            var there = accounts.named(candidate);
            if (there.filter(each -> each.state() == State.CLOSED).isPresent()) {
                continue;
            }
            var account = there.orElseGet(() -> accounts.make(wanted(candidate, role)));
            return accounts.change(account.id(), each -> each.in(State.ACTIVE));
        }
    }

    private static Accounts.Wanted wanted(String name, Role role) {
        return new Accounts.Wanted(name, role.name().zh() + " " + role.name().en());
    }

    private void hold(UUID account, Role role) {
        var grants = people.grants();
        var held = grants.of(account).stream().anyMatch(each -> each.role().equals(role.id()));
        if (!held) {
            var place = new Grants.Place(role.id(), Holding.EVERY, Holding.EVERY, Optional.empty());
            grants.grant(new Grants.Wanted(account, place), ACTOR);
        }
    }
}

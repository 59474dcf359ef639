package city.wutong.auth.oidc;

import city.wutong.auth.Accounts;
import city.wutong.auth.Grants;
import city.wutong.auth.People;
import city.wutong.auth.Whence;
import city.wutong.people.Account;
import city.wutong.people.Account.State;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The city's own accounts as where a sign-in by the provider ends. Roles that the provider says
/// are granted until a session can last no longer, and anew with each sign-in, so that what it says
/// no more is held no more.
///
/// @param longest what a session lasts at most
/// @param trustsSecondFactor whether the provider asks for a second factor
public record PeopleSignedIn(
        People people, Duration longest, boolean trustsSecondFactor, Clock clock)
        implements SignedIn {
    /// Who grants what the provider says.
    static final String ACTOR = "oidc";

    @Override
    public Optional<String> accountNamed(String name) {
        return people.accounts().named(name).map(account -> account.id().toString());
    }

    @Override
    public List<String> open(String id, List<ClaimedRole> roles, Whence whence) {
        var account = active(UUID.fromString(id));
        grant(account, roles);
        var live = people.signIn().vouched(account, whence, trustsSecondFactor);
        return List.of(people.cookie().set(live.id()));
    }

    /// Who has not set a password is there now all the same.
    private Account active(UUID id) {
        Accounts accounts = people.accounts();
        var account =
                accounts.get(id)
                        .filter(found -> found.isActive() || found.state() == State.INVITED)
                        .orElseThrow(() -> Refusal.of(OidcReason.NOT_LINKED, "?").thrown());
        return account.isActive() ? account : accounts.change(id, each -> each.in(State.ACTIVE));
    }

    private void grant(Account account, List<ClaimedRole> roles) {
        Grants grants = people.grants();
        for (var old : grants.of(account.id())) {
            if (old.by().equals(ACTOR)) {
                grants.revoke(old.id(), ACTOR);
            }
        }
        var until = Optional.of(clock.instant().plus(longest));
        for (var role : roles) {
            var place = new Grants.Place(role.role(), role.tenant(), role.area(), until);
            grants.grant(new Grants.Wanted(account.id(), place), ACTOR);
            people.trail().tell(ACTOR, "role.grant", account + " " + role.role());
        }
    }
}

package city.wutong.auth;

import city.wutong.access.BuiltInRoles;
import city.wutong.access.Holding;
import city.wutong.access.Role;
import city.wutong.access.Trail;
import city.wutong.auth.proof.PasswordRules;
import city.wutong.auth.proof.Secrets;
import city.wutong.people.Account;
import city.wutong.people.Account.State;
import city.wutong.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/// How a new city gets its first accounts, without a default password: whoever starts it is told a
/// link, by which one person becomes security administrator, once. Since that one may grant and not
/// make accounts, another link follows by which a second person becomes system administrator.
///
/// A link lasts until the process ends; the next start tells another if it is still wanted.
public final class SetUp {
    /// Who does it, as far as anybody is known.
    public static final String ACTOR = "set-up";

    private static final List<Role> FIRST =
            List.of(BuiltInRoles.SECURITY_ADMIN, BuiltInRoles.SYSTEM_ADMIN);

    private final Accounts accounts;
    private final Grants grants;
    private final SignIn signIn;
    private final Trail trail;
    private Optional<Offer> offer = Optional.empty();

    private record Offer(String hash, Role role) {}

    /// A link that is good for one account.
    ///
    /// @param role it will hold
    public record Offered(String token, Role role) {
        @Override
        public String toString() {
            return "a set-up link for " + role.id();
        }
    }

    /// What came of it.
    ///
    /// @param next the link for the next person
    public record Done(Account account, Optional<Offered> next) {}

    public SetUp(SignIn.Parts parts, SignIn signIn) {
        this.accounts = parts.accounts();
        this.grants = parts.grants();
        this.trail = parts.trail();
        this.signIn = signIn;
    }

    /// A link, if the city lacks one of the first administrators. The one before is worth nothing.
    public synchronized Optional<Offered> offer() {
        var missing =
                FIRST.stream()
                        .filter(role ->
                                grants.holders(role.id()).stream()
                                        .flatMap(id -> accounts.get(id).stream())
                                        .noneMatch(account -> account.state() != State.CLOSED))
                        .findFirst();
        var offered = missing.map(role -> new Offered(Secrets.fresh(), role));
        offer = offered.map(each -> new Offer(Secrets.hash(each.token()), each.role()));
        return offered;
    }

    /// Makes the account that a link is for.
    ///
    /// @throws city.wutong.refusal.Refused with 403 for a wrong link, with 400 or 409 for a name or
    ///   a password that is not taken
    public synchronized Done make(String token, Accounts.Wanted wanted, String password) {
        var role =
                offer.filter(each -> each.hash().equals(Secrets.hash(token)))
                        .map(Offer::role)
                        .orElseThrow(() -> Refusal.of(AuthReason.LINK_WRONG).thrown());
        PasswordRules.check(password, Accounts.normal(wanted.name()));
        var made = accounts.make(wanted);
        trail.tell(ACTOR, "account.make", made.toString());
        signIn.setPassword(made, password);
        var active = accounts.change(made.id(), each -> each.in(State.ACTIVE));
        var place = new Grants.Place(role.id(), Holding.EVERY, Holding.EVERY, Optional.empty());
        trail.tell(ACTOR, "role.grant", made + " " + role.id());
        grants.grant(new Grants.Wanted(made.id(), place), ACTOR);
        return new Done(active, offer());
    }
}

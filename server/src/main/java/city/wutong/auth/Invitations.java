package city.wutong.auth;

import city.wutong.auth.proof.PasswordRules;
import city.wutong.people.Account.State;
import city.wutong.refusal.Refusal;

/// How a person sets their password by a link: for the first time, or because they have lost it.
public final class Invitations {
    private final Links links;
    private final SignIn.Parts parts;
    private final SignIn signIn;

    Invitations(Links links, SignIn.Parts parts, SignIn signIn) {
        this.links = links;
        this.parts = parts;
        this.signIn = signIn;
    }

    /// Sets the password. A link is not used up by a password that is not taken.
    ///
    /// @throws city.wutong.refusal.Refused with 400 for the password, with 403 for the link
    public void accept(String token, String password) {
        var account = parts.accounts().known(links.owner(token));
        PasswordRules.check(password, account.name());
        if (account.state() == State.CLOSED || account.state() == State.LOCKED) {
            throw Refusal.of(AuthReason.LINK_WRONG).thrown();
        }
        links.take(token);
        signIn.setPassword(account, password);
        parts.accounts()
                .change(
                        account.id(),
                        each -> each.state() == State.INVITED ? each.in(State.ACTIVE) : each);
        parts.sessions().endAll(account.id());
    }
}

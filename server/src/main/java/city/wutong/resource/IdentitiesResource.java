package city.wutong.resource;

import city.wutong.access.Identities;
import city.wutong.access.Identity;
import city.wutong.auth.People;
import city.wutong.auth.oidc.OidcReason;
import city.wutong.auth.oidc.OidcSignIn;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// `/api/identities`: which accounts are linked with identities of the OpenID provider.
final class IdentitiesResource {
    private static final System.Logger LOG = System.getLogger(IdentitiesResource.class.getName());
    private static final int LONGEST_SUBJECT = 255;
    private static final String ACCOUNT = "the id of an account";
    private static final Pattern ACCOUNT_ID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final String SUBJECT =
            "what the provider knows somebody by, 1 to " + LONGEST_SUBJECT + " characters";

    private final Identities identities;
    private final Optional<OidcSignIn> signIn;
    private final People people;
    private final Ids ids;
    private final Clock officeClock;

    IdentitiesResource(Staff staff, Ids ids, Clock officeClock) {
        this.identities = staff.identities();
        this.signIn = staff.oidc();
        this.people = staff.people();
        this.ids = ids;
        this.officeClock = officeClock;
    }

    @FunctionalInterface
    private interface Work {
        Answer run() throws IOException;
    }

    private static Answer kept(Work work) {
        try {
            return work.run();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "identities cannot be read or kept", e);
            throw Refusal.of(OidcReason.NOT_KEPT).thrown();
        }
    }

    Answer list(Call call) {
        call.parameters().allow(Set.of("account", Call.TENANT));
        var account =
                call.parameters()
                        .text("account")
                        .orElseThrow(() -> call.parameters().refused("account", ACCOUNT));
        return kept(() ->
                Tell.list(identities.of(account).stream().map(IdentitiesResource::told).toList()));
    }

    private static Json told(Identity identity) {
        return Tell.object()
                .with("id", identity.id())
                .with("issuer", identity.issuer())
                .with("subject", identity.subject())
                .with("account", identity.account())
                .with("linkedAt", identity.linkedAt())
                .with("linkedBy", identity.linkedBy())
                .json();
    }

    Answer link(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("account", "subject"));
        var account = fields.text("account", ACCOUNT);
        var subject = fields.text("subject", SUBJECT);
        if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            throw Fields.wrong("subject", Json.of(subject), SUBJECT);
        }
        var issuer =
                signIn.map(OidcSignIn::issuer)
                        .orElseThrow(() -> Refusal.of(OidcReason.OFF).thrown());
        checkLinkable(account);
        var identity =
                new Identity(
                        ids.uuid().toString(),
                        issuer,
                        subject,
                        account,
                        officeClock.instant(),
                        call.rights().caller().actor());
        return kept(() -> link(identity, call));
    }

    /// Whoever manages accounts could else link themselves with an administrator's.
    private void checkLinkable(String account) {
        if (!ACCOUNT_ID.matcher(account).matches()) {
            throw Fields.wrong("account", Json.of(account), ACCOUNT);
        }
        var open = people.accounts().open(UUID.fromString(account));
        if (people.grants().administration(open.id()).isPresent()) {
            throw Refusal.of(OidcReason.NOT_FOR_ADMINISTRATORS).thrown();
        }
    }

    private Answer link(Identity identity, Call call) throws IOException {
        boolean isFull = identities.of(identity.account()).size() >= Identities.MOST_OF_ACCOUNT;
        if (isFull || !identities.link(identity)) {
            throw Refusal.of(OidcReason.LINKED_ALREADY).thrown();
        }
        tell(call, "account.link-identity", "person:" + identity.account());
        return Answer.of(201, new Answer.Plain(told(identity)));
    }

    Answer unlink(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var id = call.path("id");
        return kept(() -> {
            if (!identities.unlink(id)) {
                throw Refusal.of(OidcReason.IDENTITY_UNKNOWN, id).thrown();
            }
            tell(call, "account.unlink-identity", id);
            return Answer.of(204);
        });
    }

    private void tell(Call call, String action, String object) {
        people.trail().told(call.cause().actor(), action, object);
    }
}

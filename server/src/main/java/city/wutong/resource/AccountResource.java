package city.wutong.resource;

import city.wutong.auth.AuthReason;
import city.wutong.auth.Live;
import city.wutong.auth.People;
import city.wutong.auth.Support;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.people.Session.Stage;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/api/account`: one's own account.
final class AccountResource {
    private static final Set<String> LANGUAGES = Set.of("zh", "en");

    private final People people;
    private final PeopleJson json;
    private final Self self;
    private final SessionResource sessions;

    AccountResource(People people, SessionResource sessions, Clock clock) {
        this.people = people;
        this.json = new PeopleJson(people, clock);
        this.self = new Self(people);
        this.sessions = sessions;
    }

    Answer read(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return Self.unkept(Answer.of(200, new Answer.Plain(json.own(self.account(call)))));
    }

    Answer change(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("displayName", "language"));
        var own = self.account(call);
        var displayName =
                PeopleJson.optionallyShown(fields, "displayName").orElse(own.displayName());
        var language = fields.textOrNull("language", "zh, en, null").orElse(own.language());
        language.filter(word -> !LANGUAGES.contains(word))
                .ifPresent(word -> {
                    throw Fields.wrong("language", Json.of(word), "zh, en, null");
                });
        people.accounts().change(own.id(), each -> each.shown(displayName, language));
        people.trail().told(own.toString(), "account.change", own.toString());
        return Answer.of(204);
    }

    /// Another password: whoever is signed in elsewhere is no more, and who asks goes on under a
    /// new id.
    Answer password(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("old", "new"));
        var live = self.live(call);
        var own = self.own(live);
        people.signIn().check(own, PeopleJson.secret(fields, "old"), Self.whence(call));
        people.signIn().setPassword(own, PeopleJson.secret(fields, "new"));
        people.links().drop(own.id());
        return renewed(call, live);
    }

    /// Under a new session id; the others of the account end.
    private Answer renewed(Call call, Live live) {
        var next = people.sessions().renewed(live.session(), Stage.SIGNED_IN, Optional.empty());
        people.sessions().endOthers(next.session());
        return sessions.entered(call, next);
    }

    Answer beginSecondFactor(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var own = self.own(self.settingUp(call));
        var totp = people.secondFactors().begin(own);
        return Self.unkept(
                Tell.object()
                        .with("secret", totp.base32())
                        .with("uri", totp.uri(own.name()))
                        .answer(200));
    }

    Answer confirmSecondFactor(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var code = PeopleJson.secret(Fields.of(call, Set.of("code")), "code");
        var live = self.settingUp(call);
        var own = self.own(live);
        var next = people.signIn().confirm(live, code, Self.whence(call));
        people.sessions().endOthers(next.session());
        return codes(people.secondFactors().recoveryCodes(own), next);
    }

    private Answer codes(List<String> codes, Live live) {
        return Self.unkept(
                Tell.object()
                        .withTexts("recoveryCodes", codes)
                        .with("csrf", live.csrf())
                        .answer(200)
                        .with("Set-Cookie", people.cookie().set(live.id())));
    }

    Answer removeSecondFactor(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("password"));
        var live = self.live(call);
        var own = self.own(live);
        people.signIn().check(own, PeopleJson.secret(fields, "password"), Self.whence(call));
        if (people.signIn().isNeeded(own)) {
            throw Refusal.of(AuthReason.SECOND_FACTOR_NEEDED).thrown();
        }
        people.secondFactors().remove(own);
        people.trail().told(own.toString(), "account.second-factor.remove", own.toString());
        return renewed(call, live);
    }

    Answer recoveryCodes(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var live = self.live(call);
        var own = self.own(live);
        var codes = people.secondFactors().recoveryCodes(own);
        people.trail().told(own.toString(), "account.recovery-codes", own.toString());
        return codes(codes, live);
    }

    Answer consent(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var allowed = "1 to " + Support.MOST_MINUTES;
        int minutes =
                Fields.of(call, Set.of("minutes"))
                        .number("minutes", 1, Support.MOST_MINUTES)
                        .orElseThrow(() ->
                                Refusal.of(HttpReason.FIELD_MISSING, "minutes", allowed).thrown());
        var own = self.account(call);
        return Tell.object().with("until", people.support().consent(own.id(), minutes)).answer(200);
    }

    /// Sets a password by a link, without being signed in.
    Answer link(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("token", "password"));
        people.invitations()
                .accept(PeopleJson.secret(fields, "token"), PeopleJson.secret(fields, "password"));
        return Answer.of(204);
    }
}

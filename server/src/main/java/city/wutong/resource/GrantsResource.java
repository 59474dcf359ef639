package city.wutong.resource;

import city.wutong.auth.AuthReason;
import city.wutong.auth.Grants;
import city.wutong.auth.People;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.util.Set;

/// `/api/grants`: which account holds which roles. A change ends the sessions of whom it concerns,
/// so that no session id outlives what it opened.
final class GrantsResource {
    private static final Set<String> FIELDS = Set.of("account", "role", "tenant", "area", "until");

    private final People people;
    private final PeopleJson json;
    private final Closure closure;

    GrantsResource(People people, Closure closure, Clock clock) {
        this.people = people;
        this.json = new PeopleJson(people, clock);
        this.closure = closure;
    }

    Answer list(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var id =
                PeopleJson.id(call.path("id"))
                        .orElseThrow(() ->
                                Refusal.of(AuthReason.ACCOUNT_UNKNOWN, call.path("id")).thrown());
        var account = people.accounts().known(id);
        return Tell.list(people.grants().of(account.id()).stream().map(json::grant).toList());
    }

    Answer grant(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, FIELDS);
        var account = people.accounts().open(PeopleJson.id(fields, "account"));
        var actor = call.rights().caller().actor();
        var wanted = new Grants.Wanted(account.id(), json.place(fields));
        var grant = people.grants().grant(wanted, actor);
        people.sessions().endAll(account.id());
        people.trail().told(actor, "role.grant", account + " " + grant.role());
        return Answer.of(201, new Answer.Plain(json.grant(grant)))
                .with("Location", "/api/grants/" + grant.id());
    }

    Answer revoke(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var id =
                PeopleJson.id(call.path("id"))
                        .orElseThrow(() ->
                                Refusal.of(AuthReason.GRANT_UNKNOWN, call.path("id")).thrown());
        var actor = call.rights().caller().actor();
        var grant = closure.revoke(id, actor);
        people.sessions().endAll(grant.account());
        people.trail().told(actor, "role.revoke", "person:" + grant.account() + " " + grant.role());
        return Answer.of(204);
    }
}

package city.wutong.resource;

import city.wutong.auth.People;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import java.util.Set;

/// `/api/sessions`: where one is signed in, and signing out everywhere.
final class SessionsResource {
    private final People people;
    private final Self self;

    SessionsResource(People people) {
        this.people = people;
        this.self = new Self(people);
    }

    Answer list(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var current = self.live(call).session();
        self.account(call);
        return Self.unkept(
                Tell.list(
                        people.sessions().of(current.account()).stream()
                                .map(each -> PeopleJson.session(each, current))
                                .toList()));
    }

    Answer endAll(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var account = self.account(call);
        people.sessions().endAll(account.id());
        people.trail().told(account.toString(), "account.sign-out", "all sessions");
        return Answer.of(204).with("Set-Cookie", people.cookie().cleared());
    }
}

package city.wutong.resource;

import city.wutong.auth.Accounts;
import city.wutong.auth.People;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import java.time.Clock;
import java.util.Set;

/// `/api/set-up`: the first accounts of a city, by the links that its start tells.
final class SetUpResource {
    private static final Set<String> FIELDS = Set.of("token", "name", "password", "displayName");

    private final People people;
    private final PeopleJson json;

    SetUpResource(People people, Clock clock) {
        this.people = people;
        this.json = new PeopleJson(people, clock);
    }

    Answer make(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, FIELDS);
        var wanted =
                new Accounts.Wanted(
                        PeopleJson.shown(fields, "name"), PeopleJson.shown(fields, "displayName"));
        var done =
                people.setUp()
                        .make(
                                PeopleJson.secret(fields, "token"),
                                wanted,
                                PeopleJson.secret(fields, "password"));
        return Self.unkept(
                Tell.object()
                        .with("account", json.account(done.account()))
                        .with(
                                "next",
                                done.next(),
                                next ->
                                        Tell.object()
                                                .with("role", next.role().id())
                                                .with("token", Json.of(next.token()))
                                                .json())
                        .answer(201));
    }
}

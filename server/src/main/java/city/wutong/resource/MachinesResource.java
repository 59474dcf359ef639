package city.wutong.resource;

import city.wutong.auth.AuthReason;
import city.wutong.auth.Machines;
import city.wutong.auth.People;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.people.Machine;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/// `/api/keys` and `/api/clients`: programs that may ask. A secret is told once, when it is made.
final class MachinesResource {
    private static final Set<String> FIELDS = Set.of("name", "role", "tenant", "area", "until");

    private final String path;
    private final People people;
    private final Machines machines;
    private final PeopleJson json;

    MachinesResource(String path, People people, Machines machines, Clock clock) {
        this.path = path;
        this.people = people;
        this.machines = machines;
        this.json = new PeopleJson(people, clock);
    }

    Answer list(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return Tell.list(machines.all().stream().map(each -> json.machine(each).json()).toList());
    }

    Answer make(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, FIELDS);
        var name = PeopleJson.shown(fields, "name");
        var made = machines.make(name, json.place(fields), call.rights().caller().actor());
        tell(call, "make", made.machine());
        return told(made, 201).with("Location", path + "/" + made.machine().id());
    }

    Answer rotate(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var made = machines.rotate(id(call));
        tell(call, "rotate", made.machine());
        return told(made, 200);
    }

    Answer remove(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var removed = machines.remove(id(call));
        people.tokens().drop(removed.id());
        tell(call, "revoke", removed);
        return Answer.of(204);
    }

    private Answer told(Machines.Made made, int status) {
        return Self.unkept(
                json.machine(made.machine()).with("secret", made.secret()).answer(status));
    }

    private void tell(Call call, String action, Machine machine) {
        people.trail()
                .told(
                        call.rights().caller().actor(),
                        machines.kind().word() + "." + action,
                        machines.actor(machine));
    }

    private static UUID id(Call call) {
        return PeopleJson.id(call.path("id"))
                .orElseThrow(() -> Refusal.of(AuthReason.KEY_UNKNOWN, call.path("id")).thrown());
    }
}

package city.wutong.resource;

import city.wutong.access.Administration;
import city.wutong.access.Permission;
import city.wutong.access.Role;
import city.wutong.access.Roles;
import city.wutong.access.TypeScope;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import java.util.Set;

/// `/api/roles`: the roles that can be held here, with what they open.
final class RolesResource {
    private final Json told;

    RolesResource(Roles roles) {
        this.told = Json.array(roles.all().stream().map(RolesResource::role).toList());
    }

    Answer list(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return Answer.of(200, new Answer.Plain(told));
    }

    private static Json role(Role role) {
        var clear =
                Tell.object()
                        .with("sensitivity", role.clear().word())
                        .with("name", role.clear().text());
        return Tell.object()
                .with("id", role.id())
                .with("name", role.name())
                .withAll(
                        "opens", role.opens().stream().sorted().toList(), RolesResource::permission)
                .with("reads", scope(role.reads()))
                .with("writes", scope(role.writes()))
                .with("clear", clear.json())
                .with("administration", role.administration(), RolesResource::administration)
                .json();
    }

    private static Json permission(Permission permission) {
        return Tell.object()
                .with("permission", permission.word())
                .with("name", permission.text())
                .json();
    }

    private static Json scope(TypeScope scope) {
        return Tell.object()
                .with("all", scope.every())
                .withTexts("types", scope.names().stream().sorted().toList())
                .json();
    }

    private static Json administration(Administration administration) {
        return Tell.words(administration.text());
    }
}

package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.organisation.Kept.Department;
import city.wutong.organisation.Organisation;
import city.wutong.organisation.OrganisationReason;
import city.wutong.refusal.Refusal;
import java.util.Optional;
import java.util.Set;

/// `/api/departments`: the departments of a tenant.
final class DepartmentsResource {
    private static final String DEPARTMENT = "the id of a department, or null";
    private static final String AREA = "the code of an area, or null";

    private final Organisation organisation;
    private final Jurisdiction jurisdiction;
    private final Ids ids;

    DepartmentsResource(Organisation organisation, Ids ids) {
        this.organisation = organisation;
        this.jurisdiction = new Jurisdiction(organisation);
        this.ids = ids;
    }

    Answer list(Call call) {
        var page = Page.of(call, Set.of("parent"));
        var parent = call.parameters().text("parent").filter(id -> !id.isEmpty());
        var found =
                organisation.departments(call.rights().tenant()).stream()
                        .filter(each -> parent.isEmpty() || each.parent().equals(parent))
                        .toList();
        return page.answer("departments", found, DepartmentsResource::told);
    }

    private static Json told(Department department) {
        return Tell.object()
                .with("id", department.id())
                .with("name", department.name())
                .with("parent", department.parent(), Json::of)
                .with("area", department.area(), Json::of)
                .json();
    }

    Answer add(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("name", "parent", "area"));
        var department =
                new Department(
                        ids.uuid().toString(),
                        call.rights().tenant(),
                        fields.name(),
                        fields.changed("parent", Optional.empty(), DEPARTMENT),
                        fields.changed("area", Optional.empty(), AREA));
        return put(call, 201, department);
    }

    private Answer put(Call call, int status, Department department) {
        jurisdiction.check(call, department.area());
        organisation.put(department);
        var answer = Answer.of(status, new Answer.Plain(told(department)));
        return status == 201
                ? answer.with("Location", "/api/departments/" + department.id())
                : answer;
    }

    Answer change(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var before = there(call);
        var fields = Fields.of(call, Set.of("name", "parent", "area"));
        var after =
                new Department(
                        before.id(),
                        before.tenant(),
                        fields.name(before.name()),
                        fields.changed("parent", before.parent(), DEPARTMENT),
                        fields.changed("area", before.area(), AREA));
        return put(call, 200, after);
    }

    Answer remove(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        organisation.remove(there(call));
        return Answer.of(204);
    }

    private Department there(Call call) {
        var id = call.path("id");
        var found =
                organisation
                        .department(call.rights().tenant(), id)
                        .orElseThrow(() ->
                                Refusal.of(OrganisationReason.DEPARTMENT_UNKNOWN, id).thrown());
        jurisdiction.check(call, found.area());
        return found;
    }
}

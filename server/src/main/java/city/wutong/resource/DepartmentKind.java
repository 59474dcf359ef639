package city.wutong.resource;

import city.wutong.http.Parameters;
import city.wutong.json.Json;
import city.wutong.organisation.Kept.Department;
import city.wutong.organisation.Organisation;
import city.wutong.organisation.OrganisationReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Departments.
record DepartmentKind(Organisation organisation) implements OrganisationKind<Department> {
    private static final String PARENT = "the id of a department, or null";
    private static final String AREA = "the code of an area, or null";

    @Override
    public String plural() {
        return "departments";
    }

    @Override
    public Set<String> fields() {
        return Set.of("name", "parent", "area");
    }

    @Override
    public Set<String> filters() {
        return Set.of("parent");
    }

    @Override
    public Predicate<Department> wanted(Parameters parameters) {
        var parent = parameters.text("parent").filter(id -> !id.isEmpty());
        return each -> parent.isEmpty() || each.parent().equals(parent);
    }

    @Override
    public List<Department> all(String tenant) {
        return organisation.departments(tenant);
    }

    @Override
    public Optional<Department> find(String tenant, String id) {
        return organisation.department(tenant, id);
    }

    @Override
    public OrganisationReason unknown() {
        return OrganisationReason.DEPARTMENT_UNKNOWN;
    }

    @Override
    public Optional<String> area(Department one) {
        return one.area();
    }

    @Override
    public Department made(String id, String tenant, Fields fields) {
        return changed(
                new Department(id, tenant, fields.name(), Optional.empty(), Optional.empty()),
                fields);
    }

    @Override
    public Department changed(Department before, Fields fields) {
        return new Department(
                before.id(),
                before.tenant(),
                fields.name(before.name()),
                fields.changed("parent", before.parent(), PARENT),
                fields.changed("area", before.area(), AREA));
    }

    @Override
    public Json told(Department one) {
        return Tell.object()
                .with("id", one.id())
                .with("name", one.name())
                .with("parent", one.parent(), Json::of)
                .with("area", one.area(), Json::of)
                .json();
    }
}

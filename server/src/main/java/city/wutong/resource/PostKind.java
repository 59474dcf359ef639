package city.wutong.resource;

import city.wutong.http.Parameters;
import city.wutong.json.Json;
import city.wutong.organisation.Kept.Department;
import city.wutong.organisation.Kept.Post;
import city.wutong.organisation.Organisation;
import city.wutong.organisation.OrganisationReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Posts of departments.
record PostKind(Organisation organisation) implements OrganisationKind<Post> {
    private static final String DEPARTMENT = "the id of a department";
    private static final String AREA = "the code of an area, or null";

    @Override
    public String plural() {
        return "posts";
    }

    @Override
    public Set<String> fields() {
        return Set.of("name", "department", "area");
    }

    @Override
    public Set<String> filters() {
        return Set.of("department");
    }

    @Override
    public Predicate<Post> wanted(Parameters parameters) {
        var department = parameters.text("department").filter(id -> !id.isEmpty());
        return post -> department.filter(id -> !id.equals(post.department())).isEmpty();
    }

    @Override
    public List<Post> all(String tenant) {
        return organisation.posts(tenant);
    }

    @Override
    public Optional<Post> find(String tenant, String id) {
        return organisation.post(tenant, id);
    }

    @Override
    public OrganisationReason unknown() {
        return OrganisationReason.POST_UNKNOWN;
    }

    /// In its own area, else in its department's.
    @Override
    public Optional<String> area(Post one) {
        return one.area()
                .or(() ->
                        organisation
                                .department(one.tenant(), one.department())
                                .flatMap(Department::area));
    }

    @Override
    public Post made(String id, String tenant, Fields fields) {
        var department = fields.text("department", DEPARTMENT);
        return changed(new Post(id, tenant, fields.name(), department, Optional.empty()), fields);
    }

    @Override
    public Post changed(Post before, Fields fields) {
        return new Post(
                before.id(),
                before.tenant(),
                fields.name(before.name()),
                fields.optionalText("department", DEPARTMENT).orElse(before.department()),
                fields.changed("area", before.area(), AREA));
    }

    @Override
    public Json told(Post one) {
        return Tell.object()
                .with("id", one.id())
                .with("name", one.name())
                .with("department", one.department())
                .with("area", one.area(), Json::of)
                .json();
    }
}

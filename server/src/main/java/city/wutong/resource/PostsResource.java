package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.organisation.Kept.Department;
import city.wutong.organisation.Kept.Post;
import city.wutong.organisation.Organisation;
import city.wutong.organisation.OrganisationReason;
import city.wutong.refusal.Refusal;
import java.util.Optional;
import java.util.Set;

/// `/api/posts`: the posts of a tenant's departments.
final class PostsResource {
    private static final String DEPARTMENT = "the id of a department";
    private static final String AREA = "the code of an area, or null";

    private final Organisation organisation;
    private final Jurisdiction jurisdiction;
    private final Ids ids;

    PostsResource(Organisation organisation, Ids ids) {
        this.organisation = organisation;
        this.jurisdiction = new Jurisdiction(organisation);
        this.ids = ids;
    }

    Answer list(Call call) {
        var page = Page.of(call, Set.of("department"));
        var department = call.parameters().text("department").filter(id -> !id.isEmpty());
        var found =
                organisation.posts(call.rights().tenant()).stream()
                        .filter(post ->
                                department.filter(d -> !d.equals(post.department())).isEmpty())
                        .toList();
        return page.answer("posts", found, PostsResource::told);
    }

    private static Json told(Post post) {
        return Tell.object()
                .with("id", post.id())
                .with("name", post.name())
                .with("department", post.department())
                .with("area", post.area(), Json::of)
                .json();
    }

    Answer add(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("name", "department", "area"));
        var post =
                new Post(
                        ids.uuid().toString(),
                        call.rights().tenant(),
                        fields.name(),
                        fields.text("department", DEPARTMENT),
                        fields.changed("area", Optional.empty(), AREA));
        return put(call, 201, post);
    }

    private Answer put(Call call, int status, Post post) {
        jurisdiction.check(call, area(organisation, post));
        organisation.put(post);
        var answer = Answer.of(status, new Answer.Plain(told(post)));
        return status == 201 ? answer.with("Location", "/api/posts/" + post.id()) : answer;
    }

    /// Where a post is: in its own area, else in its department's.
    static Optional<String> area(Organisation organisation, Post post) {
        return post.area()
                .or(() ->
                        organisation
                                .department(post.tenant(), post.department())
                                .flatMap(Department::area));
    }

    Answer change(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var before = there(call);
        var fields = Fields.of(call, Set.of("name", "department", "area"));
        var after =
                new Post(
                        before.id(),
                        before.tenant(),
                        fields.name(before.name()),
                        fields.optionalText("department", DEPARTMENT).orElse(before.department()),
                        fields.changed("area", before.area(), AREA));
        return put(call, 200, after);
    }

    Answer remove(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        organisation.remove(there(call));
        return Answer.of(204);
    }

    private Post there(Call call) {
        var id = call.path("id");
        var found =
                organisation
                        .post(call.rights().tenant(), id)
                        .orElseThrow(
                                () -> Refusal.of(OrganisationReason.POST_UNKNOWN, id).thrown());
        jurisdiction.check(call, area(organisation, found));
        return found;
    }
}

package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.organisation.Kept.OfTenant;
import city.wutong.organisation.Organisation;
import city.wutong.refusal.Refusal;
import java.util.Set;

/// `/api/departments`, `/api/posts` and `/api/duties`: what a tenant's organisation is made of, one
/// kind of it. Whoever changes it does so in the areas that they manage.
final class OrganisationResource<T extends OfTenant> {
    private final OrganisationKind<T> kind;
    private final Organisation organisation;
    private final Jurisdiction jurisdiction;
    private final Ids ids;

    OrganisationResource(OrganisationKind<T> kind, Organisation organisation, Ids ids) {
        this.kind = kind;
        this.organisation = organisation;
        this.jurisdiction = new Jurisdiction(organisation);
        this.ids = ids;
    }

    Answer list(Call call) {
        var page = Page.of(call, kind.filters());
        var wanted = kind.wanted(call.parameters());
        var found = kind.all(call.rights().tenant()).stream().filter(wanted).toList();
        return page.answer(kind.plural(), found, kind::told);
    }

    Answer add(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, kind.fields());
        var id = ids.uuid().toString();
        return put(call, 201, kind.made(id, call.rights().tenant(), fields))
                .with("Location", "/api/" + kind.plural() + "/" + id);
    }

    private Answer put(Call call, int status, T one) {
        jurisdiction.check(call, kind.area(one));
        organisation.put(one);
        return Answer.of(status, new Answer.Plain(kind.told(one)));
    }

    Answer change(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var before = there(call);
        return put(call, 200, kind.changed(before, Fields.of(call, kind.fields())));
    }

    Answer remove(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        organisation.remove(there(call));
        return Answer.of(204);
    }

    private T there(Call call) {
        var id = call.path("id");
        var found =
                kind.find(call.rights().tenant(), id)
                        .orElseThrow(() -> Refusal.of(kind.unknown(), id).thrown());
        jurisdiction.check(call, kind.area(found));
        return found;
    }
}

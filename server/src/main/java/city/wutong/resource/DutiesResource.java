package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.organisation.Kept.Duty;
import city.wutong.organisation.Kept.Post;
import city.wutong.organisation.Organisation;
import city.wutong.organisation.OrganisationReason;
import city.wutong.refusal.Refusal;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// `/api/duties`: who fills which post when. People are told by the ids of their accounts.
final class DutiesResource {
    private static final String POST = "the id of a post";
    private static final String ACCOUNT = "the id of an account";
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Set<String> FIELDS = Set.of("post", "account", "from", "to");

    private final Organisation organisation;
    private final Jurisdiction jurisdiction;
    private final Ids ids;
    private final CityTimes times;

    /// @param zone in which times without an offset are meant
    DutiesResource(Organisation organisation, Ids ids, ZoneId zone) {
        this.organisation = organisation;
        this.jurisdiction = new Jurisdiction(organisation);
        this.ids = ids;
        this.times = new CityTimes(zone);
    }

    Answer list(Call call) {
        var page = Page.of(call, Set.of("at", "from", "to", "post", "account"));
        var found =
                organisation.duties(call.rights().tenant()).stream()
                        .filter(wanted(call))
                        .sorted(Comparator.comparing(Duty::from).thenComparing(Duty::id))
                        .toList();
        return page.answer("duties", found, this::told);
    }

    private Predicate<Duty> wanted(Call call) {
        var parameters = call.parameters();
        var at = parameters.text("at").map(text -> times.parameter("at", text));
        var from = parameters.text("from").map(text -> times.parameter("from", text));
        var to = parameters.text("to").map(text -> times.parameter("to", text));
        var post = parameters.text("post").filter(id -> !id.isEmpty());
        var account = parameters.text("account").filter(id -> !id.isEmpty());
        return duty ->
                at.filter(time -> !duty.isOn(time)).isEmpty()
                        && from.filter(time -> !duty.to().isAfter(time)).isEmpty()
                        && to.filter(time -> !duty.from().isBefore(time)).isEmpty()
                        && post.filter(id -> !id.equals(duty.post())).isEmpty()
                        && account.filter(id -> !id.equals(duty.account())).isEmpty();
    }

    private Json told(Duty duty) {
        var post = organisation.post(duty.tenant(), duty.post());
        return Tell.object()
                .with("id", duty.id())
                .with("post", duty.post())
                .with("postName", post.map(Post::name), Tell::words)
                .with("department", post.map(Post::department), Json::of)
                .with("account", duty.account())
                .with("from", duty.from())
                .with("to", duty.to())
                .json();
    }

    private static String account(String id) {
        if (!UUID.matcher(id).matches()) {
            throw Fields.wrong("account", Json.of(id), ACCOUNT);
        }
        return id;
    }

    Answer add(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, FIELDS);
        var duty =
                new Duty(
                        ids.uuid().toString(),
                        call.rights().tenant(),
                        fields.text("post", POST),
                        account(fields.text("account", ACCOUNT)),
                        times.field("from", fields.text("from", CityTimes.ALLOWED)),
                        times.field("to", fields.text("to", CityTimes.ALLOWED)));
        return put(call, 201, duty);
    }

    private Answer put(Call call, int status, Duty duty) {
        jurisdiction.check(call, area(duty));
        organisation.put(duty);
        var answer = Answer.of(status, new Answer.Plain(told(duty)));
        return status == 201 ? answer.with("Location", "/api/duties/" + duty.id()) : answer;
    }

    private Optional<String> area(Duty duty) {
        return organisation
                .post(duty.tenant(), duty.post())
                .flatMap(post -> PostsResource.area(organisation, post));
    }

    Answer change(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var before = there(call);
        var fields = Fields.of(call, FIELDS);
        var from = fields.optionalText("from", CityTimes.ALLOWED);
        var to = fields.optionalText("to", CityTimes.ALLOWED);
        var after =
                new Duty(
                        before.id(),
                        before.tenant(),
                        fields.optionalText("post", POST).orElse(before.post()),
                        account(fields.optionalText("account", ACCOUNT).orElse(before.account())),
                        from.map(text -> times.field("from", text)).orElse(before.from()),
                        to.map(text -> times.field("to", text)).orElse(before.to()));
        return put(call, 200, after);
    }

    Answer remove(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        organisation.remove(there(call));
        return Answer.of(204);
    }

    private Duty there(Call call) {
        var id = call.path("id");
        var found =
                organisation
                        .duty(call.rights().tenant(), id)
                        .orElseThrow(
                                () -> Refusal.of(OrganisationReason.DUTY_UNKNOWN, id).thrown());
        jurisdiction.check(call, area(found));
        return found;
    }
}

package city.wutong.resource;

import city.wutong.auth.Accounts;
import city.wutong.http.Parameters;
import city.wutong.json.Json;
import city.wutong.organisation.Kept.Duty;
import city.wutong.organisation.Kept.Post;
import city.wutong.organisation.Organisation;
import city.wutong.organisation.OrganisationReason;
import city.wutong.people.Account;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// Duties: who fills which post when. They are kept by the ids of accounts, and told with the names
/// by which colleagues see each other.
///
/// @param times how times are read
record DutyKind(Organisation organisation, Accounts accounts, CityTimes times)
        implements OrganisationKind<Duty> {
    private static final String POST = "the id of a post";
    private static final String ACCOUNT = "the id of an account";

    @Override
    public String plural() {
        return "duties";
    }

    @Override
    public Set<String> fields() {
        return Set.of("post", "account", "from", "to");
    }

    @Override
    public Set<String> filters() {
        return Set.of("at", "from", "to", "post", "account");
    }

    @Override
    public Predicate<Duty> wanted(Parameters parameters) {
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

    @Override
    public List<Duty> all(String tenant) {
        return organisation.duties(tenant).stream()
                .sorted(Comparator.comparing(Duty::from).thenComparing(Duty::id))
                .toList();
    }

    @Override
    public Optional<Duty> find(String tenant, String id) {
        return organisation.duty(tenant, id);
    }

    @Override
    public OrganisationReason unknown() {
        return OrganisationReason.DUTY_UNKNOWN;
    }

    @Override
    public Optional<String> area(Duty one) {
        return post(one).flatMap(post -> new PostKind(organisation).area(post));
    }

    private Optional<Post> post(Duty one) {
        return organisation.post(one.tenant(), one.post());
    }

    @Override
    public Duty made(String id, String tenant, Fields fields) {
        return new Duty(
                id,
                tenant,
                fields.text("post", POST),
                account(fields.text("account", ACCOUNT)),
                times.field("from", fields.text("from", CityTimes.ALLOWED)),
                times.field("to", fields.text("to", CityTimes.ALLOWED)));
    }

    @Override
    public Duty changed(Duty before, Fields fields) {
        var from = fields.optionalText("from", CityTimes.ALLOWED);
        var to = fields.optionalText("to", CityTimes.ALLOWED);
        return new Duty(
                before.id(),
                before.tenant(),
                fields.optionalText("post", POST).orElse(before.post()),
                account(fields.optionalText("account", ACCOUNT).orElse(before.account())),
                from.map(text -> times.field("from", text)).orElse(before.from()),
                to.map(text -> times.field("to", text)).orElse(before.to()));
    }

    private static String account(String id) {
        return PeopleJson.id(id)
                .map(UUID::toString)
                .filter(id::equals)
                .orElseThrow(() -> Fields.wrong("account", Json.of(id), ACCOUNT));
    }

    @Override
    public Json told(Duty one) {
        var post = post(one);
        return Tell.object()
                .with("id", one.id())
                .with("post", one.post())
                .with("postName", post.map(Post::name), Tell::words)
                .with("department", post.map(Post::department), Json::of)
                .with("account", one.account())
                .with("displayName", displayName(one), Json::of)
                .with("from", one.from())
                .with("to", one.to())
                .json();
    }

    private Optional<String> displayName(Duty one) {
        return PeopleJson.id(one.account()).flatMap(accounts::get).map(Account::displayName);
    }
}

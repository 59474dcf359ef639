package city.wutong.resource;

import city.wutong.access.Holding;
import city.wutong.access.Permission;
import city.wutong.access.Rights;
import city.wutong.access.Role;
import city.wutong.auth.AuthReason;
import city.wutong.auth.Live;
import city.wutong.auth.People;
import city.wutong.config.Access;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.Gate;
import city.wutong.json.Json;
import city.wutong.people.Account;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// `/api/session`: signing in and out, and what one may.
final class SessionResource {
    private static final String SIGNED_OUT = "signed-out";

    private final People people;
    private final Staff staff;
    private final Self self;
    private final Clock clock;

    SessionResource(Staff staff, Clock clock) {
        this.staff = staff;
        this.people = staff.people();
        this.self = new Self(people);
        this.clock = clock;
    }

    /// Tells who asks, how far they are with signing in, and what they may in this tenant.
    Answer tell(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return told(call, people.session(call.headers()), call.rights());
    }

    Answer begin(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("name", "password"));
        var name = PeopleJson.secret(fields, "name");
        var password = PeopleJson.secret(fields, "password");
        var live = people.signIn().begin(name, password, Self.whence(call));
        return inPlaceOfOld(call, live);
    }

    private Answer inPlaceOfOld(Call call, Live live) {
        people.session(call.headers()).ifPresent(old -> people.sessions().end(old.session()));
        return entered(call, live);
    }

    /// In a demonstration: goes on as somebody who holds a role, without a password.
    Answer takeSample(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var samples =
                staff.samples().orElseThrow(() -> Refusal.of(AuthReason.SAMPLES_OFF).thrown());
        var role = Fields.of(call, Set.of("role")).text("role", "the id of a role");
        return inPlaceOfOld(call, samples.take(role, Self.whence(call)));
    }

    Answer secondFactor(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("code", "recoveryCode"));
        var live = self.stepping(call);
        var recovery = fields.optionalSecret("recoveryCode");
        var whence = Self.whence(call);
        return entered(
                call,
                recovery.isPresent()
                        ? people.signIn().recovery(live, recovery.get(), whence)
                        : people.signIn().code(live, PeopleJson.secret(fields, "code"), whence));
    }

    Answer actAs(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var other = PeopleJson.id(Fields.of(call, Set.of("account")), "account");
        return entered(call, people.support().actAs(self.live(call).session(), other));
    }

    /// Who acted as somebody goes on as themselves, even when the consent is over.
    Answer actAsOneself(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return entered(call, people.support().actAsOneself(self.stepping(call)));
    }

    Answer end(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        people.session(call.headers()).ifPresent(live -> people.signIn().end(live.session()));
        return Answer.of(204).with("Set-Cookie", people.cookie().cleared());
    }

    /// Under the id of a session that has just begun.
    Answer entered(Call call, Live live) {
        var rights =
                people.caller(live)
                        .map(caller -> Rights.of(caller, tenant(call), clock.instant()))
                        .orElse(call.rights());
        return told(call, Optional.of(live), rights)
                .with("Set-Cookie", people.cookie().set(live.id()));
    }

    private static String tenant(Call call) {
        return call.tenant().orElse(Gate.STANDARD_TENANT);
    }

    private Answer told(Call call, Optional<Live> live, Rights rights) {
        var told =
                Tell.object()
                        .with("state", state(live, rights))
                        .with(
                                "access",
                                people.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .with("account", live.flatMap(this::seenAs), SessionResource::account)
                        .with("actor", rights.caller().actor())
                        .with("tenant", tenant(call))
                        .withTexts(
                                "permissions",
                                permissions(rights).stream().map(Enum::name).toList())
                        .withAll("roles", rights.holdings(), SessionResource::role)
                        .with("csrf", live.map(Live::csrf), Json::of);
        told.with("oidc", staff.oidc().isPresent());
        staff.samples()
                .ifPresent(
                        all -> told.withAll("sampleRoles", all.offered(), SessionResource::sample));
        live.filter(each -> each.session().actingAs().isPresent())
                .ifPresent(each ->
                        told.with("acting", true)
                                .with("actedBy", own(each), SessionResource::account));
        return Self.unkept(told.answer(200));
    }

    private String state(Optional<Live> live, Rights rights) {
        boolean isMachine = rights.caller().isKnown() && live.isEmpty();
        boolean isOpen = people.mode() == Access.Mode.OPEN;
        if (isMachine && !isOpen) {
            return "signed-in";
        }
        return live.filter(each -> !each.session().isSignedIn() || people.caller(each).isPresent())
                .map(each -> each.session().stage().word())
                .orElse(SIGNED_OUT);
    }

    /// The account as which one sees the city.
    private Optional<Account> seenAs(Live live) {
        var session = live.session();
        return people.accounts().get(session.actingAs().orElse(session.account()));
    }

    /// The account of who really sits there.
    private Optional<Account> own(Live live) {
        return people.accounts().get(live.session().account());
    }

    private static Json sample(Role role) {
        return Tell.object().with("role", role.id()).with("name", role.name()).json();
    }

    /// Before the second factor was shown, no more than that there is an account.
    private static Json account(Account account) {
        return Tell.object()
                .with("id", account.id().toString())
                .with("name", account.name())
                .with("displayName", account.displayName())
                .with("language", account.language(), Json::of)
                .json();
    }

    private static Set<Permission> permissions(Rights rights) {
        var all = EnumSet.noneOf(Permission.class);
        rights.holdings().forEach(held -> all.addAll(held.role().opens()));
        return all;
    }

    private static Json role(Holding held) {
        return Tell.object()
                .with("role", held.role().id())
                .with("name", held.role().name())
                .with("tenant", held.tenant())
                .with("area", held.area())
                .with("until", held.until(), Tell::time)
                .json();
    }
}

package city.wutong.resource;

import city.wutong.access.Holding;
import city.wutong.access.Permission;
import city.wutong.access.Rights;
import city.wutong.auth.Live;
import city.wutong.auth.People;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.Gate;
import city.wutong.json.Json;
import city.wutong.people.Account;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// `/api/session`: signing in and out, and what one may.
final class SessionResource {
    private static final String SIGNED_OUT = "signed-out";

    private final People people;
    private final Self self;
    private final Clock clock;

    SessionResource(People people, Clock clock) {
        this.people = people;
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
        people.session(call.headers()).ifPresent(old -> people.sessions().end(old.session()));
        return entered(call, live);
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
                        .with("account", live.flatMap(this::seenAs), this::account)
                        .with("actor", rights.caller().actor())
                        .with("tenant", tenant(call))
                        .withTexts(
                                "permissions",
                                permissions(rights).stream().map(Enum::name).toList())
                        .withAll("roles", rights.holdings(), SessionResource::role)
                        .with("csrf", live.map(Live::csrf), Json::of);
        live.flatMap(each -> each.session().actingAs()).ifPresent(_ -> told.with("acting", true));
        return Self.unkept(told.answer(200));
    }

    private String state(Optional<Live> live, Rights rights) {
        boolean isMachine = rights.caller().isKnown() && live.isEmpty();
        boolean isOpen = people.mode() == city.wutong.config.Config.Access.Mode.OPEN;
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

    /// Before the second factor was shown, no more than that there is an account.
    private Json account(Account account) {
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

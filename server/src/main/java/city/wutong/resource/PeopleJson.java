package city.wutong.resource;

import city.wutong.access.Role;
import city.wutong.auth.Grants;
import city.wutong.auth.People;
import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.jsonld.DateTimes;
import city.wutong.people.Account;
import city.wutong.people.Grant;
import city.wutong.people.LastSignIn;
import city.wutong.people.Machine;
import city.wutong.people.Session;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Accounts, grants, keys and sessions as JSON.
record PeopleJson(People people, Clock clock) {
    private static final Pattern TENANT = Pattern.compile("\\*|[a-z][a-z0-9_]{0,30}");
    private static final Pattern AREA = Pattern.compile("\\*|[0-9A-Za-z._-]{1,40}");
    private static final String PERSON = "person:";
    private static final int LONGEST = 100;
    private static final String SHOWN = "1 to " + LONGEST + " characters";

    Json.Obj account(Account account) {
        return Tell.object()
                .with("id", account.id().toString())
                .with("name", account.name())
                .with("displayName", account.displayName())
                .with("language", account.language(), Json::of)
                .with("department", account.department(), Json::of)
                .with("post", account.post(), Json::of)
                .with("state", account.state().name().toLowerCase(Locale.ROOT))
                .with("secondFactor", people.secondFactors().isSetUp(account.id()))
                .with("madeAt", account.madeAt())
                .with("lastSignIn", people.lastSignIns().of(account.id()), PeopleJson::last)
                .json();
    }

    /// As [#account], with what concerns nobody but its person.
    Json.Obj own(Account account) {
        var codes = people.accounts().credential(account.id()).recoveryCodes().size();
        var before = people.lastSignIns().of(account.id()).flatMap(LastSignIn::before);
        var members = new LinkedHashMap<>(account(account).members());
        members.remove("lastSignIn");
        var own =
                Tell.object()
                        .with("recoveryCodes", codes)
                        .with("previousSignIn", before, each -> signIn(each.at(), each.address()));
        members.putAll(own.json().members());
        return Json.object(members);
    }

    private static Json last(LastSignIn last) {
        return signIn(last.at(), last.address());
    }

    private static Json signIn(Instant at, String address) {
        return Tell.object().with("at", at).with("address", address).json();
    }

    Json.Obj grant(Grant grant) {
        return Tell.object()
                .with("id", grant.id().toString())
                .with("account", grant.account().toString())
                .with("role", grant.role())
                .with("name", people.role(grant.role()).map(Role::name), Tell::words)
                .with("tenant", grant.tenant())
                .with("area", grant.area())
                .with("until", grant.until(), Tell::time)
                .with("by", grant.by())
                .with("at", grant.at())
                .json();
    }

    Tell machine(Machine machine) {
        return Tell.object()
                .with("id", machine.id().toString())
                .with("name", machine.name())
                .with("role", machine.role())
                .with("tenant", machine.tenant())
                .with("area", machine.area())
                .with("until", machine.until(), Tell::time)
                .with("madeAt", machine.madeAt())
                .with("madeBy", machine.by())
                .with("makerGone", isGone(machine.by()))
                .with("lastUsed", machine.usedAt(), Tell::time);
    }

    /// Whether it is a person whose account is closed: then somebody else knows a secret of the
    /// city's.
    private boolean isGone(String actor) {
        return actor.startsWith(PERSON)
                && id(actor.substring(PERSON.length()))
                        .flatMap(people.accounts()::get)
                        .filter(account -> account.state() == Account.State.CLOSED)
                        .isPresent();
    }

    /// @param current the one that asks
    static Json session(Session session, Session current) {
        return Tell.object()
                .with("startedAt", session.startedAt())
                .with("usedAt", session.usedAt())
                .with("address", session.address())
                .with("agent", session.agent())
                .with("current", session.hash().equals(current.hash()))
                .json();
    }

    /// The role, tenant, area and end that a body names.
    Grants.Place place(Fields fields) {
        return new Grants.Place(
                fields.text("role", "the id of a role"),
                matching(fields, "tenant", TENANT, "the name of a tenant, or *"),
                matching(fields, "area", AREA, "the code of an area, or *"),
                fields.optionalText("until", "a UTC time").map(this::future));
    }

    private static String matching(Fields fields, String name, Pattern form, String allowed) {
        var text = fields.text(name, allowed);
        if (!form.matcher(text).matches()) {
            throw Fields.wrong(name, Json.of(text), allowed);
        }
        return text;
    }

    private Instant future(String text) {
        return DateTimes.read(text)
                .filter(time -> time.isAfter(clock.instant()))
                .orElseThrow(() ->
                        Fields.wrong(
                                "until",
                                Json.of(text),
                                "a UTC time to come, like 2026-11-22T06:30:00Z"));
    }

    /// A name for people to see: not blank, and not a page long.
    static String shown(Fields fields, String name) {
        return shown(name, fields.text(name, SHOWN));
    }

    static Optional<String> optionallyShown(Fields fields, String name) {
        return fields.optionalText(name, SHOWN).map(text -> shown(name, text));
    }

    private static String shown(String name, String text) {
        var stripped = text.strip();
        boolean hasControls = stripped.codePoints().anyMatch(Character::isISOControl);
        if (stripped.isEmpty() || stripped.length() > LONGEST || hasControls) {
            throw Fields.wrong(name, Json.of(text), SHOWN);
        }
        return stripped;
    }

    /// An id in a body.
    static UUID id(Fields fields, String name) {
        var text = fields.text(name, "an id");
        return id(text).orElseThrow(() -> Fields.wrong(name, Json.of(text), "an id"));
    }

    static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Something that must be sent and is not empty: a secret, so that it is never told again.
    static String secret(Fields fields, String name) {
        return fields.optionalSecret(name)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Refusal.of(HttpReason.FIELD_MISSING, name, "a text").thrown());
    }
}

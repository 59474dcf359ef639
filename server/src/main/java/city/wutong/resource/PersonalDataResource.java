package city.wutong.resource;

import city.wutong.access.Holding;
import city.wutong.access.Rights;
import city.wutong.auth.People;
import city.wutong.cases.Case;
import city.wutong.export.PersonExport;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.people.Account;
import city.wutong.people.Grant;
import city.wutong.people.LastSignIn;
import city.wutong.people.Session;
import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// `/api/personal-data` and `/api/exports`: what is kept of a person is told, and handed out (PIPL
/// articles 45 and 50).
///
/// An export is streamed as it is read: no copy of it is ever stored here, where it would be
/// personal data again.
final class PersonalDataResource {
    /// At a time, of all tenants.
    private static final int MOST_EXPORTS = 2;

    private static final String ACTOR = "person:";

    private final Tenancy tenancy;
    private final StatedReason reasons;
    private final People people;
    private final Semaphore exports = new Semaphore(MOST_EXPORTS);

    PersonalDataResource(Tenancy tenancy, StatedReason reasons, People people) {
        this.tenancy = tenancy;
        this.reasons = reasons;
        this.people = people;
    }

    /// How much there is, and nothing of what it says.
    Answer tell(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var data = tenancy.of(call).personalData(call.uri("id"));
        return Tell.object()
                .with("person", data.person())
                .withTexts("entities", data.owned())
                .withTexts("shared", data.shared())
                .withTexts("alerts", data.alerts())
                .withTexts("cases", data.cases().stream().map(Case::number).toList())
                .with("evidence", data.evidence().size())
                .answer(200);
    }

    Answer export(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, Set.of("person", "reason"));
        var person = Call.uri("person", fields.text("person", "the URI of a person"));
        var reason = StatedReason.in(fields);
        var city = tenancy.of(call);
        var account = account(call, person);
        var data = account.isPresent() ? city.anyPersonalData(person) : city.personalData(person);
        var export = city.export(data, call.linkContext());
        reasons.tell(call, "person.export", person, reason, "asked");
        if (!exports.tryAcquire()) {
            throw Refusal.of(HttpReason.EXPORTS_FULL, MOST_EXPORTS).thrown();
        }
        return Answer.of(
                        200,
                        new Answer.Stream("application/zip", out -> handOut(export, account, out)))
                .with("Content-Disposition", "attachment; filename=\"personal-data.zip\"");
    }

    private void handOut(PersonExport export, Optional<Json> account, OutputStream out)
            throws IOException {
        try {
            export.write(out, account);
        } finally {
            exports.release();
        }
    }

    /// The account that is meant, where it holds a role in this tenant: accounts are of no tenant,
    /// and what others hold elsewhere is no business of this one's.
    private Optional<Json> account(Call call, String person) {
        return Optional.of(person)
                .filter(uri -> uri.startsWith(ACTOR))
                .flatMap(uri -> PeopleJson.id(uri.substring(ACTOR.length())))
                .flatMap(people.accounts()::get)
                .flatMap(account -> told(call.rights(), account));
    }

    private Optional<Json> told(Rights rights, Account account) {
        var grants =
                people.grants().of(account.id()).stream()
                        .filter(grant -> isHere(rights, grant.tenant()))
                        .toList();
        return grants.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Tell.object()
                                .with("id", account.id().toString())
                                .with("name", account.name())
                                .with("displayName", account.displayName())
                                .with("language", account.language(), Json::of)
                                .with("department", account.department(), Json::of)
                                .with("post", account.post(), Json::of)
                                .with("state", account.state().name())
                                .with("madeAt", account.madeAt())
                                .withAll("grants", grants, PersonalDataResource::grant)
                                .with(
                                        "lastSignIn",
                                        people.lastSignIns().of(account.id()),
                                        PersonalDataResource::lastSignIn)
                                .withAll(
                                        "sessions",
                                        people.sessions().of(account.id()),
                                        PersonalDataResource::session)
                                .json());
    }

    private static Json lastSignIn(LastSignIn last) {
        return Tell.object()
                .with("at", last.at())
                .with("address", last.address())
                .with("previousAt", last.before(), before -> Tell.time(before.at()))
                .with("previousAddress", last.before(), before -> Json.of(before.address()))
                .json();
    }

    /// Without its id and its hash, by which one could be found that is open.
    private static Json session(Session session) {
        return Tell.object()
                .with("startedAt", session.startedAt())
                .with("usedAt", session.usedAt())
                .with("address", session.address())
                .with("agent", session.agent())
                .json();
    }

    private static boolean isHere(Rights rights, String tenant) {
        return tenant.equals(Holding.EVERY) || tenant.equals(rights.tenant());
    }

    private static Json grant(Grant grant) {
        return Tell.object()
                .with("role", grant.role())
                .with("area", grant.area())
                .with("at", grant.at())
                .with("until", grant.until(), Tell::time)
                .json();
    }
}

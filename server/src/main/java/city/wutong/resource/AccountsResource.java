package city.wutong.resource;

import city.wutong.auth.Accounts;
import city.wutong.auth.AuthReason;
import city.wutong.auth.People;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.people.Account;
import city.wutong.people.Account.State;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/// `/api/accounts`: the accounts of others.
final class AccountsResource {
    private static final Set<String> MADE = Set.of("name", "displayName", "department", "post");
    private static final Set<String> CHANGED =
            Set.of("displayName", "department", "post", "locked");
    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final String ID = "an id of 1 to 64 letters, digits, - and _, or null";

    private final People people;
    private final PeopleJson json;
    private final Closure closure;

    AccountsResource(People people, Closure closure, Clock clock) {
        this.people = people;
        this.json = new PeopleJson(people, clock);
        this.closure = closure;
    }

    Answer list(Call call) {
        var parameters = call.parameters();
        parameters.allow(Set.of("q", "limit", "offset", Call.TENANT));
        int limit = parameters.number("limit", 0, MOST).orElse(USUAL);
        int offset = parameters.number("offset", 0, Integer.MAX_VALUE).orElse(0);
        var found = people.accounts().search(parameters.text("q").orElse(""));
        return Self.unkept(
                Tell.object()
                        .with("total", found.size())
                        .withAll(
                                "accounts",
                                found.stream().skip(offset).limit(limit).toList(),
                                json::account)
                        .answer(200));
    }

    Answer make(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, MADE);
        var account =
                people.accounts()
                        .make(
                                new Accounts.Wanted(
                                        PeopleJson.shown(fields, "name"),
                                        PeopleJson.shown(fields, "displayName"),
                                        id(fields, "department").orElse(Optional.empty()),
                                        id(fields, "post").orElse(Optional.empty())));
        var token = people.links().make(account.id());
        tell(call, "account.make", account);
        return Self.unkept(
                Tell.object()
                        .with("account", json.account(account))
                        .with("token", token)
                        .answer(201)
                        .with("Location", "/api/accounts/" + account.id()));
    }

    Answer read(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return Self.unkept(Answer.of(200, new Answer.Plain(json.account(named(call)))));
    }

    Answer change(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var fields = Fields.of(call, CHANGED);
        var before = open(call);
        var displayName = PeopleJson.optionallyShown(fields, "displayName");
        var department = id(fields, "department");
        var post = id(fields, "post");
        var locked = fields.flag("locked");
        locked.ifPresent(_ -> checkOther(call, before));
        locked.ifPresent(shut -> lock(before, shut));
        people.accounts()
                .change(
                        before.id(),
                        each ->
                                each.shown(displayName.orElse(each.displayName()), each.language())
                                        .placed(
                                                department.orElse(each.department()),
                                                post.orElse(each.post())));
        tell(
                call,
                locked.map(shut -> shut ? "account.lock" : "account.unlock")
                        .orElse("account.change"),
                before);
        return Answer.of(204);
    }

    private void lock(Account account, boolean shut) {
        if (shut) {
            closure.lock(account.id());
        } else {
            people.accounts().change(account.id(), each -> each.in(opened(each)));
        }
    }

    private State opened(Account account) {
        boolean hasPassword = !people.accounts().credential(account.id()).password().isEmpty();
        return hasPassword ? State.ACTIVE : State.INVITED;
    }

    /// A link by which the person sets a password; the one they have is good until then. With
    /// `secondFactor: true` the second factor goes too, for whoever has lost it, unless its holder
    /// is an administrator: or whoever manages accounts could take theirs.
    Answer reset(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        boolean forgetsSecondFactor =
                call.body().length > 0
                        && Fields.of(call, Set.of("secondFactor"))
                                .flag("secondFactor")
                                .orElse(false);
        var account = open(call);
        checkOther(call, account);
        if (forgetsSecondFactor) {
            if (people.grants().administration(account.id()).isPresent()) {
                throw Refusal.of(AuthReason.NOT_FOR_ADMINISTRATORS).thrown();
            }
            people.secondFactors().remove(account);
            people.sessions().endAll(account.id());
        }
        var token = people.links().make(account.id());
        tell(call, "account.reset", account);
        return Self.unkept(Tell.object().with("token", token).answer(200));
    }

    Answer close(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var account = open(call);
        checkOther(call, account);
        closure.close(account.id());
        tell(call, "account.close", account);
        return Answer.of(204);
    }

    private Account named(Call call) {
        return people.accounts().known(idOf(call));
    }

    private Account open(Call call) {
        return people.accounts().open(idOf(call));
    }

    private static java.util.UUID idOf(Call call) {
        return PeopleJson.id(call.path("id"))
                .orElseThrow(
                        () -> Refusal.of(AuthReason.ACCOUNT_UNKNOWN, call.path("id")).thrown());
    }

    private static void checkOther(Call call, Account account) {
        if (call.rights().caller().actor().contains(account.id().toString())) {
            throw Refusal.of(AuthReason.OWN_ACCOUNT).thrown();
        }
    }

    private void tell(Call call, String action, Account account) {
        people.trail().told(call.rights().caller().actor(), action, account.toString());
    }

    private static Optional<Optional<String>> id(Fields fields, String name) {
        var given = fields.textOrNull(name, ID);
        given.flatMap(text -> text)
                .filter(text -> !text.matches("[0-9A-Za-z_-]{1,64}"))
                .ifPresent(text -> {
                    throw Fields.wrong(name, Json.of(text), ID);
                });
        return given;
    }
}

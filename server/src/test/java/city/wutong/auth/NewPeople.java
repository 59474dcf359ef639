package city.wutong.auth;

import city.wutong.access.AuditEntry;
import city.wutong.access.Holding;
import city.wutong.access.Roles;
import city.wutong.auth.proof.Seal;
import city.wutong.config.Config;
import city.wutong.config.Layers;
import city.wutong.people.Account;
import city.wutong.people.Account.State;
import city.wutong.people.Credential;
import city.wutong.people.Failures;
import city.wutong.people.Grant;
import city.wutong.people.IssuedToken;
import city.wutong.people.LastSignIn;
import city.wutong.people.Link;
import city.wutong.people.Machine;
import city.wutong.people.PeopleStore;
import city.wutong.people.Session;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// People without a database, with hashes that cost nothing and an audit log that can be read.
///
/// @param audit what was told
public record NewPeople(People people, PeopleStore store, List<AuditEntry> audit) {
    public static final String PASSWORD = "correct horse 7 battery";
    static final Whence HERE = new Whence("192.0.2.7", "test");

    public static NewPeople in(Map<String, String> options, Clock clock) {
        return in(options, clock, emptyStore());
    }

    /// As after a start on what there was.
    static NewPeople in(Map<String, String> options, Clock clock, PeopleStore store) {
        var all = new HashMap<>(Map.of("password.memory", "8 KiB", "password.passes", "1"));
        all.put("access", "sign-in");
        all.put("access.second-factor", "nobody");
        all.putAll(options);
        var audit = new CopyOnWriteArrayList<AuditEntry>();
        var people =
                new People(
                        new People.Ground(
                                Config.of(new Layers().options(all)),
                                store,
                                new Roles(List.of(SampleRoles.ONLOOKER))::of,
                                Seal.of("the key of a test"),
                                entry -> {
                                    audit.add(entry);
                                    return audit.size();
                                },
                                UUID::randomUUID,
                                clock));
        return new NewPeople(people, store, audit);
    }

    static PeopleStore emptyStore() {
        return new PeopleStore(
                new MemoryRows<>(Account::id),
                new MemoryRows<>(Credential::account),
                new MemoryRows<>(Link::hash),
                new MemoryRows<>(Session::hash),
                new MemoryRows<>(Grant::id),
                new MemoryRows<>(Machine::id),
                new MemoryRows<>(Machine::id),
                new MemoryRows<>(IssuedToken::hash),
                new MemoryRows<>(Failures::subject),
                new MemoryRows<>(LastSignIn::account));
    }

    /// An account that can sign in with [#PASSWORD].
    public Account account(String name) {
        var made = people.accounts().make(new Accounts.Wanted(name, name));
        people.signIn().setPassword(made, PASSWORD);
        return people.accounts().change(made.id(), each -> each.in(State.ACTIVE));
    }

    Grant granted(Account account, String role) {
        var place = new Grants.Place(role, Holding.EVERY, Holding.EVERY, Optional.empty());
        return people.grants().grant(new Grants.Wanted(account.id(), place), "test");
    }

    public Live signedIn(Account account) {
        return people.signIn().begin(account.name(), PASSWORD, HERE);
    }
}

package city.wutong.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.people.Account.State;
import city.wutong.people.Session.Stage;
import city.wutong.postgres.SharedPostgres;
import city.wutong.refusal.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is kept of people, in PostgreSQL.
@Timeout(120)
class PeopleStoreTest {
    private static final Instant THEN = Instant.parse("2026-11-22T08:00:00.123456Z");

    private final String schema = SharedPostgres.freshSchema();
    private final PeopleStore store = PeopleStore.open(SharedPostgres.database(), schema);

    private PeopleStore again() {
        return PeopleStore.open(SharedPostgres.database(), schema);
    }

    private static Account account(String name, State state) {
        return new Account(
                UUID.randomUUID(),
                name,
                "李娜",
                Optional.of("zh"),
                Optional.empty(),
                Optional.of("p1"),
                state,
                THEN);
    }

    @Test
    void all_of_it_is_there_after_a_start_as_it_was() {
        var account = account("li.na", State.ACTIVE);
        var credential =
                new Credential(
                        account.id(),
                        "$argon2id$x",
                        "sealed",
                        true,
                        59_000_000L,
                        List.of("a", "b"));
        var link = new Link("hash", account.id(), THEN);
        var session =
                new Session(
                        "hash",
                        account.id(),
                        Stage.SECOND_FACTOR_NEEDED,
                        Optional.of(UUID.randomUUID()),
                        THEN,
                        THEN.plusSeconds(1),
                        "192.0.2.0",
                        "agent");
        var grant =
                new Grant(
                        UUID.randomUUID(),
                        account.id(),
                        "leader",
                        "*",
                        "330483",
                        Optional.of(THEN),
                        "admin-key",
                        THEN);
        var former = Optional.of(new Machine.Former("old", THEN));
        var key = machine("key", Optional.empty());
        var client = machine("client", former);
        var token = new IssuedToken("hash", client.id(), THEN);
        var failures = new Failures("hash", 3, THEN);
        var signIn =
                new LastSignIn(account.id(), THEN, "192.0.2.0", Optional.empty())
                        .followedBy(THEN.plusSeconds(1), "198.51.100.0");

        store.accounts().put(account);
        store.credentials().put(credential);
        store.links().put(link);
        store.sessions().put(session);
        store.grants().put(grant);
        store.keys().put(key);
        store.clients().put(client);
        store.tokens().put(token);
        store.failures().put(failures);
        store.lastSignIns().put(signIn);

        var read = again();
        assertThat(read.accounts().load()).containsExactly(account);
        assertThat(read.credentials().load()).containsExactly(credential);
        assertThat(read.links().load()).containsExactly(link);
        assertThat(read.sessions().load()).containsExactly(session);
        assertThat(read.grants().load()).containsExactly(grant);
        assertThat(read.keys().load()).containsExactly(key);
        assertThat(read.clients().load()).containsExactly(client);
        assertThat(read.tokens().load()).containsExactly(token);
        assertThat(read.failures().load()).containsExactly(failures);
        assertThat(read.lastSignIns().load()).containsExactly(signIn);
    }

    private static Machine machine(String name, Optional<Machine.Former> former) {
        return new Machine(
                UUID.randomUUID(),
                name,
                "integrator",
                "default",
                "*",
                Optional.empty(),
                "hash",
                former,
                THEN,
                "person:1",
                former.map(Machine.Former::until));
    }

    @Test
    void a_change_takes_the_place_of_what_was_and_what_is_removed_is_gone() {
        var account = account("li.na", State.INVITED);
        store.accounts().put(account);
        store.accounts().put(account.in(State.ACTIVE));
        assertThat(again().accounts().load()).containsExactly(account.in(State.ACTIVE));
        store.accounts().remove(account.id());
        assertThat(again().accounts().load()).isEmpty();
    }

    @Test
    void what_the_database_refuses_is_not_in_memory_either() {
        var register = new Register<>(store.accounts(), Account::id, 10);
        var one = account("li.na", State.ACTIVE);
        var sameName = account("li.na", State.ACTIVE);
        register.put(one);
        assertThatThrownBy(() -> register.put(sameName)).isInstanceOf(Refused.class);
        assertThat(register.get(sameName.id())).isEmpty();
        assertThat(register.get(one.id())).contains(one);
    }

    @Test
    void a_register_is_bounded_and_writes_late_what_may_wait() {
        var register = new Register<>(store.failures(), Failures::subject, 2);
        register.putLater(new Failures("a", 1, THEN));
        register.putLater(new Failures("b", 1, THEN));
        assertThatThrownBy(() -> register.putLater(new Failures("c", 1, THEN)))
                .isInstanceOf(Refused.class);
        register.putLater(new Failures("a", 2, THEN));
        assertThat(again().failures().load()).isEmpty();
        register.take("b");
        register.flush();
        assertThat(again().failures().load()).containsExactly(new Failures("a", 2, THEN));
    }
}

package city.wutong.auth;

import static city.wutong.auth.NewPeople.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.access.Holding;
import city.wutong.access.Rights;
import city.wutong.http.Gate;
import city.wutong.refusal.Reason;
import city.wutong.refusal.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Everything that ends of links, grants, keys and tokens, and how often one may ask.
class MachineLimitsTest extends ClockedPeople {
    // --- links, grants, keys, tokens ---------------------------------------------------------

    @Test
    void a_link_is_good_for_three_days_once_and_only_the_newest() {
        var account = people().accounts().make(new Accounts.Wanted("li.na", "李娜"));
        var first = people().links().make(account.id());
        var second = people().links().make(account.id());
        refused(AuthReason.LINK_WRONG, () -> people().invitations().accept(first, PASSWORD));
        assertThatThrownBy(() -> people().invitations().accept(second, "weak"))
                .isInstanceOf(Refused.class);
        people().invitations().accept(second, PASSWORD);
        assertThat(canSignIn("li.na", PASSWORD, "192.0.2.1")).isTrue();
        refused(AuthReason.LINK_WRONG, () -> people().invitations().accept(second, PASSWORD));

        var third = people().links().make(account.id());
        clock.turn(Links.LASTING);
        refused(AuthReason.LINK_WRONG, () -> people().invitations().accept(third, PASSWORD));
    }

    @Test
    void a_grant_ends_at_its_time_and_counts_for_its_tenant() {
        var account = all.account("li.na");
        var until = clock.instant().plus(Duration.ofMinutes(5));
        people().grants()
                .grant(
                        new Grants.Wanted(
                                account.id(),
                                new Grants.Place("leader", "fire", "*", Optional.of(until))),
                        "test");
        var live = all.signedIn(account);
        assertThat(rights(live, "fire").holdings()).hasSize(1);
        assertThat(rights(live, "default").holdings()).isEmpty();
        clock.turn(Duration.ofMinutes(5));
        assertThat(rights(live, "fire").holdings()).isEmpty();
    }

    private Rights rights(Live live, String tenant) {
        return people().gateway().rights(knock("GET", "/x", tenant, cookie(live)));
    }

    private static Map<String, List<String>> cookie(Live live) {
        return Map.of("cookie", List.of("other=1; wutong-session=" + live.id()));
    }

    private static Map<String, List<String>> bearer(String secret) {
        return Map.of("authorization", List.of("Bearer " + secret));
    }

    private static Gate.Knock knock(
            String method, String path, String tenant, Map<String, List<String>> headers) {
        return new Gate.Knock(method, path, headers, tenant, "192.0.2.1");
    }

    private void isLetIn(String secret) {
        var rights = people().gateway().rights(knock("GET", "/x", "default", bearer(secret)));
        assertThat(rights.holdings()).hasSize(1);
    }

    private void isRefused(String secret) {
        refused(
                AuthReason.BEARER_REFUSED,
                () -> people().gateway().rights(knock("GET", "/x", "default", bearer(secret))));
    }

    private static Grants.Place place(Optional<Instant> until) {
        return new Grants.Place("integrator", Holding.EVERY, Holding.EVERY, until);
    }

    @Test
    void a_key_ends_at_its_time() {
        var until = clock.instant().plus(Duration.ofHours(1));
        var made = people().keys().make("gateway", place(Optional.of(until)), "test");
        isLetIn(made.secret());
        clock.turn(Duration.ofHours(1));
        isRefused(made.secret());
    }

    @Test
    void the_secret_before_a_rotation_is_good_for_a_day_and_that_before_it_no_more() {
        var keys = people().keys();
        var first = keys.make("gateway", place(Optional.empty()), "test");
        var second = keys.rotate(first.machine().id());
        isLetIn(first.secret());
        restart();
        isLetIn(first.secret());
        clock.turn(Machines.OVERLAP);
        isRefused(first.secret());
        isLetIn(second.secret());
        var third = people().keys().rotate(first.machine().id());
        var fourth = people().keys().rotate(first.machine().id());
        isRefused(second.secret());
        isLetIn(third.secret());
        isLetIn(fourth.secret());
    }

    @Test
    void secrets_of_keys_are_nowhere_kept() {
        var made = people().keys().make("gateway", place(Optional.empty()), "test");
        assertThat(all.store().keys().load().getFirst().hash()).isNotEqualTo(made.secret());
        isRefused(all.store().keys().load().getFirst().hash());
    }

    @Test
    void a_token_of_a_client_ends_after_an_hour_or_with_the_client() {
        var client = people().clients().make("video", place(Optional.empty()), "test").machine();
        var token = people().tokens().issue(client);
        isLetIn(token);
        restart();
        isLetIn(token);
        clock.turn(ClientTokens.LASTING);
        isRefused(token);
        var other = people().tokens().issue(client);
        people().clients().remove(client.id());
        isRefused(other);
    }

    @Test
    void the_secret_of_a_client_is_no_bearer() {
        isRefused(people().clients().make("video", place(Optional.empty()), "test").secret());
    }

    @Test
    void no_machine_holds_a_role_of_an_administration() {
        for (var role : List.of("system-admin", "security-admin", "audit-admin")) {
            var place = new Grants.Place(role, "*", "*", Optional.empty());
            refused(AuthReason.NOT_FOR_MACHINES, () -> people().keys().make("x", place, "test"));
            refused(AuthReason.NOT_FOR_MACHINES, () -> people().clients().make("x", place, "test"));
        }
    }

    // --- how often ---------------------------------------------------------------------------

    @Test
    void who_asks_too_often_is_refused_until_a_little_later() {
        with(Map.of("rate.per-address", "2", "rate.per-caller", "3"));
        var from = knock("GET", "/x", "default", Map.of());
        for (int i = 0; i < 20; i++) {
            people().gateway().rights(from);
        }
        refused(AuthReason.TOO_OFTEN, () -> people().gateway().rights(from));
        var elsewhere = new Gate.Knock("GET", "/x", Map.of(), "default", "192.0.2.2");
        assertThatCode(() -> people().gateway().rights(elsewhere)).doesNotThrowAnyException();
        clock.turn(Duration.ofSeconds(1));
        people().gateway().rights(from);
        people().gateway().rights(from);
        refused(AuthReason.TOO_OFTEN, () -> people().gateway().rights(from));

        var made = people().keys().make("gateway", place(Optional.empty()), "test");
        for (int i = 0; i < 30; i++) {
            isLetIn(made.secret());
        }
        refused(
                AuthReason.TOO_OFTEN,
                () ->
                        people().gateway()
                                .rights(knock("GET", "/x", "default", bearer(made.secret()))));
    }

    @Test
    void secrets_cannot_be_tried_out_without_end() {
        with(Map.of("rate.per-address", "2"));
        var codes = new ArrayList<Reason>();
        int told = all.audit().size();
        for (int i = 0; i < 39; i++) {
            try {
                people().gateway().rights(knock("GET", "/x", "default", bearer("wutong_x")));
            } catch (Refused e) {
                codes.add(e.refusal().reason());
            }
        }
        assertThat(codes).hasSize(39);
        assertThat(codes.subList(0, 20)).containsOnly(AuthReason.BEARER_REFUSED);
        assertThat(codes.subList(20, 39)).containsOnly(AuthReason.TOO_OFTEN);
        assertThat(all.audit()).as("the witness alone tells of them, within bounds").hasSize(told);
    }

    @Test
    void many_callers_are_bounded_in_memory() {
        var limit = new RateLimit(1, clock);
        for (int i = 0; i < RateLimit.MOST + 5; i++) {
            limit.take("caller" + i);
        }
        for (int i = 5; i < 10; i++) {
            limit.take("other" + i);
        }
        refused(AuthReason.TOO_OFTEN, () -> limit.take("one more shares a bucket"));
    }
}

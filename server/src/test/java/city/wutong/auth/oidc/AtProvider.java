package city.wutong.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.access.Area;
import city.wutong.access.Areas;
import city.wutong.access.Identities;
import city.wutong.access.Identity;
import city.wutong.auth.Whence;
import city.wutong.auth.oidc.OidcSignIn.Return;
import city.wutong.auth.oidc.OidcSignIn.Step;
import city.wutong.auth.oidc.SignedIn.ClaimedRole;
import city.wutong.config.Oidc;
import city.wutong.config.Secret;
import city.wutong.refusal.Refused;
import city.wutong.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/// A city at which people sign in by a provider of the test's own.
@Timeout(60)
abstract class AtProvider {
    static final Whence HERE = new Whence("192.0.2.7", "test");
    static final String CITY = "http://127.0.0.1:8080";
    static final String ANNA = "019a0000-0000-7000-8000-00000000000a";

    final TestProvider provider = new TestProvider();
    final Links links = new Links();
    final Sessions sessions = new Sessions();
    Instant now = provider.now;
    OidcSignIn signIn = open("city_account", "");

    /// Links in memory.
    static final class Links implements Identities {
        final List<Identity> all = new ArrayList<>();

        @Override
        public Optional<Identity> find(String issuer, String subject) {
            return all.stream()
                    .filter(each -> each.issuer().equals(issuer) && each.subject().equals(subject))
                    .findFirst();
        }

        @Override
        public List<Identity> of(String account) {
            return all.stream().filter(each -> each.account().equals(account)).toList();
        }

        @Override
        public boolean link(Identity identity) {
            return find(identity.issuer(), identity.subject()).isEmpty() && all.add(identity);
        }

        @Override
        public boolean unlink(String id) {
            return all.removeIf(each -> each.id().equals(id));
        }
    }

    /// The sessions that were opened: account and roles.
    static final class Sessions implements SignedIn {
        final List<String> accounts = new ArrayList<>();
        final List<ClaimedRole> roles = new ArrayList<>();

        @Override
        public Optional<String> accountNamed(String name) {
            return name.equals("anna") ? Optional.of(ANNA) : Optional.empty();
        }

        @Override
        public List<String> open(String account, List<ClaimedRole> claimed, Whence whence) {
            accounts.add(account);
            roles.addAll(claimed);
            return List.of("session=1");
        }
    }

    OidcSignIn open(String accountClaim, String areaClaim) {
        var oidc =
                new Oidc(
                        provider.issuer(),
                        TestProvider.CLIENT,
                        new Secret(TestProvider.SECRET),
                        "",
                        List.of("openid"),
                        accountClaim,
                        "realm_access.roles",
                        Map.of("watch", "duty-officer", "chief", "leader"),
                        areaClaim,
                        false);
        var areas =
                new Areas(
                        List.of(
                                new Area(
                                        "330483008",
                                        new Text("高桥街道", "Gaoqiao"),
                                        Optional.empty(),
                                        Set.of("330483004"))));
        return new OidcSignIn(
                oidc,
                new OidcSignIn.Ground(links, () -> areas, sessions, () -> now, UUID::randomUUID));
    }

    @AfterEach
    void close() {
        signIn.close();
        provider.close();
    }

    static String browser(Step step) {
        return step.cookies().getFirst().split(";", 2)[0].split("=", 2)[1];
    }

    Step finish(Step begun, Map<String, String> parameters) {
        return finish(Optional.of(browser(begun)), parameters);
    }

    Step finish(Optional<String> browser, Map<String, String> parameters) {
        return signIn.finish(new Return(parameters, browser, HERE));
    }

    Step signIn() {
        var begun = signIn.start(CITY, "/console/cases");
        return finish(begun, provider.visit(begun.location()));
    }

    void link() {
        links.link(new Identity("i", provider.issuer(), "sub-1", ANNA, now, "person:1"));
    }

    static void assertRefused(ThrowingCallable doing, OidcReason reason, String detail) {
        assertThatThrownBy(doing)
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> {
                            assertThat(refused.refusal().reason())
                                    .as(refused.getMessage())
                                    .isEqualTo(reason);
                            assertThat(refused.getMessage()).contains(detail);
                        });
    }

    void assertNobodyIn() {
        assertThat(sessions.accounts).isEmpty();
    }

    void assertTokenRefused(String detail) {
        link();
        assertRefused(this::signIn, OidcReason.TOKEN_WRONG, detail);
        assertNobodyIn();
    }

    static java.util.function.UnaryOperator<Map<String, Object>> with(String name, Object value) {
        return all -> {
            all.put(name, value);
            return all;
        };
    }
}

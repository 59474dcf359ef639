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
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sign-in against a provider of the test's own, and the attacks on it. What each would have
/// brought stands with it.
@Timeout(60)
class OidcSignInTest {
    private static final Whence HERE = new Whence("192.0.2.7", "test");
    private static final String CITY = "http://127.0.0.1:8080";
    private static final String ANNA = "019a0000-0000-7000-8000-00000000000a";

    private final TestProvider provider = new TestProvider();
    private final Links links = new Links();
    private final Sessions sessions = new Sessions();
    private Instant now = provider.now;
    private OidcSignIn signIn = open("city_account", "");

    /// Links in memory.
    private static final class Links implements Identities {
        private final List<Identity> all = new ArrayList<>();

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
    private static final class Sessions implements SignedIn {
        private final List<String> accounts = new ArrayList<>();
        private final List<ClaimedRole> roles = new ArrayList<>();

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

    private OidcSignIn open(String accountClaim, String areaClaim) {
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

    private static String browser(Step step) {
        return step.cookies().getFirst().split(";", 2)[0].split("=", 2)[1];
    }

    private Step finish(Step begun, Map<String, String> parameters) {
        return finish(Optional.of(browser(begun)), parameters);
    }

    private Step finish(Optional<String> browser, Map<String, String> parameters) {
        return signIn.finish(new Return(parameters, browser, HERE));
    }

    private Step signIn() {
        var begun = signIn.start(CITY, "/console/cases");
        return finish(begun, provider.visit(begun.location()));
    }

    private void link() {
        links.link(new Identity("i", provider.issuer(), "sub-1", ANNA, now, "person:1"));
    }

    private static void assertRefused(ThrowingCallable doing, OidcReason reason, String detail) {
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

    private void assertNobodyIn() {
        assertThat(sessions.accounts).isEmpty();
    }

    private void assertTokenRefused(String detail) {
        link();
        assertRefused(this::signIn, OidcReason.TOKEN_WRONG, detail);
        assertNobodyIn();
    }

    // What should work

    @Test
    void who_is_linked_is_signed_in_and_sent_where_they_wanted() {
        link();
        var begun = signIn.start(CITY, "/console/cases");
        assertThat(begun.location())
                .startsWith(provider.issuer() + "/authorize?theme=city&response_type=code&");
        assertThat(begun.cookies().getFirst())
                .contains("HttpOnly", "SameSite=Lax", "Path=/api/oidc", "Max-Age=600")
                .doesNotContain("Secure");
        var done = finish(begun, provider.visit(begun.location()));
        assertThat(done.location()).isEqualTo("/console/cases");
        assertThat(done.cookies()).first().isEqualTo("session=1");
        assertThat(done.cookies().getLast()).startsWith("wutong-oidc=;").contains("Max-Age=0");
        assertThat(sessions.accounts).containsExactly(ANNA);
    }

    @Test
    void over_https_the_cookie_is_sent_over_https_only() {
        assertThat(signIn.start("https://city.example", "/console/").cookies().getFirst())
                .endsWith("; Secure");
    }

    @Test
    void every_trusted_signature_is_understood() throws Exception {
        link();
        var curve = TestProvider.ec("one");
        provider.algorithm = JWSAlgorithm.PS256;
        signIn();
        provider.algorithm = JWSAlgorithm.ES256;
        provider.publish(curve);
        provider.signing = (header, claims) -> TestProvider.signed(curve, header, claims);
        now = now.plus(ProviderDocuments.FRESH);
        provider.now = now;
        signIn();
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        provider.algorithm = JWSAlgorithm.EdDSA;
        provider.publish(okp(pair));
        provider.signing = (header, claims) -> edSigned(pair, header, claims);
        now = now.plus(ProviderDocuments.FRESH);
        provider.now = now;
        signIn();
        assertThat(sessions.accounts).hasSize(3);
    }

    private static OctetKeyPair okp(KeyPair pair) {
        var point = ((EdECPublicKey) pair.getPublic()).getPoint();
        var number = point.getY().toByteArray();
        var bytes = new byte[32];
        for (int i = 0; i < number.length && i < bytes.length; i++) {
            bytes[i] = number[number.length - 1 - i];
        }
        bytes[31] |= (byte) (point.isXOdd() ? 0x80 : 0);
        return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(bytes))
                .keyID("one")
                .build();
    }

    private static String edSigned(KeyPair pair, JWSHeader header, Map<String, Object> claims) {
        try {
            var object = new JWSObject(header, new Payload(claims));
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair.getPrivate());
            signature.update(object.getSigningInput());
            return new String(object.getSigningInput(), StandardCharsets.US_ASCII)
                    + "."
                    + Base64URL.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_secret_goes_into_the_body_where_the_provider_wants_it_there() {
        link();
        provider.document =
                with("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
        signIn();
        assertThat(sessions.accounts).containsExactly(ANNA);
    }

    private static java.util.function.UnaryOperator<Map<String, Object>> with(
            String name, Object value) {
        return all -> {
            all.put(name, value);
            return all;
        };
    }

    // Who is who

    @Test
    void who_is_not_linked_is_not_signed_in() {
        assertRefused(this::signIn, OidcReason.NOT_LINKED, "sub-1");
        assertNobodyIn();
    }

    @Test
    void a_claim_that_the_configuration_names_links_once() {
        provider.claims = with("city_account", "anna");
        signIn();
        assertThat(sessions.accounts).containsExactly(ANNA);
        assertThat(links.all)
                .singleElement()
                .satisfies(link -> {
                    assertThat(link.subject()).isEqualTo("sub-1");
                    assertThat(link.linkedBy()).isEqualTo("claim:city_account");
                });
        // from now on the link counts, whatever the claim says
        provider.claims = with("city_account", "bo");
        signIn();
        assertThat(sessions.accounts).containsExactly(ANNA, ANNA);
    }

    @Test
    void a_name_that_was_given_to_somebody_else_does_not_open_the_account() {
        // else: whoever gets the name of one who has left gets the account
        link();
        provider.claims =
                all -> {
                    all.put("sub", "sub-2");
                    all.put("city_account", "anna");
                    return all;
                };
        assertRefused(this::signIn, OidcReason.NOT_LINKED, "sub-2");
        assertNobodyIn();
    }

    @Test
    void an_e_mail_address_links_nobody() {
        provider.claims =
                all -> {
                    all.put("email", "anna");
                    all.put("preferred_username", "anna");
                    all.put("email_verified", true);
                    return all;
                };
        assertRefused(this::signIn, OidcReason.NOT_LINKED, "sub-1");
    }

    @Test
    void claims_are_roles_as_the_configuration_says_and_no_others() {
        link();
        provider.claims =
                with("realm_access", Map.of("roles", List.of("watch", "root", "system-admin")));
        signIn();
        assertThat(sessions.roles).containsExactly(new ClaimedRole("duty-officer", "default", "*"));
    }

    @ParameterizedTest
    @CsvSource({"330483004, 330483008", "330483008, 330483008", "*, ", "999999, ", ", "})
    void roles_are_held_for_the_area_of_the_claim_or_not_at_all(
            @org.jspecify.annotations.Nullable String said,
            @org.jspecify.annotations.Nullable String held) {
        link();
        signIn.close();
        signIn = open("", "area");
        provider.claims =
                all -> {
                    all.put("realm_access", Map.of("roles", List.of("chief")));
                    Optional.ofNullable(said).ifPresent(area -> all.put("area", area));
                    return all;
                };
        signIn();
        assertThat(sessions.roles)
                .extracting(ClaimedRole::area)
                .isEqualTo(Optional.ofNullable(held).map(List::of).orElse(List.of()));
    }

    // Attacks on the token

    @Test
    void a_token_with_a_forged_signature_is_refused() {
        // else: whoever can answer in the provider's place is anybody
        var other = new RSAKey.Builder(TestProvider.TWO).keyID("one").build();
        provider.signing = (header, claims) -> TestProvider.signed(other, header, claims);
        assertTokenRefused("forged");
    }

    @Test
    void claims_that_were_changed_after_signing_are_refused() {
        provider.signing =
                (header, claims) -> {
                    var parts = TestProvider.signed(provider.key, header, claims).split("\\.");
                    claims.put("sub", "chief");
                    return parts[0]
                            + "."
                            + Base64URL.encode(JSONObjectUtils.toJSONString(claims))
                            + "."
                            + parts[2];
                };
        assertTokenRefused("forged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
    void a_token_without_a_signature_is_refused(String algorithm) {
        // else: anybody writes a token
        provider.signing =
                (header, claims) ->
                        Base64URL.encode("{\"alg\":\"" + algorithm + "\"}")
                                + "."
                                + Base64URL.encode(JSONObjectUtils.toJSONString(claims))
                                + ".";
        assertTokenRefused("cannot be trusted");
    }

    @Test
    void the_public_key_is_no_shared_secret() {
        // else: the key that everybody knows signs for anybody (algorithm confusion)
        provider.signing =
                (header, claims) -> {
                    var mac = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build();
                    var object = new JWSObject(mac, new Payload(claims));
                    object.sign(new MACSigner(pem(provider.key)));
                    return object.serialize();
                };
        assertTokenRefused("not trusted");
    }

    private static byte[] pem(RSAKey key) throws JOSEException {
        var bytes = key.toRSAPublicKey().getEncoded();
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return ("-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void a_shared_secret_among_the_keys_is_no_key() throws JOSEException {
        var secret = new OctetSequenceKey.Builder(pem(provider.key)).keyID("one").build();
        provider.publish(secret);
        provider.signing =
                (header, claims) -> {
                    var mac = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build();
                    var object = new JWSObject(mac, new Payload(claims));
                    object.sign(new MACSigner(secret));
                    return object.serialize();
                };
        assertTokenRefused("not trusted");
    }

    @Test
    void a_key_that_comes_with_the_token_is_no_key() {
        // else: the attacker brings the key along (RFC 8725 §3.10)
        var own = new RSAKey.Builder(TestProvider.TWO).keyID("own").build();
        provider.signing =
                (header, claims) ->
                        TestProvider.signed(
                                own,
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID("own")
                                        .jwk(own.toPublicJWK())
                                        .jwkURL(java.net.URI.create(provider.issuer() + "/evil"))
                                        .build(),
                                claims);
        assertTokenRefused("no such key");
    }

    @Test
    void a_key_for_another_use_or_algorithm_is_no_key() {
        var use = new RSAKey.Builder(provider.key).keyUse(KeyUse.ENCRYPTION).build();
        provider.publish(use);
        assertTokenRefused("no such key");
        provider.publish(new RSAKey.Builder(provider.key).algorithm(JWSAlgorithm.PS256).build());
        now = now.plus(ProviderDocuments.PAUSE);
        assertTokenRefused("no such key");
    }

    @Test
    void what_a_token_calls_critical_must_be_understood() {
        provider.signing =
                (header, claims) ->
                        TestProvider.signed(
                                provider.key,
                                new JWSHeader.Builder(JWSAlgorithm.RS256)
                                        .keyID("one")
                                        .criticalParams(Set.of("exp"))
                                        .customParam("exp", 1)
                                        .build(),
                                claims);
        assertTokenRefused("cannot be trusted");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exp | -61 | expired", // else: a token found in a log of last year is good
                "iat | -601 | issued just now",
                "iat | 61 | issued just now",
                "nbf | 61 | does not count yet",
            })
    void a_token_of_another_time_is_refused(String claim, long seconds, String detail) {
        provider.claims = with(claim, now.plusSeconds(seconds).getEpochSecond());
        assertTokenRefused(detail);
    }

    @Test
    void clocks_may_differ_by_a_minute() {
        link();
        provider.claims =
                all -> {
                    all.put("exp", now.minusSeconds(59).getEpochSecond());
                    all.put("iat", now.plusSeconds(59).getEpochSecond());
                    all.put("nbf", now.plusSeconds(59).getEpochSecond());
                    return all;
                };
        signIn();
        assertThat(sessions.accounts).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "aud | other | meant for somebody else", // else: a token for a shop opens the city
                "iss | https://evil.example | another issuer",
                "nonce | guessed | another sign-in",
                "azp | other | given to somebody else",
                "sub | '' | names nobody",
            })
    void a_token_for_another_is_refused(String claim, String value, String detail) {
        provider.claims = with(claim, value);
        assertTokenRefused(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "exp", "iat", "nonce", "sub"})
    void a_token_that_leaves_something_open_is_refused(String claim) {
        provider.claims =
                all -> {
                    all.remove(claim);
                    return all;
                };
        assertTokenRefused("cannot be trusted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "nbf"})
    void a_time_that_is_none_is_refused(String claim) {
        provider.claims = with(claim, "soon");
        assertTokenRefused("cannot be trusted");
    }

    @Test
    void a_token_for_several_says_whom_it_was_given_to() {
        provider.claims = with("aud", List.of(TestProvider.CLIENT, "other"));
        assertTokenRefused("given to somebody else");
        provider.claims =
                all -> {
                    all.put("aud", List.of(TestProvider.CLIENT, "other"));
                    all.put("azp", TestProvider.CLIENT);
                    return all;
                };
        signIn();
        assertThat(sessions.accounts).hasSize(1);
    }

    @Test
    void a_token_that_was_given_to_us_and_meant_for_another_is_refused() {
        provider.claims =
                all -> {
                    all.put("aud", "other");
                    all.put("azp", TestProvider.CLIENT);
                    return all;
                };
        assertTokenRefused("meant for somebody else");
    }

    // Attacks on the way

    @Test
    void a_state_counts_once() {
        // else: who finds the address in a browser's history signs in again
        link();
        var begun = signIn.start(CITY, "/console/");
        var back = provider.visit(begun.location());
        finish(begun, back);
        assertRefused(() -> finish(begun, back), OidcReason.ATTEMPT_UNKNOWN, "");
        assertThat(provider.codesTaken).isEqualTo(1);
    }

    @Test
    void a_sign_in_ends_in_the_browser_that_began_it() {
        // else: a link signs the victim in as the attacker, who then reads what the victim writes
        link();
        var attackers = signIn.start(CITY, "/console/");
        var victims = signIn.start(CITY, "/console/");
        var back = provider.visit(attackers.location());
        assertRefused(() -> finish(victims, back), OidcReason.ATTEMPT_UNKNOWN, "");
        var again = provider.visit(signIn.start(CITY, "/console/").location());
        assertRefused(() -> finish(Optional.empty(), again), OidcReason.ATTEMPT_UNKNOWN, "");
        assertThat(provider.codesTaken).isZero();
        assertNobodyIn();
    }

    @Test
    void a_state_that_nobody_gave_is_refused() {
        var begun = signIn.start(CITY, "/console/");
        assertRefused(
                () -> finish(begun, Map.of("code", "x", "state", "guessed")),
                OidcReason.ATTEMPT_UNKNOWN,
                "");
        assertRefused(() -> finish(begun, Map.of("code", "x")), OidcReason.ATTEMPT_UNKNOWN, "");
    }

    @Test
    void a_stolen_code_is_worth_nothing_in_another_sign_in() {
        // else: who steals a code puts it into a sign-in of their own and is the victim
        link();
        var victims = provider.visit(signIn.start(CITY, "/console/").location());
        var own = signIn.start(CITY, "/console/");
        var mixed = new HashMap<>(provider.visit(own.location()));
        mixed.put("code", victims.getOrDefault("code", ""));
        assertRefused(() -> finish(own, mixed), OidcReason.CODE_REFUSED, "invalid_grant");
        assertNobodyIn();
    }

    @Test
    void nor_where_the_provider_does_not_check_the_verifier() {
        link();
        provider.checksPkce = false;
        var victims = provider.visit(signIn.start(CITY, "/console/").location());
        var own = signIn.start(CITY, "/console/");
        var mixed = new HashMap<>(provider.visit(own.location()));
        mixed.put("code", victims.getOrDefault("code", ""));
        assertRefused(() -> finish(own, mixed), OidcReason.TOKEN_WRONG, "another sign-in");
        assertNobodyIn();
    }

    @Test
    void an_answer_of_another_provider_is_not_taken() {
        // else: an evil provider is told codes of the good one (RFC 9207)
        var begun = signIn.start(CITY, "/console/");
        var back = provider.visit(begun.location());
        back.put("iss", "https://evil.example");
        assertRefused(() -> finish(begun, back), OidcReason.DENIED, "iss");
        assertThat(provider.codesTaken).isZero();
    }

    @Test
    void a_provider_that_names_itself_must_do_so() {
        provider.document = with("authorization_response_iss_parameter_supported", true);
        assertRefused(this::signIn, OidcReason.DENIED, "iss");
    }

    @Test
    void who_takes_too_long_begins_again() {
        link();
        var begun = signIn.start(CITY, "/console/");
        var back = provider.visit(begun.location());
        now = now.plus(Attempts.LONGEST);
        assertRefused(() -> finish(begun, back), OidcReason.ATTEMPT_UNKNOWN, "");
    }

    @Test
    void what_the_provider_says_of_an_error_is_not_repeated_unless_it_is_a_code() {
        var begun = signIn.start(CITY, "/console/");
        var back =
                Map.of(
                        "state",
                        provider.visit(begun.location()).getOrDefault("state", ""),
                        "error",
                        "<script>");
        assertRefused(() -> finish(begun, back), OidcReason.DENIED, "(?)");
        var again = signIn.start(CITY, "/console/");
        var denied =
                Map.of(
                        "state",
                        provider.visit(again.location()).getOrDefault("state", ""),
                        "error",
                        "access_denied");
        assertRefused(() -> finish(again, denied), OidcReason.DENIED, "(access_denied)");
    }

    @Test
    void beginnings_without_end_are_bounded_and_the_newest_stay() {
        var attempts = new Attempts(() -> now, new java.util.Random(7));
        var first = attempts.begin("r", "/console/");
        for (int i = 1; i < Attempts.MOST; i++) {
            attempts.begin("r", "/console/");
        }
        var last = attempts.begin("r", "/console/");
        assertThat(attempts.take(first.state())).isEmpty();
        assertThat(attempts.take(last.state())).contains(last);
        assertThat(last.toString()).doesNotContain(last.verifier(), last.nonce(), last.browser());
    }

    // Keys

    @Test
    void a_new_key_of_the_provider_is_fetched_when_it_is_first_used() {
        link();
        signIn();
        assertThat(provider.keysAsked).isEqualTo(1);
        signIn();
        assertThat(provider.keysAsked).isEqualTo(1);
        provider.key = TestProvider.TWO;
        provider.publish(provider.key);
        now = now.plus(ProviderDocuments.PAUSE);
        signIn();
        assertThat(provider.keysAsked).isEqualTo(2);
        assertThat(sessions.accounts).hasSize(3);
    }

    @Test
    void unknown_keys_do_not_make_us_a_nuisance() {
        link();
        signIn();
        provider.key = TestProvider.TWO; // which it does not publish
        now = now.plus(ProviderDocuments.PAUSE);
        for (int i = 0; i < 20; i++) {
            assertRefused(this::signIn, OidcReason.TOKEN_WRONG, "no such key");
        }
        assertThat(provider.keysAsked).isEqualTo(2);
    }

    @Test
    void a_key_that_was_withdrawn_is_trusted_for_an_hour_at_most() {
        link();
        signIn();
        provider.publish(TestProvider.TWO);
        signIn();
        now = now.plus(ProviderDocuments.FRESH);
        provider.now = now;
        assertRefused(this::signIn, OidcReason.TOKEN_WRONG, "no such key");
    }

    // A provider that is wrong, or away

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer | https://evil.example | another issuer",
                "token_endpoint | http://evil.example/token | without https",
                "authorization_endpoint | javascript:alert(1) | without https",
                "jwks_uri | file:///etc/passwd | without https",
                "jwks_uri | http://169.254.169.254/ | without https",
                "token_endpoint | a b | no URL",
            })
    void a_provider_that_leads_astray_is_not_followed(String name, String value, String detail) {
        provider.document = with(name, value);
        assertRefused(() -> signIn.start(CITY, "/console/"), OidcReason.PROVIDER_AWAY, detail);
    }

    @Test
    void a_provider_without_s256_is_not_used() {
        provider.document = with("code_challenge_methods_supported", List.of("plain"));
        assertRefused(() -> signIn.start(CITY, "/console/"), OidcReason.PROVIDER_AWAY, "S256");
    }

    @Test
    void while_the_provider_is_away_nobody_signs_in_and_later_they_do() {
        link();
        provider.isAway = true;
        assertRefused(this::signIn, OidcReason.PROVIDER_AWAY, "answers 500");
        provider.isAway = false;
        assertRefused(this::signIn, OidcReason.PROVIDER_AWAY, "a moment ago");
        now = now.plus(ProviderDocuments.PAUSE);
        provider.now = now;
        signIn();
        assertThat(sessions.accounts).hasSize(1);
    }

    @Test
    void signing_out_there_tells_nothing_of_the_person() {
        assertThat(signIn.end(CITY).orElseThrow())
                .isEqualTo(
                        provider.issuer()
                                + "/end?client_id=wutong&post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2Fconsole%2F");
        provider.document =
                all -> {
                    all.remove("end_session_endpoint");
                    return all;
                };
        now = now.plus(Duration.ofHours(2));
        assertThat(signIn.end(CITY)).isEmpty();
    }

    @Test
    void a_short_rsa_key_is_no_key() throws JOSEException {
        JWK weak = new com.nimbusds.jose.jwk.gen.RSAKeyGenerator(1_024, true).keyID("w").generate();
        assertThat(city.wutong.auth.oidc.Signature.RS256.fits(weak)).isFalse();
        assertThat(city.wutong.auth.oidc.Signature.RS256.fits(provider.key)).isTrue();
        assertThat(city.wutong.auth.oidc.Signature.ES256.fits(provider.key)).isFalse();
    }
}

package city.wutong.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.auth.oidc.SignedIn.ClaimedRole;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Sign-in by a provider, and the attacks on its way. What each would have brought stands with it.
class OidcSignInTest extends AtProvider {
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

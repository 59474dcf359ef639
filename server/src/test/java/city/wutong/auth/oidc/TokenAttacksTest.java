package city.wutong.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks on what a provider says of somebody. What each would have brought stands with it.
class TokenAttacksTest extends AtProvider {
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
}

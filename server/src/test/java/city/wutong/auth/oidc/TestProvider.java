package city.wutong.auth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// A small OpenID provider over real HTTP, which can be told to misbehave.
final class TestProvider implements AutoCloseable {
    static final String CLIENT = "wutong";
    static final String SECRET = "s3cret & more";

    /// Making keys takes its time, so that tests share them.
    static final RSAKey ONE = rsa("one");

    static final RSAKey TWO = rsa("two");

    private final HttpServer server;
    private final Map<String, Map<String, String>> asked = new HashMap<>();
    private final List<JWK> published = new ArrayList<>();

    RSAKey key = ONE;
    Signing signing = (header, claims) -> signed(key, header, claims);
    UnaryOperator<Map<String, Object>> claims = UnaryOperator.identity();
    UnaryOperator<Map<String, Object>> document = UnaryOperator.identity();
    JWSAlgorithm algorithm = JWSAlgorithm.RS256;
    Instant now = Instant.parse("2026-11-22T08:00:00Z");
    boolean checksPkce = true;
    boolean isForPublicClients;
    boolean isAway;
    int keysAsked;
    int codesTaken;

    /// Makes a token.
    @FunctionalInterface
    interface Signing {
        String token(JWSHeader header, Map<String, Object> claims) throws JOSEException;
    }

    TestProvider() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(Provider.WELL_KNOWN, exchange -> send(exchange, 200, discovery()));
        server.createContext(
                "/keys",
                exchange -> {
                    keysAsked++;
                    send(exchange, 200, Map.of("keys", keys()));
                });
        server.createContext("/token", this::token);
        publish(key);
        server.start();
    }

    static RSAKey rsa(String kid) {
        try {
            return new RSAKeyGenerator(2_048).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static ECKey ec(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void publish(JWK... keys) {
        published.clear();
        published.addAll(List.of(keys));
    }

    private List<Map<String, Object>> keys() {
        return new JWKSet(published)
                .getKeys().stream()
                        .map(each ->
                                Optional.ofNullable(each.toPublicJWK()).orElse(each).toJSONObject())
                        .toList();
    }

    private Map<String, Object> discovery() {
        var told = new LinkedHashMap<String, Object>();
        told.put("issuer", issuer());
        told.put("authorization_endpoint", issuer() + "/authorize?theme=city");
        told.put("token_endpoint", issuer() + "/token");
        told.put("jwks_uri", issuer() + "/keys");
        told.put("end_session_endpoint", issuer() + "/end");
        told.put("code_challenge_methods_supported", List.of("plain", "S256"));
        return document.apply(told);
    }

    /// What a browser does that was sent to the provider: somebody signs in there, and it is sent
    /// back with these parameters.
    Map<String, String> visit(String location) {
        var address = URI.create(location);
        var asked = form(address.getRawQuery());
        if (!asked.getOrDefault("code_challenge_method", "").equals("S256")) {
            throw new AssertionError("no PKCE: " + location);
        }
        var code = UUID.randomUUID().toString();
        this.asked.put(code, asked);
        var back = new HashMap<String, String>();
        back.put("code", code);
        back.put("state", asked.getOrDefault("state", ""));
        return back;
    }

    private void token(HttpExchange exchange) throws IOException {
        var form =
                form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var known = asked.remove(form.getOrDefault("code", ""));
        codesTaken++;
        if (known == null
                || !isClient(exchange, form)
                || !known.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
                || (checksPkce
                        && !challenge(form.getOrDefault("code_verifier", ""))
                                .equals(known.get("code_challenge")))) {
            send(exchange, 400, Map.of("error", "invalid_grant", "error_description", "<secret>"));
            return;
        }
        try {
            var header = new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
            var token =
                    signing.token(header, claims.apply(standard(known.getOrDefault("nonce", ""))));
            send(
                    exchange,
                    200,
                    Map.of("access_token", "x", "token_type", "Bearer", "id_token", token));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, Object> standard(String nonce) {
        var all = new LinkedHashMap<String, Object>();
        all.put("iss", issuer());
        all.put("sub", "sub-1");
        all.put("aud", CLIENT);
        all.put("iat", now.getEpochSecond());
        all.put("exp", now.plusSeconds(300).getEpochSecond());
        all.put("nonce", nonce);
        return all;
    }

    static String signed(JWK key, JWSHeader header, Map<String, Object> claims)
            throws JOSEException {
        var object = new JWSObject(header, new Payload(claims));
        object.sign(key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner((RSAKey) key));
        return object.serialize();
    }

    private boolean isClient(HttpExchange exchange, Map<String, String> form) {
        var sent = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        var basic =
                Base64.getEncoder()
                        .encodeToString(
                                "wutong:s3cret+%26+more".getBytes(StandardCharsets.US_ASCII));
        return (isForPublicClients && sent.isEmpty() && CLIENT.equals(form.get("client_id")))
                || sent.equals(Optional.of("Basic " + basic))
                || (SECRET.equals(form.get("client_secret"))
                        && CLIENT.equals(form.get("client_id")));
    }

    private static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static Map<String, String> form(String text) {
        var form = new HashMap<String, String>();
        for (var field : text.split("&", -1)) {
            var parts = field.split("=", 2);
            form.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    URLDecoder.decode(parts[parts.length - 1], StandardCharsets.UTF_8));
        }
        return form;
    }

    private void send(HttpExchange exchange, int status, Map<String, Object> json)
            throws IOException {
        var body = JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(isAway ? 500 : status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package city.wutong.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.config.Config;
import city.wutong.config.Layers;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import city.wutong.server.Wutong;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// A city that runs in this JVM with a database of its own, shared by all tests that ask for it:
/// each uses ids and types of its own.
public final class TestCity implements AutoCloseable {
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Wutong wutong;

    private TestCity(Wutong wutong) {
        this.wutong = wutong;
    }

    /// What came back.
    public record Reply(int status, String body, HttpResponse<String> response) {
        public Json json() {
            try {
                return JSON.read(body.getBytes(StandardCharsets.UTF_8));
            } catch (JsonMalformed e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private static TestCity open() {
        return open(Map.of());
    }

    /// A city of its own, which the test closes.
    ///
    /// @param more options besides the usual ones
    public static TestCity open(Map<String, String> more) {
        return open(more, Clock.systemUTC());
    }

    /// As above, with an office clock that the test holds.
    public static TestCity open(Map<String, String> more, Clock officeClock) {
        return open(more, officeClock, Optional.empty());
    }

    /// The same with a gate of the test's own.
    public static TestCity open(Map<String, String> more, Wutong.Gatekeeping gatekeeping) {
        return open(more, Clock.systemUTC(), Optional.of(gatekeeping));
    }

    private static TestCity open(
            Map<String, String> more, Clock officeClock, Optional<Wutong.Gatekeeping> gatekeeping) {
        try {
            var data = Files.createTempDirectory("wutong-test-");
            var options = new HashMap<>(Map.of("access", "open"));
            options.putAll(more);
            options.putIfAbsent("data", data.toString());
            options.put("port", "0");
            options.put("tenants", "fire");
            options.put("http.max-body-bytes", "1 MiB");
            var config = Config.of(new Layers().options(options));
            return new TestCity(Wutong.open(config, officeClock, List.of(), gatekeeping));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens everything in a city where people sign in; see [#openWithSignIn].
    public static final String ADMIN_KEY = "the-admin-key-of-a-test-0123456789abcdef";

    /// The password of everybody whom [#signIn] makes.
    public static final String PASSWORD = "correct horse 7 battery";

    /// A city where people sign in, with hashes of passwords that cost nothing and no second factor
    /// unless the options ask for one. Who sends [#ADMIN_KEY] as a Bearer may do all.
    public static TestCity openWithSignIn(Map<String, String> more) {
        var options = new HashMap<String, String>();
        options.put("access", "sign-in");
        options.put("access.second-factor", "nobody");
        options.put("password.memory", "8 KiB");
        options.put("password.passes", "1");
        options.put("rate.per-address", "0");
        options.put("rate.per-caller", "0");
        options.put("admin-key", ADMIN_KEY);
        options.putAll(more);
        return open(options);
    }

    /// Somebody who is signed in.
    ///
    /// @param id of the account
    /// @param cookie as their browser sends it
    /// @param csrf what the header `Wutong-CSRF` of a change carries
    public record SignedIn(String id, String name, String cookie, String csrf) {
        /// The headers of a request of theirs, with more.
        public String[] headers(String... more) {
            var all = new ArrayList<>(List.of("Cookie", cookie, "Wutong-CSRF", csrf));
            all.addAll(List.of(more));
            return all.toArray(String[]::new);
        }
    }

    /// The header of whoever may do all.
    public static String[] admin() {
        return new String[] {"Authorization", "Bearer " + ADMIN_KEY};
    }

    /// Makes an account that holds these roles everywhere, and signs it in.
    public SignedIn signIn(String name, String... roles) {
        var id = account(name);
        for (var role : roles) {
            grant(id, role, "*", "*");
        }
        return signInAgain(name);
    }

    /// Makes an account without roles, whose password is [#PASSWORD].
    ///
    /// @return its id
    public String account(String name) {
        var body = "{\"name\": \"%s\", \"displayName\": \"%s\"}".formatted(name, name);
        var made = post("/api/accounts", body, admin());
        expect(201, made);
        var token = text(made.json(), "token");
        expect(204, post("/api/account/link", json("token", token, "password", PASSWORD)));
        return text(member(made.json(), "account"), "id");
    }

    /// Grants a role, which ends the account's sessions.
    public void grant(String account, String role, String tenant, String area) {
        var grant = json("account", account, "role", role, "tenant", tenant, "area", area);
        expect(201, post("/api/grants", grant, admin()));
    }

    /// Signs in an account that was made here.
    public SignedIn signInAgain(String name) {
        var entered = post("/api/session", json("name", name, "password", PASSWORD));
        expect(200, entered);
        return new SignedIn(
                text(member(entered.json(), "account"), "id"),
                name,
                cookie(entered),
                text(entered.json(), "csrf"));
    }

    /// The cookie that an answer sets, as a browser sends it back.
    public static String cookie(Reply reply) {
        var set = reply.header("Set-Cookie");
        return set.substring(0, set.indexOf(';'));
    }

    /// A JSON object of texts, name and value by turns.
    public static String json(String... members) {
        var all = new LinkedHashMap<String, Json>();
        for (int i = 0; i < members.length; i += 2) {
            all.put(members[i], Json.of(members[i + 1]));
        }
        return JsonWriter.text(Json.object(all));
    }

    /// A member that is a text.
    public static String text(Json json, String name) {
        return ((Json.Str) member(json, name)).value();
    }

    public static Json member(Json json, String name) {
        return ((Json.Obj) json).get(name).orElseThrow(() -> new AssertionError("no " + name));
    }

    private static void expect(int status, Reply reply) {
        if (reply.status() != status) {
            throw new AssertionError(reply.status() + " " + reply.body());
        }
    }

    /// Gives the city to whatever test class asks for it in its constructor.
    public static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestCity.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(TestCity.class))
                    .computeIfAbsent(TestCity.class, _ -> open(), TestCity.class);
        }
    }

    @Override
    public void close() {
        wutong.close();
        client.close();
    }

    /// Where it listens.
    public int port() {
        return wutong.port();
    }

    /// Sends bytes as they are.
    public Reply upload(String path, byte[] content, String... headers) {
        return send("POST", path, BodyPublishers.ofByteArray(content), headers);
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, Optional.empty(), headers);
    }

    public Reply post(String path, String body, String... headers) {
        return send("POST", path, Optional.of(body), headers);
    }

    public Reply patch(String path, String body, String... headers) {
        return send("PATCH", path, Optional.of(body), headers);
    }

    public Reply put(String path, String body, String... headers) {
        return send("PUT", path, Optional.of(body), headers);
    }

    public Reply delete(String path, String... headers) {
        return send("DELETE", path, Optional.empty(), headers);
    }

    /// Any request; the body is sent when it is not empty.
    public Reply send(String method, String path, String body, String... headers) {
        return send(method, path, Optional.of(body).filter(text -> !text.isEmpty()), headers);
    }

    /// What is answered to a POST, as bytes.
    public byte[] postForBytes(String path, String body, String... headers) {
        var uri = URI.create("http://127.0.0.1:" + wutong.port() + path);
        var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body));
        request.header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new AssertionError(
                        response.statusCode() + " " + new String(response.body(), UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// What a live stream sends, which the test closes.
    public HttpResponse<InputStream> stream(String path, String... headers) {
        var uri = URI.create("http://127.0.0.1:" + wutong.port() + path);
        try {
            return client.send(
                    HttpRequest.newBuilder(uri).headers(headers).build(),
                    BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// @param headers name and value by turns; a body is `application/json` unless they say
    ///   otherwise
    private Reply send(String method, String path, Optional<String> body, String... headers) {
        var publisher = body.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
        if (body.isEmpty() || List.of(headers).contains("Content-Type")) {
            return send(method, path, publisher, headers);
        }
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/json"));
        return send(method, path, publisher, all.toArray(String[]::new));
    }

    private Reply send(String method, String path, BodyPublisher body, String... headers) {
        var uri = URI.create("http://127.0.0.1:" + wutong.port() + path.replace(" ", "%20"));
        var request = HttpRequest.newBuilder(uri).method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

package city.wutong.http;

import city.wutong.json.JsonWriter;
import city.wutong.refusal.Reason;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The web server: turns what comes on the wire into a [Call], finds the resource, and puts its
/// [Answer] on the wire. Every request has a virtual thread that may block.
public final class Door implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Door.class.getName());
    private static final String RETRY_AFTER_S = "1";
    private static final int NO_CONTENT = 204;
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final int MOST_CONNECTIONS = 10_000;
    private static final int MOST_HEADER_BYTES = 16 << 10;

    /// Longer than clients keep an idle connection for another request (a JDK's 30 s), so that it
    /// is they who close it.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(75);

    /// Answers a call.
    @FunctionalInterface
    public interface Resource {
        Answer answer(Call call);
    }

    private final WebServer server;
    private final Witness witness;

    private Door(WebServer server, Witness witness) {
        this.server = server;
        this.witness = witness;
    }

    /// Where the door is.
    ///
    /// @param port 0 takes any free one
    public record Place(String bind, int port, Encryption encryption) {}

    /// Opens the door.
    ///
    /// @throws StartRefused when the port is taken, or the certificate cannot be used
    public static Door open(Place place, Routes routes, Wire wire) {
        var byPath = new LinkedHashMap<String, Map<String, Routes.Route>>();
        for (var route : routes.all()) {
            byPath.computeIfAbsent(route.path(), _ -> new TreeMap<>()).put(route.method(), route);
        }
        var builder =
                WebServer.builder()
                        .host(place.bind())
                        .port(place.port())
                        .shutdownHook(false)
                        .shutdownGracePeriod(GRACE)
                        .maxTcpConnections(MOST_CONNECTIONS)
                        .connectionOptions(options -> options.readTimeout(LONGEST_SILENCE))
                        .directHandlers(Unreadable.handlers())
                        .addProtocol(protocol())
                        .routing(routing -> route(routing, byPath, wire));
        place.encryption().tls().ifPresent(builder::tls);
        var server = builder.build();
        server.start();
        if (!server.isRunning()) {
            throw new StartRefused(
                    ExitCode.PORT_IN_USE,
                    "Port %d of %s cannot be opened (%s): name another with --port."
                            .formatted(
                                    place.port(),
                                    place.bind(),
                                    problemOf(place.bind(), place.port())));
        }
        return new Door(server, wire.witness());
    }

    /// Why the web server could not open the port: it only logs that.
    private static String problemOf(String bind, int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByName(bind))) {
            return "port " + socket.getLocalPort() + " was in use a moment ago";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /// Whoever types a query by hand writes `q=aqi>50`; that is understood without `%3E`.
    private static Http1Config protocol() {
        return Http1Config.builder()
                .validatePrologue(false)
                .maxHeadersSize(MOST_HEADER_BYTES)
                .addSendListener(new NoLength())
                .build();
    }

    private static void route(
            HttpRouting.Builder routing, Map<String, Map<String, Routes.Route>> byPath, Wire wire) {
        byPath.forEach((path, methods) ->
                routing.route(
                        _ -> true,
                        EncodedSlashes.of(path),
                        (request, response) -> serve(request, response, methods, wire)));
        routing.any((request, response) -> serve(request, response, Map.of(), wire));
    }

    /// The port it listens on.
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        witness.close();
    }

    private static void serve(
            ServerRequest request,
            ServerResponse response,
            Map<String, Routes.Route> methods,
            Wire wire)
            throws IOException {
        var headers = headers(request);
        wire.protection().apply(request, response);
        if (wire.protection().answersPreflight(request, response)) {
            return;
        }
        try (var _ = admitted(request, headers, wire)) {
            var address = address(request);
            checkPath(request);
            var route = route(request, methods);
            var parameters = new Parameters(query(request));
            var tenant = Call.tenant(headers, parameters);
            var knock = knock(request, headers, tenant, address);
            var rights = wire.witness().admitted(route, wire.gate(), knock);
            var call =
                    new Call(
                            request.prologue().method().text(),
                            request.prologue().uriPath().rawPath(),
                            path(request),
                            parameters,
                            headers,
                            Accept.of(headers),
                            wire.body(request),
                            wire.contexts().apply(tenant),
                            rights,
                            address,
                            wire.protection().encrypted());
            if (route.isJson()) {
                checkContentType(call);
            }
            var answer = wire.witness().answer(route, call);
            send(Rendered.of(answer, call), headers, response);
        } catch (Refused e) {
            send(allowing(Rendered.refused(e.refusal()), methods), headers, response);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a request met a defect", e);
            if (!response.isSent()) {
                send(Rendered.refused(Refusal.of(HttpReason.DEFECT)), headers, response);
            }
        }
        closeIfAsked(headers);
    }

    /// The web server answers `Connection: close` in kind and then leaves the connection open.
    private static void closeIfAsked(Map<String, List<String>> headers) {
        if (Protection.endsConnection(headers)) {
            throw new CloseConnectionException("where its body ends was not clear");
        }
        for (var wish : headers.getOrDefault("connection", List.of())) {
            if (wish.equalsIgnoreCase("close")) {
                throw new CloseConnectionException("the client asked for it");
            }
        }
    }

    /// Lets the request in, if it means this city and there is room for its body.
    private static Admission.Pass admitted(
            ServerRequest request, Map<String, List<String>> headers, Wire wire) {
        wire.origins().check(headers);
        if (!Protection.isFramingClear(headers)) {
            throw Refusal.of(HttpReason.FRAMING).thrown();
        }
        return wire.admit(request);
    }

    private static Gate.Knock knock(
            ServerRequest request,
            Map<String, List<String>> headers,
            Optional<String> tenant,
            String address) {
        var line = request.prologue();
        return new Gate.Knock(
                line.method().text(),
                line.uriPath().rawPath(),
                headers,
                tenant.orElse(Gate.STANDARD_TENANT),
                address);
    }

    private static String address(ServerRequest request) {
        return request.remotePeer().address() instanceof InetSocketAddress internet
                ? internet.getAddress().getHostAddress()
                : "";
    }

    /// An id that a client forgot leaves two slashes side by side.
    private static void checkPath(ServerRequest request) {
        if (request.prologue().uriPath().rawPath().contains("//")) {
            throw Refusal.of(HttpReason.ID_MISSING, request.prologue().method().text()).thrown();
        }
    }

    private static Routes.Route route(ServerRequest request, Map<String, Routes.Route> methods) {
        var method = request.prologue().method();
        var route = methods.get(method.equals(Method.HEAD) ? "GET" : method.text());
        if (route != null) {
            return route;
        }
        throw methods.isEmpty()
                ? Refusal.of(HttpReason.NO_SUCH_PATH, request.path().path()).thrown()
                : Refusal.of(
                                HttpReason.METHOD_NOT_ALLOWED,
                                method.text(),
                                String.join(", ", methods.keySet()))
                        .thrown();
    }

    private static Rendered allowing(Rendered answer, Map<String, Routes.Route> methods) {
        return answer.status() == HttpReason.METHOD_NOT_ALLOWED.family().status()
                ? answer.with("Allow", String.join(", ", methods.keySet()))
                : answer;
    }

    private static void checkContentType(Call call) {
        if (call.body().length == 0) {
            return;
        }
        var type = MediaTypes.of(call.header("content-type").orElse(""));
        boolean known =
                type.equals(MediaTypes.JSON)
                        || type.equals(MediaTypes.LD_JSON)
                        || (type.equals(MediaTypes.MERGE_PATCH) && call.method().equals("PATCH"));
        if (!known) {
            throw Refusal.of(HttpReason.CONTENT_TYPE, type.isEmpty() ? "(none)" : type).thrown();
        }
    }

    private static Map<String, String> path(ServerRequest request) {
        var parts = new HashMap<String, String>();
        var parameters = request.path().pathParameters();
        var raw = request.prologue().uriPath().rawPath();
        parameters
                .names()
                .forEach(name -> parts.put(name, EncodedSlashes.shown(raw, parameters.get(name))));
        return parts;
    }

    private static Map<String, List<String>> query(ServerRequest request) {
        var values = new LinkedHashMap<String, List<String>>();
        var query = request.query();
        for (var name : query.names()) {
            var all = query.all(name);
            values.put(name, all.isEmpty() ? List.of("") : all); // "?count" is "?count="
        }
        return values;
    }

    private static Map<String, List<String>> headers(ServerRequest request) {
        var values = new HashMap<String, List<String>>();
        for (Header header : request.headers()) {
            values.computeIfAbsent(header.headerName().lowerCase(), _ -> new ArrayList<>())
                    .addAll(header.allValues());
        }
        return values;
    }

    private static void send(
            Rendered answer, Map<String, List<String>> requestHeaders, ServerResponse response)
            throws IOException {
        response.status(answer.status());
        for (var tenant : requestHeaders.getOrDefault(Call.TENANT_HEADER, List.of())) {
            response.header("NGSILD-Tenant", Protection.safe(tenant)); // clause 6.3.14
        }
        for (int i = 0; i < answer.headers().size(); i += 2) {
            add(response, answer.headers().get(i), answer.headers().get(i + 1));
        }
        switch (answer.body()) {
            case Answer.None() -> {
                if (answer.status() == NO_CONTENT) {
                    response.header(NoLength.MARK);
                }
                response.send();
            }
            case Answer.Problem(var refusal) -> sendProblem(refusal, requestHeaders, response);
            case Answer.Text(var contentType, var bytes) -> {
                Protection.applyTo(contentType, response);
                response.header(HeaderNames.CONTENT_TYPE, contentType);
                response.send(bytes);
            }
            case Answer.Stream(var contentType, var writing) -> {
                response.header(HeaderNames.CONTENT_TYPE, contentType);
                response.header(HeaderNames.CACHE_CONTROL, "no-store");
                stream(writing, response);
            }
        }
    }

    /// Adds a value to a header that may have some already, as Link has.
    private static void add(ServerResponse response, String name, String value) {
        var headerName = HeaderNames.create(name);
        var header = HeaderValues.create(headerName, Protection.safe(value));
        if (Protection.isSingle(headerName)) {
            response.header(header);
        } else {
            response.headers().add(header);
        }
    }

    private static void sendProblem(
            Refusal refusal, Map<String, List<String>> requestHeaders, ServerResponse response) {
        if (refusal.reason() == HttpReason.LENGTH_REQUIRED) {
            response.send(); // without a body, by clause 6.3.4
            return;
        }
        var language = Optional.ofNullable(requestHeaders.get("accept-language"));
        var family = refusal.reason().family();
        if (family == Reason.Family.BUSY || family == Reason.Family.TOO_MANY) {
            response.header("Retry-After", RETRY_AFTER_S);
        }
        if (family == Reason.Family.UNAUTHENTICATED) {
            response.header("WWW-Authenticate", "Bearer"); // RFC 9110 §15.5.2
        }
        response.header(HeaderNames.CONTENT_TYPE, MediaTypes.PROBLEM);
        response.send(JsonWriter.bytes(Problems.json(refusal, language.map(List::getFirst))));
    }

    private static void stream(Answer.Writing writing, ServerResponse response) throws IOException {
        try (var out = response.outputStream()) {
            writing.to(out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a stream's client has left", e);
        }
    }
}

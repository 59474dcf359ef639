package city.wutong.bench.baseline;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/// The baseline of requests: the web server that Wutong uses, with nothing behind it. GET sends
/// constant bytes, PATCH and POST read the body to its end and send 204 and 201.
///
/// FROZEN: changes only with a decision record.
public final class BareServer {
    private BareServer() {}

    /// Runs it until the process is ended.
    ///
    /// @param arguments the port, and how many bytes a GET sends
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        var body = "x".repeat(Integer.parseInt(arguments[1])).getBytes(StandardCharsets.UTF_8);
        WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .shutdownHook(false)
                .routing(routing -> route(routing, body))
                .build()
                .start();
    }

    private static void route(HttpRouting.Builder routing, byte[] body) {
        var entity = "/ngsi-ld/v1/entities/{id}";
        routing.get("/health/ready", (_, response) -> response.send())
                .get(
                        entity,
                        (_, response) -> {
                            response.header(HeaderNames.CONTENT_TYPE, "application/json");
                            response.send(body);
                        })
                .patch(
                        entity + "/attrs/{name}",
                        (request, response) -> {
                            read(request);
                            response.status(Status.NO_CONTENT_204).send();
                        })
                .post("/ngsi-ld/v1/entities", BareServer::create);
    }

    private static void create(ServerRequest request, ServerResponse response) {
        read(request);
        response.header(HeaderNames.LOCATION, "/ngsi-ld/v1/entities/x");
        response.status(Status.CREATED_201).send();
    }

    private static void read(ServerRequest request) {
        request.content().as(byte[].class);
    }
}

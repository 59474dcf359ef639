package city.wutong.http;

import city.wutong.json.JsonWriter;
import city.wutong.refusal.Refusal;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.Optional;

/// Answers what the web server itself refuses, before there is a request to route: it is no HTTP
/// that it can read.
final class Unreadable implements DirectHandler {
    private Unreadable() {}

    static DirectHandlers handlers() {
        var handlers = DirectHandlers.builder();
        for (var type : EventType.values()) {
            if (type != EventType.INTERNAL_ERROR) {
                handlers.addHandler(type, new Unreadable());
            }
        }
        return handlers.build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        var refusal = Refusal.of(HttpReason.UNREADABLE, message);
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, MediaTypes.PROBLEM)
                .keepAlive(false) // where the next request begins is not known
                .entity(JsonWriter.bytes(Problems.json(refusal, Optional.empty())))
                .build();
    }
}

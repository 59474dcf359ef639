package city.wutong.http;

import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a resource answers; [Door] puts it on the wire.
///
/// @param headers name and value by turns
public record Answer(int status, Body body, List<String> headers) {
    public Answer {
        headers = List.copyOf(headers);
    }

    /// What an answer carries.
    public sealed interface Body {}

    /// Nothing.
    public record None() implements Body {}

    /// NGSI-LD, as JSON with a Link header or as JSON-LD with an `@context` in it, as the request
    /// has it.
    ///
    /// @param link the value of the Link header
    public record Ld(Json json, LdContext context, Optional<String> link) implements Body {
        public Ld(Json json, LdContext context) {
            this(json, context, LdContexts.link(context));
        }
    }

    /// GeoJSON, with an `@context` in it or, where the request prefers that, with a Link header.
    public record GeoJson(Json.Obj json, LdContext context, boolean hasContext) implements Body {}

    /// Plain JSON.
    public record Plain(Json json) implements Body {}

    /// A refusal, as ProblemDetails (RFC 7807).
    public record Problem(Refusal refusal) implements Body {}

    /// Text of another kind.
    public record Text(String contentType, byte[] bytes) implements Body {}

    /// What goes on until the client leaves or the server stops.
    public record Stream(String contentType, Writing writing) implements Body {}

    /// Writes a stream.
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    public static Answer of(int status) {
        return new Answer(status, new None(), List.of());
    }

    public static Answer of(int status, Body body) {
        return new Answer(status, body, List.of());
    }

    public static Answer refused(Refusal refusal) {
        return new Answer(refusal.reason().family().status(), new Problem(refusal), List.of());
    }

    public Answer with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.add(header);
        more.add(value);
        return new Answer(status, body, more);
    }
}

package city.wutong.http;

import city.wutong.json.JsonContent;
import city.wutong.jsonld.LdContext;
import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// What a resource answers; [Door] puts it on the wire.
///
/// @param headers name and value by turns
public record Answer(int status, Body body, List<String> headers) {
    public Answer {
        headers = List.copyOf(headers);
    }

    /// What an answer carries.
    public sealed interface Body {}

    /// What waits for nothing but the wire.
    sealed interface Ready extends Body {}

    /// Nothing.
    public record None() implements Ready {}

    /// NGSI-LD, as JSON with a Link header or as JSON-LD with an `@context` in it, as the request
    /// has it.
    public record Ld(JsonContent content, LdContext context) implements Body {}

    /// GeoJSON, with an `@context` in it or, where the request prefers that, with a Link header.
    public record GeoJson(JsonContent content, LdContext context, boolean hasContext)
            implements Body {}

    /// Plain JSON.
    public record Plain(JsonContent content) implements Body {}

    /// A refusal, as ProblemDetails (RFC 7807).
    public record Problem(Refusal refusal) implements Ready {}

    /// Text of another kind.
    public record Text(String contentType, byte[] bytes) implements Ready {}

    /// What goes on until the client leaves or the server stops.
    public record Stream(String contentType, Writing writing) implements Ready {}

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

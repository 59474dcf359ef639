package city.wutong.http;

import city.wutong.json.JsonContent;
import city.wutong.json.JsonWriter;
import city.wutong.jsonld.LdContext;
import city.wutong.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An answer as it goes on the wire: a document is bytes by now, made as the request has it.
/// Nothing has been sent when they are made, for that may still be refused.
///
/// @param headers name and value by turns
record Rendered(int status, Answer.Ready body, List<String> headers) {
    static Rendered refused(Refusal refusal) {
        return new Rendered(
                refusal.reason().family().status(), new Answer.Problem(refusal), List.of());
    }

    static Rendered of(Answer answer, Call call) {
        return switch (answer.body()) {
            case Answer.Ready ready -> new Rendered(answer.status(), ready, answer.headers());
            case Answer.Plain(var content) -> of(answer, MediaTypes.JSON, content);
            case Answer.Ld ld -> ld(answer, ld, call);
            case Answer.GeoJson(var content, var context, boolean hasContext) ->
                    hasContext
                            ? of(answer, MediaTypes.GEO_JSON, WithContext.of(content, context))
                            : of(answer, MediaTypes.GEO_JSON, content)
                                    .linked(LdContexts.link(context));
        };
    }

    private static Rendered of(Answer answer, String type, JsonContent content) {
        var text = new Answer.Text(type, JsonWriter.bytes(content));
        return new Rendered(answer.status(), text, answer.headers());
    }

    private static Rendered ld(Answer answer, Answer.Ld ld, Call call) {
        var type = call.accepted(MediaTypes.ENTITIES);
        return type.equals(MediaTypes.LD_JSON)
                ? of(answer, type, WithContext.of(ld.content(), ld.context()))
                : of(answer, type, ld.content()).linked(link(ld.context(), call));
    }

    /// Gives an `@context` that has no address one.
    private static Optional<String> link(LdContext context, Call call) {
        return LdContexts.link(context).or(() -> call.contexts().madeLink(context, call::address));
    }

    private Rendered linked(Optional<String> link) {
        return link.map(value -> with("Link", value)).orElse(this);
    }

    Rendered with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.add(header);
        more.add(value);
        return new Rendered(status, body, more);
    }
}

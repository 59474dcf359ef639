package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.http.MediaTypes;
import city.wutong.json.JsonWriter;
import city.wutong.openapi.Description;
import city.wutong.openapi.Language;
import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// `/openapi`: what can be asked over HTTP, as an OpenAPI document and as a page to try it.
final class OpenApiResource {
    private static final Set<String> PARAMETERS = Set.of("lang");
    private static final String HTML = "text/html";
    private static final List<String> DOCUMENT =
            List.of(MediaTypes.JSON, "application/openapi+json");
    private static final List<String> DOCUMENT_OR_PAGE =
            List.of(MediaTypes.JSON, "application/openapi+json", HTML);
    private static final Map<String, String> FILES =
            Map.of(
                    "page.js", "text/javascript; charset=utf-8",
                    "page.css", "text/css; charset=utf-8");
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src 'self' data: blob:; base-uri 'none'; frame-ancestors 'none';"
                    + " form-action 'none'";

    private final Map<Language, byte[]> documents = new ConcurrentHashMap<>();

    /// The document, or the page to whoever likes that better.
    Answer describe(Call call) {
        call.parameters().allow(PARAMETERS);
        return call.accepted(DOCUMENT_OR_PAGE).equals(HTML)
                ? part("page.html", HTML + "; charset=utf-8").with("Vary", "Accept")
                : document(call).with("Vary", "Accept");
    }

    /// The document.
    Answer document(Call call) {
        call.parameters().allow(PARAMETERS);
        var document =
                documents.computeIfAbsent(
                        language(call), language -> JsonWriter.bytes(Description.in(language)));
        return Answer.of(200, new Answer.Text(call.accepted(DOCUMENT), document))
                .with("Cache-Control", "no-cache");
    }

    private static Language language(Call call) {
        return call.parameters()
                .text("lang")
                .map(tag ->
                        Language.ofTag(tag)
                                .orElseThrow(() -> call.parameters().refused("lang", "zh, en")))
                .orElse(call.prefersChinese() ? Language.ZH : Language.EN);
    }

    /// A file of the page.
    Answer file(Call call) {
        call.parameters().allow(Set.of());
        var name = call.path("file");
        return Optional.ofNullable(FILES.get(name))
                .map(type -> part(name, type))
                .orElseThrow(
                        () -> Refusal.of(HttpReason.NO_SUCH_PATH, "/openapi/" + name).thrown());
    }

    private static Answer part(String name, String type) {
        try (var in = Description.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return Answer.of(200, new Answer.Text(type, in.readAllBytes()))
                    .with("Cache-Control", "no-cache")
                    .with("Content-Security-Policy", POLICY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

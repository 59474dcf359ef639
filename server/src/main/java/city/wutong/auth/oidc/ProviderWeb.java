package city.wutong.auth.oidc;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Speaks to the provider: bounded in bytes and time, and without following it elsewhere. What is
/// sent holds secrets, so nothing of it stands in a log or a refusal.
final class ProviderWeb implements AutoCloseable {
    private static final int LARGEST = 1 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);

    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(LONGEST)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /// An answer in JSON.
    record Answer(int status, Json json) {}

    /// @throws city.wutong.refusal.Refused with [OidcReason#PROVIDER_AWAY]
    Json get(URI from) {
        var answer = answer(HttpRequest.newBuilder(from));
        if (answer.status() != 200) {
            throw Provider.wrong(from.getPath() + " answers " + answer.status());
        }
        return answer.json();
    }

    /// Sends a form.
    ///
    /// @param authorization the value of the header
    Answer post(URI to, Map<String, String> form, Optional<String> authorization) {
        var request =
                HttpRequest.newBuilder(to)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(encoded(form)));
        authorization.ifPresent(value -> request.header("Authorization", value));
        return answer(request);
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer answer(HttpRequest.Builder request) {
        var sent = request.header("Accept", "application/json").timeout(LONGEST).build();
        var path = sent.uri().getPath();
        try {
            var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST);
            var response = client.send(sent, handler);
            return new Answer(response.statusCode(), JSON.read(response.body()));
        } catch (JsonMalformed e) {
            throw Provider.wrong(path + " does not answer with JSON");
        } catch (IOException e) {
            throw Provider.wrong(path + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Provider.wrong("interrupted");
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

package city.wutong.acceptance;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A request that can be sent again.
///
/// @param path encoded, with its query
/// @param headers names and values by turns
record Ask(String method, String path, List<String> headers, byte[] body) {
    Ask {
        headers = List.copyOf(headers);
        body = Arrays.copyOf(body, body.length);
    }

    HttpRequest to(int port, Duration limit) {
        var request = HttpRequest.newBuilder(uri(port)).timeout(limit);
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return request.method(
                        method,
                        body.length == 0
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofByteArray(body))
                .build();
    }

    private URI uri(int port) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /// A shell command that sends the same bytes, and the body as a text for the eye.
    String again(int port) {
        var command = new StringBuilder("base64 -d <<<'");
        command.append(Base64.getEncoder().encodeToString(body)).append("' | curl -sS -i -g");
        command.append(" -X ").append(method).append(" '").append(uri(port)).append('\'');
        for (int i = 0; i < headers.size(); i += 2) {
            command.append(" -H '").append(headers.get(i)).append(": ");
            command.append(headers.get(i + 1).replace("'", "'\\''")).append('\'');
        }
        if (body.length > 0) {
            command.append(" --data-binary @-");
        }
        return command + "\n" + new String(body, StandardCharsets.UTF_8);
    }
}

package city.wutong.http;

import city.wutong.refusal.Refusal;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Function;

/// What is the same for all requests: how large a body may be, how much all of them together, where
/// `@context`s come from, who is let in, and through whose pages.
///
/// @param contexts those that the tenant of that name can use; empty stands for the default one
public record Wire(
        long maxBodyBytes,
        Admission admission,
        Function<Optional<String>, LdContexts> contexts,
        Gate gate,
        Origins origins) {
    private static final byte[] NONE = {};

    /// Room for the body of this request, before it is read.
    ///
    /// @throws city.wutong.refusal.Refused with 411, 413 or 503
    public Admission.Pass admit(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return Admission.Pass.NONE;
        }
        var length = request.headers().contentLength();
        if (length.isEmpty()) {
            throw Refusal.of(HttpReason.LENGTH_REQUIRED).thrown();
        }
        if (length.getAsLong() > maxBodyBytes) {
            throw Refusal.of(HttpReason.BODY_TOO_LARGE, maxBodyBytes).thrown();
        }
        return admission.admit(length.getAsLong());
    }

    /// The body, read to its end.
    public byte[] body(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return NONE;
        }
        var body = new byte[Math.toIntExact(request.headers().contentLength().orElse(0))];
        try (var in = request.content().inputStream()) {
            if (in.readNBytes(body, 0, body.length) < body.length) {
                throw Refusal.of(HttpReason.BODY_CUT_OFF).thrown();
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

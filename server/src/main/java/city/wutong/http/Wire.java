package city.wutong.http;

import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;

/// What is the same for all requests: how large a body may be, and where `@context`s come from.
record Wire(long maxBodyBytes, LdContexts contexts) {
    /// The body, read to its end.
    ///
    /// @throws city.wutong.refusal.Refused with 413 when it is too large, before it is read whole
    byte[] body(ServerRequest request) {
        if (!request.content().hasEntity()) {
            return new byte[0];
        }
        var length = request.headers().contentLength();
        if (length.isPresent() && length.getAsLong() > maxBodyBytes) {
            throw tooLarge();
        }
        try (var in = request.content().inputStream()) {
            var body = in.readNBytes((int) Math.min(maxBodyBytes + 1, Integer.MAX_VALUE - 8));
            if (body.length > maxBodyBytes) {
                throw tooLarge();
            }
            if (length.isPresent() && body.length < length.getAsLong()) {
                throw Refusal.of(HttpReason.BODY_CUT_OFF).thrown();
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Refused tooLarge() {
        return Refusal.of(HttpReason.BODY_TOO_LARGE, maxBodyBytes).thrown();
    }
}

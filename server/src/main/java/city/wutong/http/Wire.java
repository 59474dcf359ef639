package city.wutong.http;

import city.wutong.refusal.Refusal;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// What is the same for all requests: how large a body may be, how much all of them together, where
/// `@context`s come from, who is let in, through whose pages, who is told of it, and what browsers
/// are told.
///
/// @param contexts those that the tenant of that name can use; empty stands for the default one
public record Wire(
        long maxBodyBytes,
        Admission admission,
        Function<Optional<String>, LdContexts> contexts,
        Gate gate,
        Origins origins,
        Witness witness,
        Protection protection) {
    private static final byte[] NONE = {};
    private static final int PIECE = 64 << 10;

    /// A body has this long, and as much longer as it brings bytes.
    private static final Duration BODY_TIME = Duration.ofSeconds(10);

    private static final long LEAST_BYTES_A_SECOND = 1_024;

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
        long begun = System.nanoTime();
        try (var in = request.content().inputStream()) {
            for (int read = 0; read < body.length; ) {
                int more = in.read(body, read, Math.min(PIECE, body.length - read));
                if (more < 0) {
                    throw Refusal.of(HttpReason.BODY_CUT_OFF).thrown();
                }
                read += more;
                checkPace(read, System.nanoTime() - begun);
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Who sends a byte now and then would hold room for a body, and a thread, for ever.
    private static void checkPace(long bytes, long nanos) {
        var allowed = BODY_TIME.plusSeconds(bytes / LEAST_BYTES_A_SECOND);
        if (nanos > allowed.toNanos()) {
            throw Refusal.of(HttpReason.BODY_SLOW, LEAST_BYTES_A_SECOND).thrown();
        }
    }
}

package city.wutong.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/// Takes the Content-Length off an answer without content (204): RFC 9110 §8.6 and NGSI-LD clause
/// 6.3.6 forbid it there, and the web server always writes one. Its last look at the headers is
/// this; what is marked loses mark and length.
final class NoLength implements Http1ConnectionListener {
    static final Header MARK = HeaderValues.create("X-Wutong-No-Length", "1");

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        if (headers instanceof WritableHeaders<?> writable && writable.contains(MARK)) {
            writable.remove(MARK.headerName());
            writable.remove(HeaderNames.CONTENT_LENGTH);
        }
    }
}

package city.wutong.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/// A Content-Length of 0 that is not put on the wire: the web server insists on one for every
/// answer, but 204 must have none (RFC 9110 §8.6; ETSI GS CIM 009 V1.9.1 clause 6.3.6).
final class UnwrittenLength {
    static final Header HEADER =
            (Header)
                    Proxy.newProxyInstance(
                            Header.class.getClassLoader(),
                            new Class<?>[] {Header.class},
                            (_, method, arguments) ->
                                    method.getName().equals("writeHttp1Header")
                                            ? null
                                            : zero(method, arguments));

    private UnwrittenLength() {}

    private static @Nullable Object zero(Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(HeaderValues.CONTENT_LENGTH_ZERO, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}

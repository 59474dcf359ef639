package city.wutong.http;

import city.wutong.refusal.Refusal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Until there is sign-in, only this machine may ask, and no page of another site through a browser
/// on it: `Host` must name this machine (against DNS rebinding), and so must `Origin` when there is
/// one, unless the city's operator lets pages from there ask.
final class Origins {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private Origins() {}

    static void check(Map<String, List<String>> headers, Protection protection) {
        first(headers, "host")
                .filter(host -> !isPlainly(host))
                .ifPresent(host -> check("Host", host, hostOf("http://" + host)));
        first(headers, "origin")
                .filter(origin -> !protection.isAllowed(origin))
                .ifPresent(origin -> check("Origin", origin, hostOf(origin)));
    }

    private static Optional<String> first(Map<String, List<String>> headers, String name) {
        return Optional.ofNullable(headers.get(name)).map(List::getFirst);
    }

    /// Whether it is this machine and a port, as nearly always: there is no URI to be read then.
    private static boolean isPlainly(String host) {
        int colon = host.lastIndexOf(':');
        for (int i = colon + 1; i < host.length() && colon >= 0; i++) {
            if (host.charAt(i) < '0' || host.charAt(i) > '9') {
                return false;
            }
        }
        return THIS_MACHINE.contains(colon < 0 ? host : host.substring(0, colon));
    }

    private static void check(String header, String value, Optional<String> host) {
        if (host.isEmpty() || !THIS_MACHINE.contains(host.get())) {
            throw Refusal.of(HttpReason.HOST_FOREIGN, header, value).thrown();
        }
    }

    private static Optional<String> hostOf(String origin) {
        try {
            return Optional.ofNullable(new URI(origin).getHost());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}

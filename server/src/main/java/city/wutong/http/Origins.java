package city.wutong.http;

import city.wutong.refusal.Refusal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Through which names the city may be asked, and from whose pages.
///
/// Against DNS rebinding, by which a page of another site gets an address of ours behind its own
/// name, `Host` must be a name that we know as ours, or an address as such, which no name server
/// gives away. Against pages of other sites, `Origin` must be the page's that `Host` leads to, or
/// one that is allowed by name.
///
/// @param hosts names, without ports; this machine's own are always ours
/// @param addresses whether a `Host` that is an address is ours; where not, as in a city without
///   sign-in, any page that this machine serves is
/// @param origins of pages elsewhere that may ask, e.g. `https://portal.example.org`; `*` is any
public record Origins(Set<String> hosts, boolean addresses, Set<String> origins) {
    /// Stands for every page.
    public static final String ANY = "*";

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /// Only this machine may ask, and only its own pages: for a city without sign-in.
    public static final Origins THIS_MACHINE_ONLY = new Origins(Set.of(), false, Set.of());

    public Origins {
        hosts = Set.copyOf(hosts);
        origins = Set.copyOf(origins);
    }

    /// @throws city.wutong.refusal.Refused with 403
    void check(Map<String, List<String>> headers) {
        var host = first(headers, "host");
        host.filter(value -> !isPlainly(value) && !isOurs(hostOf("http://" + value)))
                .ifPresent(value -> refuse("Host", value));
        first(headers, "origin")
                .filter(value -> !isAllowed(value, host))
                .ifPresent(value -> refuse("Origin", value));
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

    private boolean isOurs(Optional<String> host) {
        return host.filter(name ->
                        THIS_MACHINE.contains(name)
                                || hosts.contains(name)
                                || (addresses && isAddress(name)))
                .isPresent();
    }

    private boolean isAllowed(String origin, Optional<String> host) {
        boolean isThisMachine =
                !addresses && hostOf(origin).filter(THIS_MACHINE::contains).isPresent();
        boolean isWhereAsked =
                host.filter(asked -> authorityOf(origin).equals(Optional.of(asked))).isPresent();
        return isThisMachine || isWhereAsked || origins.contains(origin) || origins.contains(ANY);
    }

    private static void refuse(String header, String value) {
        throw Refusal.of(HttpReason.HOST_FOREIGN, header, value).thrown();
    }

    private static boolean isAddress(String host) {
        try {
            InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", ""));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<String> hostOf(String origin) {
        return uri(origin)
                .flatMap(uri -> Optional.ofNullable(uri.getHost()))
                .map(host -> host.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> authorityOf(String origin) {
        return uri(origin).flatMap(uri -> Optional.ofNullable(uri.getRawAuthority()));
    }

    private static Optional<URI> uri(String origin) {
        try {
            return Optional.of(new URI(origin));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}

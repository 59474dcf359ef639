package city.wutong.auth;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The cookie that carries a session's id: no script reads it, no other site sends it, and over TLS
/// no other host sets it (`__Host-`, RFC 6265bis §4.1.3.2).
///
/// @param secure whether browsers reach us by TLS
public record SessionCookie(boolean secure) {
    private static final String KEPT = "; Path=/; HttpOnly; SameSite=Strict";

    public String name() {
        return secure ? "__Host-wutong" : "wutong-session";
    }

    /// The id that a request carries.
    ///
    /// @param headers by lower-case name
    public Optional<String> in(Map<String, List<String>> headers) {
        for (var header : headers.getOrDefault("cookie", List.of())) {
            for (var pair : header.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name())) {
                    return Optional.of(pair.substring(equals + 1).strip());
                }
            }
        }
        return Optional.empty();
    }

    /// The value of a `Set-Cookie` header.
    public String set(String id) {
        return name() + "=" + id + KEPT + (secure ? "; Secure" : "");
    }

    /// The value of a `Set-Cookie` header that takes it away.
    public String cleared() {
        return set("") + "; Max-Age=0";
    }
}

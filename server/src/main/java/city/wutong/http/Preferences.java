package city.wutong.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the Prefer headers of a request wish (RFC 7240), e.g. `body=json, ngsi-ld=1.5`. A wish that
/// nobody knows is passed over, as the RFC has it.
///
/// @param wishes by lower-case name; of several of one name the first counts
public record Preferences(Map<String, String> wishes) {
    public Preferences {
        wishes = Map.copyOf(wishes);
    }

    static Preferences of(List<String> headers) {
        var wishes = new LinkedHashMap<String, String>();
        for (var header : headers) {
            for (var part : header.split(",")) {
                int end = part.indexOf(';');
                var wish = (end < 0 ? part : part.substring(0, end)).strip();
                int equals = wish.indexOf('=');
                var name = equals < 0 ? wish : wish.substring(0, equals);
                var value = equals < 0 ? "" : wish.substring(equals + 1).strip();
                wishes.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), unquoted(value));
            }
        }
        return new Preferences(wishes);
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    public Optional<String> of(String name) {
        return Optional.ofNullable(wishes.get(name));
    }
}

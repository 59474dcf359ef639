package city.wutong.resource;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the process is.
///
/// @param isLive false when only a new start can help
/// @param isReady false when changes would be refused now
/// @param parts what is worth telling, by part, without secrets
public record Health(boolean isLive, boolean isReady, Map<String, String> parts) {
    public Health {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    }
}

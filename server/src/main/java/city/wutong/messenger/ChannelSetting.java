package city.wutong.messenger;

import city.wutong.notification.Rate;
import city.wutong.text.Text;
import java.util.Map;
import java.util.Optional;

/// How a channel is set up.
///
/// @param on whether it sends; what is meant for it waits while it does not
/// @param settings by name, those of its kind
/// @param secrets by name, those of its kind; never told
public record ChannelSetting(
        String id,
        Text name,
        ChannelKind kind,
        boolean on,
        Rate rate,
        Map<String, String> settings,
        Map<String, String> secrets) {
    public ChannelSetting {
        settings = Map.copyOf(settings);
        secrets = Map.copyOf(secrets);
    }

    Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    Optional<String> secret(String name) {
        return Optional.ofNullable(secrets.get(name));
    }

    @Override
    public String toString() {
        return "channel " + id; // its secrets stay out of logs
    }
}

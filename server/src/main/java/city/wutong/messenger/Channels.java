package city.wutong.messenger;

import city.wutong.http.OutsideWeb;
import java.time.Clock;
import java.time.Duration;

/// Makes channels of how they are set up.
///
/// @param web the way to hosts that somebody has named
/// @param clock the office clock
public record Channels(OutsideWeb web, Clock clock) {
    /// A letter is sent within this, or it is not.
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final int MOST_ANSWER_BYTES = 64 << 10;

    /// Makes them for a city.
    ///
    /// @param alsoPrivate whether hosts of private and local networks may be named
    public static Channels of(boolean alsoPrivate, Clock clock) {
        var limits = new OutsideWeb.Limits(alsoPrivate, PATIENCE, MOST_ANSWER_BYTES, 0);
        return new Channels(new OutsideWeb(limits), clock);
    }

    Channel open(ChannelSetting setting) {
        return switch (setting.kind()) {
            case CONSOLE -> new ConsoleChannel();
            case WEBHOOK -> new WebhookChannel(setting, web, clock);
            case EMAIL -> new EmailChannel(setting, web);
            case MQTT -> new MqttChannel(setting, web);
        };
    }
}

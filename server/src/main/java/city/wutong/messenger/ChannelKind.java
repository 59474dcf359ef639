package city.wutong.messenger;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The kinds of channels, and what each is set up by.
public enum ChannelKind {
    CONSOLE(Set.of(), Set.of()),
    WEBHOOK(Set.of("template", "signing"), Set.of("url", "secret")),
    EMAIL(Set.of("host", "port", "security", "user", "from", "language"), Set.of("password")),
    MQTT(Set.of("host", "port", "tls", "user", "topic"), Set.of("password"));

    private final Set<String> settings;
    private final Set<String> secrets;

    ChannelKind(Set<String> settings, Set<String> secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /// The names of what anybody who manages channels may see.
    public Set<String> settings() {
        return settings;
    }

    /// The names of what nobody is shown. The URL of a webhook is one: robots have their key in it.
    public Set<String> secrets() {
        return secrets;
    }

    /// As it is written, e.g. `webhook`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ChannelKind> ofWord(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    static String words() {
        return List.of(values()).stream().map(ChannelKind::word).collect(Collectors.joining(", "));
    }
}

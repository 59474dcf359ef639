package city.wutong.messenger;

import city.wutong.json.Json;
import city.wutong.notification.Form;
import city.wutong.notification.NotificationReason;
import city.wutong.notification.Rate;
import city.wutong.refusal.Refusal;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a [ChannelSetting] is written as JSON, where it is asked for and, without secrets, where it
/// is kept.
public final class ChannelForm {
    private static final int SLOWEST_SECONDS = 86_400;
    private static final Set<String> FIELDS =
            Set.of("id", "name", "kind", "on", "most", "perSeconds", "settings", "secrets");
    private static final String TEXT = "a text";
    private static final String HOST = "the name or address of a host";
    private static final int MOST_PORT = 65_535;
    private static final String PORT = "1 to 65535";
    private static final String TOPIC = "a topic of 200 characters at most, without wildcards";
    private static final String URL = "an http or https URL without user and password";

    private ChannelForm() {}

    /// Reads one.
    ///
    /// @param before as it was, whose secrets stay where none are given
    /// @throws city.wutong.refusal.Refused when something is wrong with it
    public static ChannelSetting read(String id, Json json, Optional<ChannelSetting> before) {
        var form = Form.of("", json, FIELDS);
        var setting = parts(id, form, before);
        check(setting);
        return setting;
    }

    /// Reads what was kept, of which the secrets may be lost.
    static ChannelSetting kept(String id, Json json) {
        return parts(id, Form.of("", json, FIELDS), Optional.empty());
    }

    private static ChannelSetting parts(String id, Form form, Optional<ChannelSetting> before) {
        var kind = kind(form, before);
        var settings =
                Form.of(
                        "settings.",
                        form.json("settings").orElse(Json.object(Map.of())),
                        kind.settings());
        var secrets =
                Form.of(
                        "secrets.",
                        form.json("secrets").orElse(Json.object(Map.of())),
                        kind.secrets());
        return new ChannelSetting(
                id,
                form.words("name"),
                kind,
                form.flag("on", true),
                new Rate(
                        form.number("most", 20, 1, Rate.MOST),
                        Duration.ofSeconds(form.number("perSeconds", 60, 1, SLOWEST_SECONDS))),
                settings(kind, settings),
                secrets(kind, secrets, before));
    }

    private static ChannelKind kind(Form form, Optional<ChannelSetting> before) {
        var word = form.text("kind", ChannelKind.words());
        var kind =
                ChannelKind.ofWord(word).orElseThrow(() -> form.wrong("kind", ChannelKind.words()));
        before.filter(one -> one.kind() != kind)
                .ifPresent(one -> {
                    throw Refusal.of(NotificationReason.CHANNEL_KIND_FIXED, one.kind().word())
                            .thrown();
                });
        return kind;
    }

    private static Map<String, String> settings(ChannelKind kind, Form form) {
        var settings = new LinkedHashMap<String, String>();
        for (var name : kind.settings()) {
            form.optional(name, TEXT).ifPresent(text -> settings.put(name, text));
        }
        return settings;
    }

    /// An empty one takes the one before away.
    private static Map<String, String> secrets(
            ChannelKind kind, Form form, Optional<ChannelSetting> before) {
        var secrets = new LinkedHashMap<String, String>();
        for (var name : kind.secrets()) {
            form.secret(name)
                    .or(() -> before.flatMap(one -> one.secret(name)))
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> secrets.put(name, text));
        }
        return secrets;
    }

    private static void check(ChannelSetting one) {
        var settings = Form.of("settings.", texts(one.settings()), one.kind().settings());
        switch (one.kind()) {
            case CONSOLE -> {}
            case WEBHOOK -> {
                if (one.secret("url").filter(ChannelForm::isUrl).isEmpty()) {
                    throw Refusal.of(NotificationReason.FIELD, "secrets.url", "…", URL).thrown();
                }
                oneOf(settings, "signing", List.of("header", "dingtalk"));
                one.setting("template").ifPresent(text -> Template.check(text, settings));
            }
            case EMAIL -> {
                checkHost(settings);
                settings.text("from", "an e-mail address");
                oneOf(settings, "security", List.of("tls", "starttls", "none"));
                oneOf(settings, "language", List.of("zh", "en"));
            }
            case MQTT -> {
                checkHost(settings);
                if (!settings.text("topic", TOPIC).matches("[^#+\\x00]{1,200}")) {
                    throw settings.wrong("topic", TOPIC);
                }
                oneOf(settings, "tls", List.of("true", "false"));
            }
        }
    }

    private static void checkHost(Form settings) {
        if (!settings.text("host", HOST).matches("[A-Za-z0-9.:_-]{1,253}")) {
            throw settings.wrong("host", HOST);
        }
        var port = settings.optional("port", PORT).orElse("1");
        if (!port.matches("[1-9]\\d{0,4}") || Integer.parseInt(port) > MOST_PORT) {
            throw settings.wrong("port", PORT);
        }
    }

    private static void oneOf(Form settings, String name, List<String> allowed) {
        var all = String.join(", ", allowed);
        if (settings.optional(name, all).filter(text -> !allowed.contains(text)).isPresent()) {
            throw settings.wrong(name, all);
        }
    }

    private static boolean isUrl(String text) {
        try {
            var url = URI.create(text);
            return url.getHost() != null
                    && url.getUserInfo() == null
                    && Set.of("http", "https").contains(String.valueOf(url.getScheme()));
        } catch (IllegalArgumentException e) {
            return false; // who asks refuses it
        }
    }

    /// As it is told and kept: of secrets only which there are.
    public static Json.Obj told(ChannelSetting one) {
        var members = new LinkedHashMap<String, Json>();
        members.put("id", Json.of(one.id()));
        var name = new LinkedHashMap<String, Json>();
        name.put("zh", Json.of(one.name().zh()));
        name.put("en", Json.of(one.name().en()));
        members.put("name", Json.object(name));
        members.put("kind", Json.of(one.kind().word()));
        members.put("on", Json.of(one.on()));
        members.put("most", Json.of(one.rate().most()));
        members.put("perSeconds", Json.of(one.rate().per().toSeconds()));
        members.put("settings", texts(one.settings()));
        return Json.object(members);
    }

    static Json.Obj texts(Map<String, String> texts) {
        var members = new LinkedHashMap<String, Json>();
        texts.keySet().stream()
                .sorted()
                .forEach(name -> members.put(name, Json.of(String.valueOf(texts.get(name)))));
        return Json.object(members);
    }
}

package city.wutong.messenger;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import city.wutong.notification.Form;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The body of a webhook for robots that have a form of their own, such as DingTalk's (钉钉), WeCom's
/// (企业微信) or an SMS gateway's: JSON in whose texts `{title}`, `{text}`, `{titleEn}`, `{textEn}`,
/// `{severity}`, `{count}`, `{address}` and `{id}` stand for what a letter says. What it says is
/// put into the texts and can never become JSON itself.
final class Template {
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)}");

    private Template() {}

    /// Refuses what is none.
    static void check(String template, Form settings) {
        try {
            var _ = JSON.read(template.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw settings.wrong("template", "JSON with {title}, {text} … in its texts");
        }
    }

    static String filled(String template, Letter letter) {
        try {
            var json = JSON.read(template.getBytes(StandardCharsets.UTF_8));
            return JsonWriter.text(filled(json, values(letter)));
        } catch (JsonMalformed e) {
            throw new IllegalStateException("a template was kept that is no JSON", e);
        }
    }

    private static Map<String, String> values(Letter letter) {
        int count = letter.message().mentions().size() + letter.message().more();
        return Map.of(
                "title", letter.title().zh(),
                "text", letter.text().zh(),
                "titleEn", letter.title().en(),
                "textEn", letter.text().en(),
                "severity", letter.highest().word(),
                "count", String.valueOf(count),
                "address", letter.address().orElse(""),
                "id", letter.id().toString());
    }

    private static Json filled(Json json, Map<String, String> values) {
        return switch (json) {
            case Json.Str(var text) -> Json.of(filled(text, values));
            case Json.Arr(var items) ->
                    Json.array(items.stream().map(item -> filled(item, values)).toList());
            case Json.Obj(var members) -> {
                var all = new LinkedHashMap<String, Json>();
                members.forEach((name, value) -> all.put(name, filled(value, values)));
                yield Json.object(all);
            }
            case Json.Num _, Json.Literal _ -> json;
        };
    }

    private static String filled(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place ->
                        Matcher.quoteReplacement(
                                values.getOrDefault(place.group(1), place.group())));
    }
}

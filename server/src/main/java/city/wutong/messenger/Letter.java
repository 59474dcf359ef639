package city.wutong.messenger;

import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.notification.Mention;
import city.wutong.notification.Message;
import city.wutong.notification.Notification;
import city.wutong.notification.Recipient;
import city.wutong.notification.RouteForm;
import city.wutong.notification.UnderwayForm;
import city.wutong.rule.Rule.Severity;
import city.wutong.text.Text;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A message as it is sent: its words, and as JSON.
///
/// @param id the same each time that it is sent
/// @param zone in which times are written
public record Letter(UUID id, Message message, Instant madeAt, ZoneId zone) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    static Letter of(Notification one, ZoneId zone) {
        return new Letter(one.id(), one.message(), one.madeAt(), zone);
    }

    /// What it is about, in one line.
    public Text title() {
        int count = message.mentions().size() + message.more();
        if (count == 1 && !message.mentions().isEmpty()) {
            var only = message.mentions().getFirst();
            return line(only);
        }
        var word = highest();
        return new Text(
                "【" + chinese(word) + "】" + count + " 条预警",
                count + " alerts, the highest: " + word.word());
    }

    Severity highest() {
        return message.mentions().stream()
                .map(Mention::severity)
                .max(Comparator.naturalOrder())
                .orElse(Severity.INFORMATIONAL);
    }

    private static Text line(Mention one) {
        var what = one.what().text();
        return new Text(
                "【" + chinese(one.severity()) + "·" + what.zh() + "】" + one.text().zh(),
                "[" + one.severity().word() + ", " + what.en() + "] " + one.text().en());
    }

    /// All that it tells, a line an alert.
    public Text text() {
        int more = message.more();
        var zh = lines(Text::zh) + (more > 0 ? "\n另有 " + more + " 条预警未列出，请到控制台查看。" : "");
        var en = lines(Text::en) + (more > 0 ? "\nand " + more + " more: see the console." : "");
        return new Text(zh, en);
    }

    private String lines(Function<Text, String> language) {
        return message.mentions().stream()
                .map(one -> TIME.format(one.at().atZone(zone)) + " " + language.apply(line(one)))
                .collect(Collectors.joining("\n"));
    }

    private static String chinese(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "特别严重";
            case HIGH -> "严重";
            case MEDIUM -> "较重";
            case LOW -> "一般";
            case INFORMATIONAL -> "提示";
        };
    }

    /// Where it goes, when it says so itself.
    public Optional<String> address() {
        return message.recipient() instanceof Recipient.Address(var text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /// As programs read it.
    public String json() {
        var members = new LinkedHashMap<String, Json>();
        members.put("id", Json.of(id.toString()));
        members.put("madeAt", Json.of(madeAt.toString()));
        members.put("route", Json.of(message.route()));
        members.put("step", Json.of(message.step()));
        members.put("recipient", RouteForm.told(message.recipient()));
        members.put("title", words(title()));
        members.put("alerts", UnderwayForm.told(message.mentions()));
        members.put("more", Json.of(message.more()));
        return JsonWriter.text(Json.object(members));
    }

    private static Json words(Text text) {
        var members = new LinkedHashMap<String, Json>();
        members.put("zh", Json.of(text.zh()));
        members.put("en", Json.of(text.en()));
        return Json.object(members);
    }
}

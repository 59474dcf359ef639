package city.wutong.notification;

import city.wutong.json.Json;
import city.wutong.notification.Mention.What;
import city.wutong.notification.Underway.Course;
import city.wutong.notification.Underway.Open;
import city.wutong.notification.Underway.Outlet;
import city.wutong.notification.Underway.Waiting;
import city.wutong.rule.Rule.Severity;
import city.wutong.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How what is under way, and what messages say, is written as JSON.
public final class UnderwayForm {
    private UnderwayForm() {}

    public static Json.Obj told(Underway underway) {
        var members = new LinkedHashMap<String, Json>();
        members.put("open", each(underway.open(), UnderwayForm::tell));
        members.put("waiting", each(underway.waiting(), UnderwayForm::tell));
        members.put("sent", each(new TreeMap<>(underway.sent()), UnderwayForm::tell));
        return Json.object(members);
    }

    @FunctionalInterface
    private interface Telling<K, V> {
        void tell(K key, V value, BiConsumer<String, Json> to);
    }

    private static <K, V> Json each(Map<K, V> all, Telling<K, V> telling) {
        return Json.array(
                all.entrySet().stream()
                        .map(entry -> {
                            var members = new LinkedHashMap<String, Json>();
                            telling.tell(entry.getKey(), entry.getValue(), members::put);
                            return Json.object(members);
                        })
                        .toList());
    }

    private static void tell(Course key, Open open, BiConsumer<String, Json> to) {
        to.accept("route", Json.of(key.route()));
        to.accept("mention", told(open.mention()));
        to.accept("next", Json.of(open.next()));
        to.accept("takenUp", Json.of(open.isTakenUp()));
    }

    private static void tell(Outlet outlet, Waiting waiting, BiConsumer<String, Json> to) {
        to.accept("route", Json.of(outlet.route()));
        to.accept("step", Json.of(outlet.step()));
        to.accept("mentions", told(waiting.mentions()));
        to.accept("more", Json.of(waiting.more()));
        waiting.last().ifPresent(last -> to.accept("last", Json.of(last.toString())));
    }

    private static void tell(String channel, List<Instant> times, BiConsumer<String, Json> to) {
        to.accept("channel", Json.of(channel));
        to.accept("at", Json.array(times.stream().map(time -> Json.of(time.toString())).toList()));
    }

    /// What a message says.
    public static Json.Arr told(List<Mention> mentions) {
        return Json.array(mentions.stream().map(UnderwayForm::told).toList());
    }

    private static Json.Obj told(Mention mention) {
        var members = new LinkedHashMap<String, Json>();
        members.put("alert", Json.of(mention.alert()));
        members.put("what", Json.of(mention.what().word()));
        members.put("severity", Json.of(mention.severity().word()));
        members.put("rule", Json.of(mention.rule()));
        members.put("category", Json.of(mention.category()));
        members.put("text", RouteForm.words(mention.text()));
        members.put("at", Json.of(mention.at().toString()));
        return Json.object(members);
    }

    public static Underway underway(Json json) {
        var open = new LinkedHashMap<Course, Open>();
        for (var each : items(json, "open")) {
            var mention = mention(member(each, "mention"));
            boolean takenUp = member(each, "takenUp") == Json.Literal.TRUE;
            var key = new Course(text(each, "route"), mention.alert());
            open.put(key, new Open(mention, number(each, "next"), takenUp));
        }
        var waiting = new LinkedHashMap<Outlet, Waiting>();
        for (var each : items(json, "waiting")) {
            var last = optional(each, "last").map(Instant::parse);
            waiting.put(
                    new Outlet(text(each, "route"), number(each, "step")),
                    new Waiting(mentions(member(each, "mentions")), number(each, "more"), last));
        }
        var sent =
                items(json, "sent").stream()
                        .collect(
                                Collectors.toMap(
                                        each -> text(each, "channel"), UnderwayForm::times));
        return new Underway(open, waiting, sent);
    }

    private static List<Instant> times(Json each) {
        return items(each, "at").stream().map(time -> Instant.parse(string(time))).toList();
    }

    /// Reads what [#told(List)] has written.
    public static List<Mention> mentions(Json json) {
        var mentions = new ArrayList<Mention>();
        if (json instanceof Json.Arr(var items)) {
            items.forEach(item -> mentions.add(mention(item)));
        }
        return mentions;
    }

    private static Mention mention(Json json) {
        var words = member(json, "text");
        return new Mention(
                text(json, "alert"),
                word(What.values(), What::word, text(json, "what")),
                word(Severity.values(), Severity::word, text(json, "severity")),
                text(json, "rule"),
                text(json, "category"),
                new Text(text(words, "zh"), text(words, "en")),
                Instant.parse(text(json, "at")));
    }

    private static <T> T word(T[] all, Function<T, String> word, String wanted) {
        return Arrays.stream(all)
                .filter(each -> word.apply(each).equals(wanted))
                .findFirst()
                .orElseThrow(() -> spoilt(wanted));
    }

    private static Json member(Json json, String name) {
        return (json instanceof Json.Obj object ? object.get(name) : Optional.<Json>empty())
                .orElseThrow(() -> spoilt(name));
    }

    private static List<Json> items(Json json, String name) {
        return member(json, name) instanceof Json.Arr(var items) ? items : List.of();
    }

    private static String text(Json json, String name) {
        return string(member(json, name));
    }

    private static Optional<String> optional(Json json, String name) {
        return json instanceof Json.Obj object
                ? object.get(name).map(UnderwayForm::string)
                : Optional.empty();
    }

    private static String string(Json json) {
        if (json instanceof Json.Str(var text)) {
            return text;
        }
        throw spoilt("a text");
    }

    private static int number(Json json, String name) {
        if (member(json, name) instanceof Json.Whole(var number)) {
            return Math.toIntExact(number);
        }
        throw spoilt(name);
    }

    /// What was written by us and cannot be read is a defect of ours.
    private static IllegalStateException spoilt(String what) {
        return new IllegalStateException("what is kept of notifications is spoilt: " + what);
    }
}

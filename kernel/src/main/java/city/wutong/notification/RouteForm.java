package city.wutong.notification;

import city.wutong.json.Json;
import city.wutong.notification.Route.Matching;
import city.wutong.notification.Route.Step;
import city.wutong.rule.Rule.Severity;
import city.wutong.rule.Schedule;
import city.wutong.text.Text;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How a [Route] is written as JSON, where it is asked for and where it is kept.
public final class RouteForm {
    private static final int DAY_MINUTES = 24 * 60;
    private static final int LETTERS = 3;
    private static final String STEPS = "1 to " + Route.MOST_STEPS + " steps";
    private static final String WHOM =
            "one of {\"account\": id}, {\"role\": id, \"area\": code}, {\"post\": id}, {\"address\": text}";
    private static final String DAYS =
            Arrays.stream(DayOfWeek.values())
                    .map(RouteForm::word)
                    .collect(Collectors.joining(", "));
    private static final String TIME = "a time of day such as 08:00";

    private RouteForm() {}

    /// Reads one.
    ///
    /// @param zone in which its hours are meant
    /// @throws city.wutong.refusal.Refused when something is wrong with it
    public static Route read(String id, Json json, ZoneId zone) {
        var form =
                Form.of(
                        "",
                        json,
                        Set.of(
                                "id",
                                "name",
                                "on",
                                "alerts",
                                "hours",
                                "steps",
                                "gatherMinutes",
                                "quiet",
                                "tellsCleared"));
        return new Route(
                id,
                form.words("name"),
                form.flag("on", true),
                matching(form.json("alerts").orElse(Json.object(Map.of()))),
                schedule(form, "hours", zone),
                steps(form),
                Duration.ofMinutes(form.number("gatherMinutes", 0, 0, DAY_MINUTES)),
                schedule(form, "quiet", zone),
                form.flag("tellsCleared", false));
    }

    private static Matching matching(Json json) {
        var form =
                Form.of("alerts.", json, Set.of("least", "categories", "rules", "types", "areas"));
        return new Matching(
                severity(form),
                form.texts("categories", "categories of alerts"),
                form.texts("rules", "ids of rules"),
                form.texts("types", "short names of types"),
                form.texts("areas", "codes of areas"));
    }

    private static Severity severity(Form form) {
        var allowed =
                Arrays.stream(Severity.values())
                        .map(Severity::word)
                        .collect(Collectors.joining(", "));
        var word = form.optional("least", allowed).orElse(Severity.INFORMATIONAL.word());
        return Arrays.stream(Severity.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> form.wrong("least", allowed));
    }

    private static Optional<Schedule> schedule(Form form, String name, ZoneId zone) {
        return form.json(name)
                .map(json -> {
                    var hours = Form.of(name + ".", json, Set.of("days", "from", "to"));
                    return new Schedule(days(hours), time(hours, "from"), time(hours, "to"), zone);
                });
    }

    private static Set<DayOfWeek> days(Form hours) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var word : hours.texts("days", DAYS)) {
            days.add(
                    Arrays.stream(DayOfWeek.values())
                            .filter(day -> word(day).equals(word))
                            .findFirst()
                            .orElseThrow(() -> hours.wrong("days", DAYS)));
        }
        return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, LETTERS).toLowerCase(Locale.ROOT);
    }

    private static LocalTime time(Form hours, String name) {
        try {
            return LocalTime.parse(hours.text(name, TIME));
        } catch (DateTimeParseException e) {
            throw hours.wrong(name, TIME);
        }
    }

    private static List<Step> steps(Form form) {
        var steps = new ArrayList<Step>();
        var before = 0;
        for (var item : form.items("steps", Route.MOST_STEPS, STEPS)) {
            var where = "steps[" + steps.size() + "].";
            var step = Form.of(where, item, Set.of("afterMinutes", "whom", "channel"));
            int most = steps.isEmpty() ? 0 : DAY_MINUTES;
            before = step.number("afterMinutes", before, before, most);
            var whom = whom(where, step.needed("whom", WHOM));
            steps.add(
                    new Step(
                            Duration.ofMinutes(before),
                            whom,
                            step.text("channel", "the id of a channel")));
        }
        if (steps.isEmpty()) {
            throw form.wrong("steps", STEPS);
        }
        return steps;
    }

    private static Recipient whom(String where, Json json) {
        var form =
                Form.of(
                        where + "whom.",
                        json,
                        Set.of("account", "role", "area", "post", "address"));
        var account = form.optional("account", WHOM);
        var role = form.optional("role", WHOM);
        var post = form.optional("post", WHOM);
        var address = form.optional("address", WHOM);
        if (Arrays.asList(account, role, post, address).stream().filter(Optional::isPresent).count()
                != 1) {
            throw form.wrong("account", WHOM);
        }
        return account.<Recipient>map(Recipient.Person::new)
                .or(() ->
                        role.map(id ->
                                new Recipient.Holders(id, form.optional("area", WHOM).orElse("*"))))
                .or(() -> post.map(Recipient.OnDuty::new))
                .or(() -> address.map(Recipient.Address::new))
                .orElseThrow();
    }

    /// Reads what [#told(Recipient)] has written.
    public static Recipient recipient(Json json) {
        return whom("", json);
    }

    /// As it is told and kept.
    public static Json.Obj told(Route route) {
        var members = new LinkedHashMap<String, Json>();
        members.put("id", Json.of(route.id()));
        members.put("name", words(route.name()));
        members.put("on", Json.of(route.on()));
        members.put("alerts", told(route.alerts()));
        route.hours().ifPresent(hours -> members.put("hours", told(hours)));
        members.put("steps", Json.array(route.steps().stream().map(RouteForm::told).toList()));
        members.put("gatherMinutes", Json.of(route.gathers().toMinutes()));
        route.quiet().ifPresent(hours -> members.put("quiet", told(hours)));
        members.put("tellsCleared", Json.of(route.tellsCleared()));
        return Json.object(members);
    }

    private static Json told(Matching alerts) {
        var members = new LinkedHashMap<String, Json>();
        members.put("least", Json.of(alerts.least().word()));
        members.put("categories", texts(alerts.categories()));
        members.put("rules", texts(alerts.rules()));
        members.put("types", texts(alerts.types()));
        members.put("areas", texts(alerts.areas()));
        return Json.object(members);
    }

    private static Json told(Schedule hours) {
        var members = new LinkedHashMap<String, Json>();
        members.put(
                "days",
                Json.array(
                        hours.days().ofWeek().stream()
                                .sorted()
                                .map(day -> Json.of(word(day)))
                                .toList()));
        members.put("from", Json.of(hours.from().toString()));
        members.put("to", Json.of(hours.to().toString()));
        return Json.object(members);
    }

    private static Json told(Step step) {
        var members = new LinkedHashMap<String, Json>();
        members.put("afterMinutes", Json.of(step.after().toMinutes()));
        members.put("whom", told(step.whom()));
        members.put("channel", Json.of(step.channel()));
        return Json.object(members);
    }

    /// Whom a step tells.
    public static Json.Obj told(Recipient whom) {
        return switch (whom) {
            case Recipient.Person(var account) -> Json.object(Map.of("account", Json.of(account)));
            case Recipient.Holders(var role, var area) -> {
                var members = new LinkedHashMap<String, Json>();
                members.put("role", Json.of(role));
                members.put("area", Json.of(area));
                yield Json.object(members);
            }
            case Recipient.OnDuty(var post) -> Json.object(Map.of("post", Json.of(post)));
            case Recipient.Address(var text) -> Json.object(Map.of("address", Json.of(text)));
        };
    }

    static Json words(Text text) {
        var members = new LinkedHashMap<String, Json>();
        members.put("zh", Json.of(text.zh()));
        members.put("en", Json.of(text.en()));
        return Json.object(members);
    }

    private static Json texts(Collection<String> texts) {
        return Json.array(texts.stream().sorted().map(Json::of).toList());
    }
}

package city.wutong.scenario;

import city.wutong.clock.WorkCalendar;
import city.wutong.rule.Aggregate;
import city.wutong.rule.Derived;
import city.wutong.rule.Derived.Before;
import city.wutong.rule.Derived.Span;
import city.wutong.rule.Derived.Windowed;
import city.wutong.rule.Schedule;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Times;
import city.wutong.scenario.file.Yaml;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads what a rule works out of the past (`derive`) and when it is in force (`during`).
final class DerivedReader {
    private static final String BEFORE = "before";
    private static final String OVER = "over";
    private static final String EACH = "each";
    private static final String LATENESS = "lateness";
    private static final String LEAST = "least";
    private static final String WORKDAYS = "workdays";
    private static final String RESTDAYS = "restdays";

    /// A window holds so many observations at most; no more can be asked for.
    private static final int MOST_LEAST = 1_000;

    private static final List<String> OF_WINDOW = List.of(OVER, EACH, LATENESS, LEAST);
    private static final List<String> KINDS = kinds();
    private static final List<String> KEYS =
            Stream.of(KINDS, OF_WINDOW, AroundReader.OF_PLACE, AroundReader.OF_OTHERS)
                    .flatMap(List::stream)
                    .toList();

    /// As they are written, e.g. `mon`.
    private static final Map<String, DayOfWeek> DAYS = daysByWord();

    private static final List<String> DAY_WORDS =
            Stream.concat(DAYS.keySet().stream(), Stream.of(WORKDAYS, RESTDAYS)).toList();
    private static final WorkCalendar CALENDAR = WorkCalendar.ofChina();
    private static final Schedule.Days EVERY_DAY =
            new Schedule.Days(EnumSet.allOf(DayOfWeek.class), false, false, CALENDAR);

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");
    private static final Pattern HOURS =
            Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-([01]\\d|2[0-3]):([0-5]\\d)");

    private final Vocabulary vocabulary;
    private final AroundReader around;

    DerivedReader(Vocabulary vocabulary, Expressions expressions) {
        this.vocabulary = vocabulary;
        this.around = new AroundReader(vocabulary, expressions);
    }

    private static List<String> kinds() {
        var words = new ArrayList<String>();
        for (var aggregate : Aggregate.values()) {
            words.add(aggregate.word());
        }
        words.add(BEFORE);
        words.addAll(AroundReader.RELATIONS);
        words.add(AroundReader.LINKED);
        return List.copyOf(words);
    }

    private static Map<String, DayOfWeek> daysByWord() {
        var days = new LinkedHashMap<String, DayOfWeek>();
        for (var day : DayOfWeek.values()) {
            days.put(day.name().substring(0, 3).toLowerCase(Locale.ROOT), day);
        }
        return days;
    }

    /// The figures of a rule, by name.
    Map<String, Derived> derived(FieldReader rule, Optional<EntityModel> model) {
        var figures = new LinkedHashMap<String, Derived>();
        rule.optional("derive")
                .ifPresent(value -> {
                    if (!(value instanceof Yaml.Fields(var _, var _, var fields))) {
                        vocabulary.mistakes().add(value.place(), Fault.NOT_FIELDS, "derive");
                        return;
                    }
                    fields.forEach((name, field) -> {
                        if (!NAME.matcher(name).matches()) {
                            vocabulary.mistakes().add(field.place(), Fault.NOT_FIGURE_NAME, name);
                        }
                        figure(name, field.value(), model)
                                .ifPresent(figure -> figures.put(name, figure));
                    });
                });
        return figures;
    }

    private Optional<Derived> figure(String name, Yaml value, Optional<EntityModel> model) {
        var fields = FieldReader.of(value, name, KEYS, vocabulary.mistakes());
        var given = KINDS.stream().filter(fields::has).toList();
        if (given.size() != 1) {
            var place = given.size() > 1 ? fields.place(given.getLast()) : fields.place();
            vocabulary.mistakes().add(place, Fault.NOT_ONE_FIGURE, name, String.join(", ", KINDS));
            return Optional.empty();
        }
        var kind = given.getFirst();
        if (kind.equals(AroundReader.LINKED)) {
            refuse(fields, "avg, min, max …", OF_WINDOW);
            refuse(fields, "within, entered …", AroundReader.OF_PLACE);
            return around.linked(fields);
        }
        refuse(fields, AroundReader.LINKED, AroundReader.OF_OTHERS);
        if (AroundReader.RELATIONS.contains(kind)) {
            refuse(fields, "avg, min, max …", OF_WINDOW);
            return around.placed(fields, kind, model);
        }
        refuse(fields, "within, entered …", AroundReader.OF_PLACE);
        return ofAttribute(fields, kind, model);
    }

    private Optional<Derived> ofAttribute(
            FieldReader fields, String kind, Optional<EntityModel> model) {
        var attribute = fields.requiredScalar(kind);
        attribute.ifPresent(
                written -> vocabulary.attribute(model, written.text(), written.place()));
        return attribute.map(written ->
                kind.equals(BEFORE)
                        ? before(fields, written.text())
                        : windowed(fields, kind, written.text()));
    }

    private Derived before(FieldReader fields, String attribute) {
        refuse(fields, "avg, min, max …", OF_WINDOW);
        return new Before(attribute);
    }

    /// @param kinds what the keys go with
    private void refuse(FieldReader fields, String kinds, List<String> keys) {
        for (var key : keys) {
            if (fields.has(key)) {
                vocabulary.mistakes().add(fields.place(key), Fault.ONLY_WITH, key, kinds);
            }
        }
    }

    private Derived windowed(FieldReader fields, String word, String attribute) {
        var aggregate = Aggregate.valueOf(word.toUpperCase(Locale.ROOT));
        int least = fields.has(LEAST) ? fields.whole(LEAST, 1, MOST_LEAST) : 1;
        return new Windowed(attribute, aggregate, span(fields), least);
    }

    private Span span(FieldReader fields) {
        if (fields.has(OVER) == fields.has(EACH)) {
            vocabulary.mistakes().add(fields.place(), Fault.NOT_ONE_SPAN);
        }
        if (fields.has(LATENESS) && !fields.has(EACH)) {
            vocabulary.mistakes().add(fields.place(LATENESS), Fault.ONLY_WITH, LATENESS, EACH);
        }
        var late = fields.optionalDuration(LATENESS).orElse(Duration.ZERO);
        var origin = LocalDate.EPOCH.atStartOfDay(Times.ZONE).toInstant();
        return fields.has(EACH)
                ? new Span.Tumbling(fields.duration(EACH), origin, late)
                : new Span.Sliding(fields.optionalDuration(OVER).orElse(Duration.ofHours(1)));
    }

    /// When a rule is in force; empty: always.
    Optional<Schedule> during(FieldReader rule) {
        return rule.optional("during")
                .map(value ->
                        FieldReader.of(
                                value, "during", List.of("days", "hours"), vocabulary.mistakes()))
                .flatMap(this::schedule);
    }

    private Optional<Schedule> schedule(FieldReader fields) {
        if (!fields.has("days") && !fields.has("hours")) {
            vocabulary.mistakes().add(fields.place(), Fault.MISSING_KEY, "days, hours");
        }
        var days = fields.has("days") ? days(fields) : Optional.of(EVERY_DAY);
        var hours = fields.optionalScalar("hours");
        if (hours.isEmpty()) {
            return scheduled(days, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
        }
        var matcher = HOURS.matcher(hours.get().text());
        if (!matcher.matches()) {
            vocabulary.mistakes().add(hours.get().place(), Fault.NOT_HOURS, hours.get().text());
            return Optional.empty();
        }
        return scheduled(
                days,
                LocalTime.parse(matcher.group(1) + ":" + matcher.group(2)),
                LocalTime.parse(matcher.group(3) + ":" + matcher.group(4)));
    }

    private static Optional<Schedule> scheduled(
            Optional<Schedule.Days> days, LocalTime from, LocalTime to) {
        return days.map(on -> new Schedule(on, from, to, Times.ZONE));
    }

    /// Nothing when none of them is a day.
    private Optional<Schedule.Days> days(FieldReader fields) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        boolean working = false;
        boolean resting = false;
        for (var written : fields.scalars("days")) {
            var day = Optional.ofNullable(DAYS.get(written.text()));
            day.ifPresent(days::add);
            working |= written.text().equals(WORKDAYS);
            resting |= written.text().equals(RESTDAYS);
            if (!DAY_WORDS.contains(written.text())) {
                vocabulary
                        .mistakes()
                        .add(
                                written.place(),
                                Fault.NOT_ONE_OF,
                                written.text(),
                                "days",
                                Mistakes.instead(written.text(), DAY_WORDS));
            }
        }
        return days.isEmpty() && !working && !resting
                ? Optional.empty()
                : Optional.of(new Schedule.Days(days, working, resting, CALENDAR));
    }
}

package city.wutong.scenario.file;

import city.wutong.text.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads the keys of one mapping. Whatever is missing or wrong becomes a mistake and is read as a
/// stand-in ([#STAND_IN], zero, nothing), so that reading goes on and finds the other mistakes too;
/// what was made of stand-ins is thrown away with the scenario.
public final class FieldReader {
    /// Stands for a text that could not be read.
    public static final String STAND_IN = "?";

    /// Stands for words that could not be read.
    public static final Text NO_WORDS = new Text(STAND_IN, STAND_IN);

    /// Characters of the longest name.
    public static final int LONGEST_NAME = 60;

    private static final int LONGEST_TEXT = 20_000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final Yaml.Fields fields;
    private final boolean isThere;
    private final Mistakes mistakes;

    private FieldReader(Yaml.Fields fields, boolean isThere, Mistakes mistakes) {
        this.fields = fields;
        this.isThere = isThere;
        this.mistakes = mistakes;
    }

    /// A reader of what should be a mapping.
    ///
    /// @param what how a mistake calls the value
    /// @param known the keys there may be; any other is a mistake
    public static FieldReader of(Yaml value, String what, List<String> known, Mistakes mistakes) {
        if (!(value instanceof Yaml.Fields fields)) {
            mistakes.add(value.place(), Fault.NOT_FIELDS, what);
            return new FieldReader(nothing(value), false, mistakes);
        }
        fields.fields()
                .forEach((key, field) -> {
                    if (!known.contains(key)) {
                        mistakes.add(
                                field.place(),
                                Fault.UNKNOWN_KEY,
                                key,
                                Mistakes.instead(key, known));
                    }
                });
        return new FieldReader(fields, true, mistakes);
    }

    /// The same for the top of a file, whose `formatVersion` is checked.
    public static FieldReader ofFile(Document document, List<String> known, Mistakes mistakes) {
        var all = new ArrayList<String>();
        all.add("formatVersion");
        all.addAll(known);
        var reader = of(document.root(), document.file(), all, mistakes);
        reader.checkVersion();
        return reader;
    }

    private static Yaml.Fields nothing(Yaml value) {
        return new Yaml.Fields(value.place(), value.endLine(), new LinkedHashMap<>());
    }

    private void checkVersion() {
        required("formatVersion")
                .ifPresent(version -> {
                    if (!(version instanceof Yaml.Scalar scalar) || !scalar.text().equals("1")) {
                        var written = version instanceof Yaml.Scalar s ? s.text() : STAND_IN;
                        mistakes.add(version.place(), Fault.WRONG_VERSION, written);
                    }
                });
    }

    public Place place() {
        return fields.place();
    }

    /// The place of a key, or of the mapping when it is not there.
    public Place place(String key) {
        var field = fields.fields().get(key);
        return field == null ? place() : field.place();
    }

    public boolean has(String key) {
        return fields.fields().containsKey(key);
    }

    /// All keys with their values, in the order of the file.
    public SequencedMap<String, Yaml.Field> all() {
        return fields.fields();
    }

    public Optional<Yaml> optional(String key) {
        return Optional.ofNullable(fields.fields().get(key)).map(Yaml.Field::value);
    }

    /// The value, or a mistake and nothing; no mistake when the mapping as a whole was wrong.
    public Optional<Yaml> required(String key) {
        var value = optional(key);
        if (value.isEmpty() && isThere) {
            mistakes.add(place(), Fault.MISSING_KEY, key);
        }
        return value;
    }

    /// The scalar, not empty.
    public Optional<Yaml.Scalar> requiredScalar(String key) {
        return required(key).flatMap(value -> scalar(key, value));
    }

    public Optional<Yaml.Scalar> optionalScalar(String key) {
        return optional(key).flatMap(value -> scalar(key, value));
    }

    private Optional<Yaml.Scalar> scalar(String key, Yaml value) {
        if (value instanceof Yaml.Scalar scalar && !scalar.isNull() && !scalar.text().isBlank()) {
            if (scalar.text().length() <= LONGEST_TEXT) {
                return Optional.of(scalar);
            }
            mistakes.add(value.place(), Fault.TOO_LONG, key, LONGEST_TEXT);
            return Optional.empty();
        }
        mistakes.add(value.place(), Fault.NOT_TEXT, key);
        return Optional.empty();
    }

    public String text(String key) {
        return requiredScalar(key).map(Yaml.Scalar::text).orElse(STAND_IN);
    }

    public Optional<String> optionalText(String key) {
        return optionalScalar(key).map(Yaml.Scalar::text);
    }

    /// A name of small letters, digits and hyphens.
    public String name(String key) {
        var scalar = requiredScalar(key);
        scalar.filter(s -> !isName(s.text()))
                .ifPresent(s -> mistakes.add(s.place(), Fault.NOT_NAME, s.text(), LONGEST_NAME));
        return scalar.map(Yaml.Scalar::text).filter(FieldReader::isName).orElse(STAND_IN);
    }

    /// Whether scenarios and what is in them can be called so.
    public static boolean isName(String text) {
        return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
    }

    /// Words in both languages: `{zh: …, en: …}`.
    public Text words(String key) {
        return required(key).map(value -> words(key, value)).orElse(NO_WORDS);
    }

    public Optional<Text> optionalWords(String key) {
        return optional(key).map(value -> words(key, value));
    }

    private Text words(String key, Yaml value) {
        var languages = of(value, key, List.of("zh", "en"), mistakes);
        return new Text(languages.text("zh"), languages.text("en"));
    }

    public Duration duration(String key) {
        return requiredScalar(key)
                .map(s -> duration(key, s, Durations.LONGEST))
                .orElse(Duration.ofHours(1));
    }

    public Optional<Duration> optionalDuration(String key) {
        return optionalScalar(key).map(s -> duration(key, s, Durations.LONGEST));
    }

    /// How long something is kept, which may be for a lifetime.
    public Optional<Duration> optionalRetention(String key) {
        return optionalScalar(key).map(s -> duration(key, s, Durations.LONGEST_KEPT));
    }

    private Duration duration(String key, Yaml.Scalar scalar, Duration longest) {
        var length = Durations.parse(scalar.text(), longest);
        if (length.isEmpty()) {
            mistakes.add(scalar.place(), Fault.NOT_DURATION, key, scalar.text(), longest.toDays());
        }
        return length.orElse(Duration.ofHours(1));
    }

    /// A moment: with an offset from UTC, or local time in [Times#ZONE].
    public Instant time(String key) {
        return requiredScalar(key).map(s -> time(key, s)).orElse(Instant.EPOCH);
    }

    public Optional<Instant> optionalTime(String key) {
        return optionalScalar(key).map(s -> time(key, s));
    }

    private Instant time(String key, Yaml.Scalar scalar) {
        var time = Times.parse(scalar.text());
        if (time.isEmpty()) {
            mistakes.add(scalar.place(), Fault.NOT_TIME, key, scalar.text());
        }
        return time.orElse(Instant.EPOCH);
    }

    public Optional<BigDecimal> optionalNumber(String key) {
        return optionalScalar(key).flatMap(scalar -> number(key, scalar));
    }

    private Optional<BigDecimal> number(String key, Yaml.Scalar scalar) {
        var number = scalar.number();
        if (number.isEmpty()) {
            mistakes.add(scalar.place(), Fault.NOT_NUMBER, key, scalar.text());
        }
        return number;
    }

    /// A whole number within bounds; `least` when it is wrong.
    public int whole(String key, int least, int most) {
        var scalar = requiredScalar(key);
        var number =
                scalar.flatMap(Yaml.Scalar::number)
                        .filter(n -> n.stripTrailingZeros().scale() <= 0)
                        .filter(n -> n.compareTo(BigDecimal.valueOf(least)) >= 0)
                        .filter(n -> n.compareTo(BigDecimal.valueOf(most)) <= 0);
        if (scalar.isPresent() && number.isEmpty()) {
            mistakes.add(scalar.get().place(), Fault.OUT_OF_RANGE, key, least, most);
        }
        return number.map(BigDecimal::intValue).orElse(least);
    }

    public boolean flag(String key) {
        var scalar = requiredScalar(key);
        var flag = scalar.flatMap(Yaml.Scalar::flag);
        if (scalar.isPresent() && flag.isEmpty()) {
            mistakes.add(scalar.get().place(), Fault.NOT_FLAG, key);
        }
        return flag.orElse(true);
    }

    /// One of some words; the first of them when it is wrong.
    public <T> T oneOf(String key, List<T> values, Function<T, String> word) {
        return requiredScalar(key)
                .flatMap(s -> oneOf(key, s, values, word))
                .orElse(values.getFirst());
    }

    /// The same, or nothing when the key is not there.
    public <T> Optional<T> optionalOneOf(String key, List<T> values, Function<T, String> word) {
        return optionalScalar(key).flatMap(s -> oneOf(key, s, values, word));
    }

    private <T> Optional<T> oneOf(
            String key, Yaml.Scalar scalar, List<T> values, Function<T, String> word) {
        var found = values.stream().filter(v -> word.apply(v).equals(scalar.text())).findFirst();
        if (found.isEmpty()) {
            var known = values.stream().map(word).toList();
            mistakes.add(
                    scalar.place(),
                    Fault.NOT_ONE_OF,
                    scalar.text(),
                    key,
                    Mistakes.instead(scalar.text(), known));
        }
        return found;
    }

    /// The items of a list that must be there and have one at least.
    public List<Yaml> items(String key) {
        return required(key).map(value -> items(key, value)).orElse(List.of());
    }

    public List<Yaml> optionalItems(String key) {
        return optional(key).map(value -> items(key, value)).orElse(List.of());
    }

    private List<Yaml> items(String key, Yaml value) {
        if (value instanceof Yaml.Items list && !list.items().isEmpty()) {
            return list.items();
        }
        mistakes.add(value.place(), Fault.NOT_LIST, key);
        return List.of();
    }

    /// The words of a list, or one word that stands alone.
    public List<Yaml.Scalar> scalars(String key) {
        return required(key).map(value -> scalars(key, value)).orElse(List.of());
    }

    private List<Yaml.Scalar> scalars(String key, Yaml value) {
        return switch (value) {
            case Yaml.Scalar alone -> scalar(key, alone).stream().toList();
            case Yaml.Items _, Yaml.Fields _ ->
                    items(key, value).stream().flatMap(item -> scalar(key, item).stream()).toList();
        };
    }
}

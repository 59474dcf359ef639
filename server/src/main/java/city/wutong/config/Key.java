package city.wutong.config;

import city.wutong.journal.TenantName;
import city.wutong.jsonld.Names;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One key of the configuration: its name, its default as a person would write it, what it is for,
/// what is allowed, and how its text is read (empty when the text is not allowed).
public record Key<T>(
        String name,
        String fallback,
        String about,
        String allowed,
        boolean secret,
        Function<String, Optional<T>> parse) {

    private static final Pattern BYTES = Pattern.compile("(\\d{1,15})\\s*(|KiB|MiB|GiB)");
    private static final Pattern ORIGIN =
            Pattern.compile("https?://(\\[[0-9a-f:]+]|[a-z0-9.-]+)(:[0-9]{1,5})?");
    private static final int MAX_TENANTS = 1_000;
    private static final int MAX_ATTRIBUTES = 200;
    private static final int MAX_WORDS = 100;
    private static final int SHORTEST_SECRET = 32;

    /// The name of the environment variable for this key.
    public String variable() {
        return "WUTONG_" + name.toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_');
    }

    /// The text as it may be shown.
    String shown(String text) {
        return secret ? new Secret(text).toString() : text;
    }

    T fallbackValue() {
        return parse.apply(fallback)
                .orElseThrow(() -> new IllegalStateException("default of " + name));
    }

    static Key<Integer> number(String name, int fallback, int least, int most, String about) {
        return new Key<>(
                name,
                String.valueOf(fallback),
                about,
                "a whole number from " + least + " to " + most,
                false,
                text -> whole(text).filter(n -> n >= least && n <= most).map(Math::toIntExact));
    }

    static Key<Long> bytes(String name, String fallback, long least, String about) {
        return new Key<>(
                name,
                fallback,
                about,
                "a number of bytes, such as 1048576, 64 KiB, 16 MiB or 2 GiB"
                        + (least > 0 ? ", at least " + least : ""),
                false,
                text -> byteCount(text).filter(n -> n >= least));
    }

    static Key<Boolean> flag(String name, boolean fallback, String about) {
        return new Key<>(
                name,
                String.valueOf(fallback),
                about,
                "true or false",
                false,
                text ->
                        switch (text) {
                            case "true" -> Optional.of(true);
                            case "false" -> Optional.of(false);
                            default -> Optional.empty();
                        });
    }

    static Key<Duration> duration(String name, Duration fallback, Duration least, String about) {
        return new Key<>(
                name,
                fallback.toString(),
                about,
                "an ISO 8601 duration, such as PT30S, PT5M or PT1H, at least " + least,
                false,
                text -> isoDuration(text).filter(d -> d.compareTo(least) >= 0));
    }

    static Key<Path> folder(String name, String fallback, String about) {
        return new Key<>(name, fallback, about, "a folder", false, Key::path);
    }

    /// A file that may be left out.
    static Key<Optional<Path>> file(String name, String about) {
        return new Key<>(name, "", about, "a file", false, Key::pathOrNone);
    }

    private static Optional<Optional<Path>> pathOrNone(String text) {
        if (text.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        var path = path(text);
        return path.isPresent() ? Optional.of(path) : Optional.empty();
    }

    /// The second word stands for true.
    static Key<Boolean> words(String name, List<String> offAndOn, String about) {
        return new Key<>(
                name,
                offAndOn.getFirst(),
                about,
                String.join(" or ", offAndOn),
                false,
                text ->
                        Optional.of(text)
                                .filter(offAndOn::contains)
                                .map(word -> word.equals(offAndOn.getLast())));
    }

    static Key<List<String>> origins(String name, String about) {
        return new Key<>(
                name,
                "",
                about,
                "origins such as https://map.example.org divided by commas, or * for every page there"
                        + " is",
                false,
                text ->
                        Optional.of(parts(text))
                                .filter(all -> all.stream().allMatch(Key::isOrigin)));
    }

    private static boolean isOrigin(String text) {
        return text.equals("*") || ORIGIN.matcher(text).matches();
    }

    static Key<List<Path>> folders(String name, String about) {
        return new Key<>(name, "", about, "folders divided by commas", false, Key::paths);
    }

    static Key<List<Path>> files(String name, String about, String allowed) {
        return new Key<>(name, "", about, allowed, false, Key::paths);
    }

    static Key<ZoneId> zone(String name, String fallback, String about) {
        return new Key<>(
                name,
                fallback,
                about,
                "a name of the IANA time zone database, such as Asia/Shanghai",
                false,
                text ->
                        Optional.of(text)
                                .filter(ZoneId.getAvailableZoneIds()::contains)
                                .map(ZoneId::of));
    }

    static Key<Secret> postgresUrl(String name, String about) {
        return new Key<>(
                name,
                "",
                about,
                "postgresql://user:password@host:5432/database or a jdbc:postgresql: URL",
                true,
                text -> Optional.of(new Secret(text)).filter(Key::isPostgresUrl));
    }

    static Key<String> address(String name, String fallback, String about) {
        return new Key<>(
                name,
                fallback,
                about,
                "an address of this machine, or localhost; without sign-in 127.0.0.1, ::1 or localhost",
                false,
                text -> Optional.of(text).filter(Key::isAddress));
    }

    /// One of a few words: the names of an enum in small letters.
    static <E extends Enum<E>> Key<E> choice(String name, E fallback, String about) {
        var choices = fallback.getDeclaringClass().getEnumConstants();
        return new Key<>(
                name,
                word(fallback),
                about,
                Stream.of(choices).map(Key::word).collect(Collectors.joining(", ")),
                false,
                text -> Stream.of(choices).filter(each -> word(each).equals(text)).findFirst());
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Key<List<String>> words(String name, String about, String allowed) {
        return new Key<>(
                name,
                "",
                about,
                allowed + ", divided by commas, at most " + MAX_WORDS,
                false,
                text ->
                        Optional.of(parts(text.toLowerCase(Locale.ROOT)))
                                .filter(all -> all.size() <= MAX_WORDS));
    }

    static Key<Secret> secret(String name, String about) {
        return new Key<>(
                name,
                "",
                about,
                "at least " + SHORTEST_SECRET + " characters",
                true,
                text ->
                        Optional.of(new Secret(text))
                                .filter(secret ->
                                        secret.isEmpty() || text.length() >= SHORTEST_SECRET));
    }

    static Key<List<String>> attributes(String name, String about) {
        return new Key<>(
                name,
                "",
                about,
                "names of attributes or IRIs, divided by commas, at most " + MAX_ATTRIBUTES,
                false,
                text ->
                        Optional.of(parts(text))
                                .filter(all -> all.size() <= MAX_ATTRIBUTES)
                                .filter(all -> all.stream().allMatch(Names::isNameOrUri)));
    }

    static Key<List<String>> tenants(String name, String about) {
        return new Key<>(
                name,
                "",
                about,
                "names divided by commas, each " + TenantName.ALLOWED,
                false,
                Key::tenantNames);
    }

    private static Optional<Long> whole(String text) {
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> byteCount(String text) {
        Matcher matcher = BYTES.matcher(text);
        return matcher.matches()
                ? whole(matcher.group(1)).map(n -> n * unit(matcher.group(2)))
                : Optional.empty();
    }

    private static long unit(String name) {
        return switch (name) {
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            default -> 1L;
        };
    }

    private static Optional<Duration> isoDuration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> path(String text) {
        String home = System.getProperty("user.home", "");
        return Optional.of(text)
                .filter(t -> !t.isEmpty() && t.indexOf('\0') < 0)
                .map(t -> t.equals("~") || t.startsWith("~/") ? home + t.substring(1) : t)
                .map(t -> Path.of(t).toAbsolutePath().normalize());
    }

    private static Optional<List<Path>> paths(String text) {
        var found = new ArrayList<Path>();
        for (var part : text.split(",", -1)) {
            if (!part.isBlank()) {
                var one = path(part.strip());
                if (one.isEmpty()) {
                    return Optional.empty();
                }
                found.add(one.get());
            }
        }
        return Optional.of(List.copyOf(found));
    }

    private static boolean isPostgresUrl(Secret url) {
        return url.isEmpty()
                || Stream.of("postgresql://", "postgres://", "jdbc:postgresql:")
                        .anyMatch(url.value()::startsWith);
    }

    private static boolean isAddress(String text) {
        try {
            return text.equals("localhost") || !InetAddress.ofLiteral(text).isMulticastAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isLoopback(String text) {
        try {
            return text.equals("localhost") || InetAddress.ofLiteral(text).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<List<String>> tenantNames(String text) {
        return Optional.of(parts(text))
                .filter(all -> all.size() <= MAX_TENANTS)
                .filter(all -> all.stream().allMatch(TenantName::isName));
    }

    private static List<String> parts(String text) {
        return Pattern.compile(",")
                .splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .distinct()
                .toList();
    }
}

package city.wutong.http;

import city.wutong.jsonld.DateTimes;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/// The query parameters of a request. A resource first says which it knows; another one is refused.
public final class Parameters {
    private final Map<String, List<String>> values;

    public Parameters(Map<String, List<String>> values) {
        this.values = Map.copyOf(values);
    }

    /// The names of both.
    public static Set<String> union(Set<String> one, Set<String> other) {
        var all = new HashSet<>(one);
        all.addAll(other);
        return Set.copyOf(all);
    }

    /// A UTC time; empty when the parameter is not given.
    public Optional<Instant> time(String name) {
        return text(name)
                .map(text ->
                        DateTimes.read(text)
                                .orElseThrow(() ->
                                        refused(name, "a UTC time like 2026-11-22T06:30:00Z")));
    }

    /// Refuses what the resource does not know.
    ///
    /// @throws city.wutong.refusal.Refused when there is one that is not allowed, or one is given
    ///   twice
    public void allow(Set<String> allowed) {
        for (var entry : values.entrySet()) {
            if (!allowed.contains(entry.getKey())) {
                throw Refusal.of(
                                HttpReason.PARAMETER_UNKNOWN,
                                entry.getKey(),
                                String.join(", ", new TreeSet<>(allowed)))
                        .thrown();
            }
            if (entry.getValue().size() > 1) {
                throw Refusal.of(HttpReason.PARAMETER_TWICE, entry.getKey()).thrown();
            }
        }
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).map(List::getFirst);
    }

    /// The names of all that are given, in alphabetical order.
    public SequencedSet<String> names() {
        return new TreeSet<>(values.keySet());
    }

    /// The parts of a list with commas; empty when the parameter is not given.
    public List<String> list(String name) {
        var text = text(name);
        if (text.isEmpty()) {
            return List.of();
        }
        var parts = new ArrayList<String>();
        for (var part : text.get().split(",", -1)) {
            if (part.isBlank()) {
                throw refused(name, "words with commas between them, none of them empty");
            }
            parts.add(part.strip());
        }
        return parts;
    }

    /// As [#list], of which each must be one of these words.
    public List<String> words(String name, Set<String> allowed) {
        var words = list(name);
        for (var word : words) {
            if (!allowed.contains(word)) {
                throw Refusal.of(
                                HttpReason.OPTION_UNKNOWN,
                                name,
                                word,
                                String.join(", ", new TreeSet<>(allowed)))
                        .thrown();
            }
        }
        return words;
    }

    public boolean flag(String name) {
        return switch (text(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(name, "true, false");
        };
    }

    public OptionalInt number(String name, int least, int most) {
        var text = text(name);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= least && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            throw refused(name, least + " to " + most);
        }
        throw refused(name, least + " to " + most);
    }

    public Refused refused(String name, String allowed) {
        return Refusal.of(HttpReason.PARAMETER_VALUE, name, text(name).orElse(""), allowed)
                .thrown();
    }
}

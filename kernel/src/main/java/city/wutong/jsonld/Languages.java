package city.wutong.jsonld;

import city.wutong.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A language filter (clause 4.15), e.g. `fr-CH,fr;q=0.9,en;q=0.8,*;q=0.5`: the languages that a
/// reader wants, the best first.
///
/// @param ranges lower-case tags, or `*`
/// @param unwanted ranges of weight 0, which neither `*` nor the lack of better ones brings up
public record Languages(List<String> ranges, List<String> unwanted) {
    static final int MOST_RANGES = 50;

    public Languages {
        ranges = List.copyOf(ranges);
        unwanted = List.copyOf(unwanted);
    }

    private record Weighted(String range, double weight) {}

    /// The filter that a `lang` parameter says; empty when it says none.
    public static Optional<Languages> read(String text) {
        var weighted = new ArrayList<Weighted>();
        for (var part : text.split(",", MOST_RANGES + 1)) {
            int semicolon = part.indexOf(';');
            var range = (semicolon < 0 ? part : part.substring(0, semicolon)).strip();
            var weight = weight(semicolon < 0 ? "" : part.substring(semicolon + 1).strip());
            if (weight.isEmpty() || !(range.equals("*") || Names.isLanguageTag(range))) {
                return Optional.empty();
            }
            weighted.add(new Weighted(range.toLowerCase(Locale.ROOT), weight.get()));
        }
        weighted.sort(Comparator.comparingDouble(Weighted::weight).reversed());
        return Optional.of(
                new Languages(
                        weighted.stream()
                                .filter(one -> one.weight() > 0)
                                .map(Weighted::range)
                                .toList(),
                        weighted.stream()
                                .filter(one -> one.weight() == 0)
                                .map(Weighted::range)
                                .toList()));
    }

    private static Optional<Double> weight(String parameter) {
        if (parameter.isEmpty()) {
            return Optional.of(1.0);
        }
        try {
            return parameter.startsWith("q=")
                    ? Optional.of(Double.valueOf(parameter.substring(2)))
                            .filter(weight -> weight >= 0 && weight <= 1)
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /// The entry of a language map to show: the best wanted, else the one without language, else
    /// the first. Empty only for an empty map.
    Optional<Map.Entry<String, Json>> choose(SequencedMap<String, Json> map) {
        for (var range : ranges) {
            for (var wanted = range; !wanted.isEmpty(); wanted = wider(wanted)) {
                for (var entry : map.entrySet()) {
                    var tag = entry.getKey().toLowerCase(Locale.ROOT);
                    if (matches(wanted, tag) && !(wanted.equals("*") && isUnwanted(tag))) {
                        return Optional.of(entry);
                    }
                }
            }
        }
        var without = map.get("@none");
        return without == null ? any(map) : Optional.of(Map.entry("@none", without));
    }

    private Optional<Map.Entry<String, Json>> any(SequencedMap<String, Json> map) {
        return map.entrySet().stream()
                .filter(entry -> !isUnwanted(entry.getKey().toLowerCase(Locale.ROOT)))
                .findFirst()
                .or(() -> map.entrySet().stream().findFirst());
    }

    private boolean isUnwanted(String tag) {
        return unwanted.stream().anyMatch(range -> matches(range, tag));
    }

    private static boolean matches(String range, String tag) {
        return range.equals("*")
                || tag.equals(range)
                || (tag.startsWith(range) && tag.charAt(range.length()) == '-');
    }

    private static String wider(String range) {
        int dash = range.lastIndexOf('-');
        return dash < 0 ? "" : range.substring(0, dash);
    }
}

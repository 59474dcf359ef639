package city.wutong.http;

import city.wutong.refusal.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a request accepts: its Accept header, read once (RFC 9110 §12.5.1).
///
/// @param text as it came; empty when it accepts anything
record Accept(String text, List<Range> ranges) {
    private static final Accept ANYTHING = new Accept("", List.of());

    Accept {
        ranges = List.copyOf(ranges);
    }

    /// A media range, e.g. `application/*`, and how much it is liked, 0 to 1.
    record Range(String name, double weight) {
        private static final int WHOLE = 2;
        private static final int SAME_KIND = 1;
        private static final int ANY = 0;
        private static final int NONE = -1;

        private static Range of(String text) {
            return new Range(MediaTypes.of(text), weight(text));
        }

        private static double weight(String text) {
            var plain = text.replace(" ", "").toLowerCase(Locale.ROOT);
            int at = plain.indexOf(";q=");
            if (at < 0) {
                return 1;
            }
            var rest = plain.substring(at + 3);
            int end = rest.indexOf(';');
            try {
                return Double.parseDouble(end < 0 ? rest : rest.substring(0, end));
            } catch (NumberFormatException e) {
                return 1; // what is no weight says nothing
            }
        }

        /// How closely it means the type.
        private int closeness(String type) {
            if (name.equals(type)) {
                return WHOLE;
            }
            if (name.equals(type.substring(0, type.indexOf('/')) + "/*")) {
                return SAME_KIND;
            }
            return name.equals("*/*") ? ANY : NONE;
        }
    }

    static Accept of(Map<String, List<String>> headers) {
        var text = String.join(",", headers.getOrDefault("accept", List.of()));
        if (text.isBlank()) {
            return ANYTHING;
        }
        var ranges = new ArrayList<Range>();
        for (var range : text.split(",")) {
            ranges.add(Range.of(range));
        }
        return new Accept(text, ranges);
    }

    /// Which of the possible types it likes best; the first of them when it likes all the same.
    ///
    /// @throws city.wutong.refusal.Refused when it likes none
    String best(List<String> possible) {
        if (text.isEmpty()) {
            return possible.getFirst();
        }
        String best = "";
        double bestQuality = 0;
        for (var type : possible) {
            double quality = quality(type);
            if (quality > bestQuality) {
                best = type;
                bestQuality = quality;
            }
        }
        if (best.isEmpty()) {
            throw Refusal.of(HttpReason.NOT_ACCEPTABLE, text, String.join(", ", possible)).thrown();
        }
        return best;
    }

    /// What the closest range gives to a type.
    private double quality(String type) {
        double quality = 0;
        int closest = Range.NONE;
        for (var range : ranges) {
            int closeness = range.closeness(type);
            if (closeness > closest) {
                closest = closeness;
                quality = range.weight();
            }
        }
        return quality;
    }
}

package city.wutong.http;

import city.wutong.refusal.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The media types of NGSI-LD and what a request accepts (ETSI GS CIM 009 V1.9.1 clause 6.3.4; RFC
/// 9110 §12.5.1).
public final class MediaTypes {
    public static final String JSON = "application/json";
    public static final String LD_JSON = "application/ld+json";
    public static final String GEO_JSON = "application/geo+json";
    public static final String MERGE_PATCH = "application/merge-patch+json";
    public static final String PROBLEM = "application/problem+json";
    public static final String EVENT_STREAM = "text/event-stream";

    /// What an NGSI-LD answer can be, the preferred first.
    public static final List<String> ENTITIES = List.of(JSON, LD_JSON);

    /// What the answer to a retrieval or a query of entities can be, the preferred first.
    public static final List<String> SPATIAL_ENTITIES = List.of(JSON, LD_JSON, GEO_JSON);

    private MediaTypes() {}

    /// The media type of a Content-Type header, without its parameters.
    public static String of(String header) {
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /// Which of the possible types the Accept header likes best; the first of them when there is
    /// none.
    ///
    /// @throws city.wutong.refusal.Refused when it likes none
    public static String accepted(Optional<String> accept, List<String> possible) {
        if (accept.isEmpty() || accept.get().isBlank()) {
            return possible.getFirst();
        }
        String best = "";
        double bestQuality = 0;
        for (var type : possible) {
            double quality = quality(accept.get(), type);
            if (quality > bestQuality) {
                best = type;
                bestQuality = quality;
            }
        }
        if (best.isEmpty()) {
            throw Refusal.of(HttpReason.NOT_ACCEPTABLE, accept.get(), String.join(", ", possible))
                    .thrown();
        }
        return best;
    }

    /// The quality that the most specific matching range gives to a type.
    private static double quality(String accept, String type) {
        double quality = 0;
        int specificity = -1;
        for (var range : accept.split(",")) {
            var name = of(range);
            int matched = specificity(name, type);
            if (matched > specificity) {
                specificity = matched;
                quality = weight(range);
            }
        }
        return quality;
    }

    private static int specificity(String range, String type) {
        if (range.equals(type)) {
            return 2;
        }
        if (range.equals(type.substring(0, type.indexOf('/')) + "/*")) {
            return 1;
        }
        return range.equals("*/*") ? 0 : -1;
    }

    private static double weight(String range) {
        int at = range.replace(" ", "").toLowerCase(Locale.ROOT).indexOf(";q=");
        if (at < 0) {
            return 1;
        }
        var rest = range.replace(" ", "").substring(at + 3);
        int end = rest.indexOf(';');
        try {
            return Double.parseDouble(end < 0 ? rest : rest.substring(0, end));
        } catch (NumberFormatException e) {
            return 1; // what is no weight says nothing
        }
    }
}

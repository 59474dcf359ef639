package city.wutong.http;

import java.util.List;
import java.util.Locale;

/// The media types of NGSI-LD (ETSI GS CIM 009 V1.9.1 clause 6.3.4).
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
}

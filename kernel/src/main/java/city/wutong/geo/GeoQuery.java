package city.wutong.geo;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.refusal.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/// A geo-query (clause 4.10): entities whose geometry stands in a relation to a reference geometry.
///
/// It is made once per request or subscription and asked for many entities: what the reference
/// needs for that is prepared when it is made. Safe for many threads.
public final class GeoQuery {
    /// The GeoProperty that is asked for when none is named: the core term `location`.
    public static final String LOCATION = "https://uri.etsi.org/ngsi-ld/location";

    /// The most positions of a reference geometry.
    public static final int MOST_POSITIONS = 10_000;

    private static final String RELATIONS =
            "near, within, contains, intersects, overlaps, disjoint, equals";
    private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);

    private final GeoRelation relation;
    private final Geometry reference;
    private final String property;
    private final Predicate<Geometry> test;
    private final @Nullable List<Envelope> envelopes;

    /// A query of its parts.
    ///
    /// @param property the expanded name of the GeoProperty that is looked at
    public GeoQuery(GeoRelation relation, Geometry reference, String property) {
        this.relation = relation;
        this.reference = reference;
        this.property = property;
        this.test = relation.to(reference);
        this.envelopes = envelopes(relation, reference).orElse(null);
    }

    /// The four parameters as a request has them; an empty one counts as not given.
    public record Parameters(
            @Nullable String georel,
            @Nullable String geometry,
            @Nullable String coordinates,
            @Nullable String geoproperty) {
        public Parameters {
            georel = given(georel);
            geometry = given(geometry);
            coordinates = given(coordinates);
            geoproperty = given(geoproperty);
        }

        private static @Nullable String given(@Nullable String text) {
            return text == null || text.isBlank() ? null : text;
        }
    }

    /// The query that the parameters spell. None when there is neither georel nor geometry nor
    /// coordinates: a geoproperty alone is to be ignored (Table 6.4.3.2-1).
    ///
    /// @param expand turns the name of the geoproperty into an IRI
    /// @throws Refused when they do not spell one
    public static Optional<GeoQuery> parse(Parameters given, UnaryOperator<String> expand) {
        var georel = given.georel();
        var geometry = given.geometry();
        var coordinates = given.coordinates();
        if (georel == null && geometry == null && coordinates == null) {
            return Optional.empty();
        }
        if (georel == null || geometry == null || coordinates == null) {
            throw GeoJson.refused(GeoReason.PARAMETERS_TOGETHER, missing(given));
        }
        var relation = relation(georel);
        var reference = GeoJson.geometry(geometry, json(coordinates), MOST_POSITIONS);
        var name = given.geoproperty();
        return Optional.of(
                new GeoQuery(relation, reference, name == null ? LOCATION : expand.apply(name)));
    }

    public GeoRelation relation() {
        return relation;
    }

    public Geometry reference() {
        return reference;
    }

    /// The expanded name of the GeoProperty that is looked at.
    public String property() {
        return property;
    }

    /// Whether the GeoJSON geometry of an entity stands in the relation; what is no geometry does
    /// not.
    public boolean matches(Json geometry) {
        try {
            return matches(GeoJson.parse(geometry));
        } catch (Refused e) {
            return false;
        }
    }

    public boolean matches(Geometry geometry) {
        return mayMatch(geometry.getEnvelopeInternal()) && test.test(geometry);
    }

    private boolean mayMatch(Envelope box) {
        if (envelopes == null) {
            return true;
        }
        for (var envelope : envelopes) {
            if (envelope.intersects(box)) {
                return true;
            }
        }
        return false;
    }

    /// Boxes of longitude (x) and latitude (y): the box of every geometry that matches meets at
    /// least one of them. Empty when no box is known and all must be looked at.
    public Optional<List<Envelope>> envelopes() {
        return Optional.ofNullable(envelopes);
    }

    private static Optional<List<Envelope>> envelopes(GeoRelation relation, Geometry reference) {
        var box = reference.getEnvelopeInternal();
        return switch (relation) {
            case GeoRelation.Near(var metres) -> Surroundings.of(box, metres);
            case GeoRelation.Beyond _ -> Optional.empty();
            case GeoRelation.Topological.DISJOINT -> Optional.empty();
            case GeoRelation.Topological.WITHIN,
                    GeoRelation.Topological.CONTAINS,
                    GeoRelation.Topological.INTERSECTS,
                    GeoRelation.Topological.OVERLAPS,
                    GeoRelation.Topological.EQUALS ->
                    Optional.of(List.of(box));
        };
    }

    private static String missing(Parameters given) {
        var names = new ArrayList<String>();
        if (given.georel() == null) {
            names.add("georel");
        }
        if (given.geometry() == null) {
            names.add("geometry");
        }
        if (given.coordinates() == null) {
            names.add("coordinates");
        }
        return String.join(", ", names);
    }

    private static GeoRelation relation(String georel) {
        if (georel.equals("near") || georel.startsWith("near;")) {
            return near(georel);
        }
        for (var relation : GeoRelation.Topological.values()) {
            if (relation.text().equals(georel)) {
                return relation;
            }
        }
        throw GeoJson.refused(GeoReason.RELATION_UNKNOWN, georel, RELATIONS);
    }

    private static GeoRelation near(String georel) {
        var most = "near;maxDistance==";
        var least = "near;minDistance==";
        if (georel.indexOf(';') == georel.lastIndexOf(';')) {
            if (georel.startsWith(most)) {
                return new GeoRelation.Near(metres(georel.substring(most.length())));
            }
            if (georel.startsWith(least)) {
                return new GeoRelation.Beyond(metres(georel.substring(least.length())));
            }
        }
        throw GeoJson.refused(GeoReason.DISTANCE_MALFORMED, georel);
    }

    private static double metres(String text) {
        if (json(text, GeoReason.DISTANCE_NOT_POSITIVE) instanceof Json.Num number) {
            double metres = number.asDouble();
            if (metres > 0 && !Double.isInfinite(metres)) {
                return metres;
            }
        }
        throw GeoJson.refused(GeoReason.DISTANCE_NOT_POSITIVE, text);
    }

    static Json json(String coordinates) {
        return json(coordinates, GeoReason.COORDINATES_NOT_JSON);
    }

    private static Json json(String text, GeoReason otherwise) {
        try {
            return READER.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw GeoJson.refused(otherwise, text);
        }
    }
}

package city.wutong.resource;

import city.wutong.entity.Entity;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.MediaTypes;
import city.wutong.http.Parameters;
import city.wutong.json.Json;
import city.wutong.json.JsonContent;
import city.wutong.jsonld.EntityReader;
import city.wutong.jsonld.FeatureWriter;
import city.wutong.jsonld.Join;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.LinkedWriter;
import city.wutong.jsonld.LinkedWriter.Written;
import city.wutong.jsonld.Purpose;
import city.wutong.jsonld.Representation;
import city.wutong.jsonld.ShownReason;
import city.wutong.jsonld.SpecVersion;
import city.wutong.refusal.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/// How a request wants entities shown, and the answer that shows them so (ETSI GS CIM 009 V1.9.1
/// clauses 5.7.1, 5.7.2, 6.3.4 to 6.3.7, 6.3.11 and 6.3.15).
///
/// @param representation of each entity
/// @param join whether those that they link to are shown too
/// @param version the version of NGSI-LD nearest to the one that the request prefers, if it does
/// @param geo when the answer is GeoJSON
record Shown(
        LdContext context,
        Representation representation,
        Join join,
        Optional<SpecVersion> version,
        Optional<Geo> geo) {
    /// The parameters that it reads.
    static final Set<String> PARAMETERS = ShownParameters.ALL;

    private static final int ALTERED = 203;

    /// What GeoJSON is made of an entity.
    ///
    /// @param property expanded name of the one that gives the geometry
    /// @param hasContext whether the `@context` stands in the body
    record Geo(String property, boolean hasContext) {}

    /// What is asked by the headers of the call and by these parameters: its own, or those in the
    /// body of a query by POST, whose arrays come here as lists with commas.
    static Shown of(Call call, Parameters asked, LdContext context) {
        var read = new ShownParameters(asked, context);
        var join = read.join();
        var representation = read.representation(join);
        var geo = geo(call, asked, context);
        var version =
                call.preferences()
                        .of("ngsi-ld")
                        .flatMap(SpecVersion::read)
                        .map(SpecVersion::nearest)
                        .filter(_ -> geo.isEmpty());
        return new Shown(
                context,
                version.map(representation::as).orElse(representation),
                join,
                version,
                geo);
    }

    private static Optional<Geo> geo(Call call, Parameters asked, LdContext context) {
        var type = call.accepted(MediaTypes.SPATIAL_ENTITIES);
        var property = asked.text("geometryProperty");
        if (type.equals(MediaTypes.GEO_JSON)) {
            var name = new EntityReader(context, Purpose.WHOLE).name(property.orElse("location"));
            boolean isBare = call.preferences().of("body").equals(Optional.of("json"));
            return Optional.of(new Geo(name, !isBare));
        }
        if (property.isPresent()) {
            throw Refusal.of(ShownReason.GEOMETRY_WITHOUT_GEO_JSON, type).thrown();
        }
        return Optional.empty();
    }

    /// The expanded names in `attrs`.
    static Set<String> attributes(Parameters parameters, LdContext context) {
        var reader = new EntityReader(context, Purpose.WHOLE);
        var names = new LinkedHashSet<String>();
        parameters.list("attrs").forEach(name -> names.add(reader.name(name)));
        return names;
    }

    /// The answer to a retrieval.
    ///
    /// @param lookup finds what it links to
    Answer one(Entity entity, Function<String, Optional<Entity>> lookup) {
        var written =
                hasAskedAttribute(entity) ? write(List.of(entity), lookup) : List.<Written>of();
        if (written.isEmpty()) {
            return Answer.refused(Refusal.of(ShownReason.NOTHING_LEFT, entity.id()));
        }
        if (join.isFlat()) {
            return list(List.of(entity), written, lookup);
        }
        if (geo.isPresent()) {
            return geoJson(features(geo.get()).feature(written.getFirst()), geo.get());
        }
        return versioned(
                written.getFirst().content(),
                () -> unamended().write(List.of(entity), lookup).getFirst().content());
    }

    private boolean hasAskedAttribute(Entity entity) {
        var asked = representation.selection().attributes();
        return asked.isEmpty() || entity.attributeNames().stream().anyMatch(asked::contains);
    }

    /// The answer to a query.
    ///
    /// @param lookup finds what they link to
    Answer many(List<Entity> entities, Function<String, Optional<Entity>> lookup) {
        return list(entities, write(entities, lookup), lookup);
    }

    private Answer list(
            List<Entity> asked, List<Written> written, Function<String, Optional<Entity>> lookup) {
        return geo.isPresent()
                ? geoJson(features(geo.get()).collection(written), geo.get())
                : versioned(array(written), () -> array(unamended().write(asked, lookup)));
    }

    private static JsonContent array(List<Written> written) {
        return JsonContent.array(written.stream().map(Written::content).toList());
    }

    private List<Written> write(List<Entity> entities, Function<String, Optional<Entity>> lookup) {
        return new LinkedWriter(context, join, lookup).write(entities, representation);
    }

    private FeatureWriter features(Geo chosen) {
        return new FeatureWriter(chosen.property(), representation.selection());
    }

    private Answer geoJson(Json json, Geo chosen) {
        return Answer.of(200, new Answer.GeoJson(json, context, chosen.hasContext()));
    }

    private Shown unamended() {
        return new Shown(context, representation.as(SpecVersion.OWN), join, version, geo);
    }

    /// 203 when the preferred version made it another than it would be (clauses 4.3.6.8, 6.3.6).
    private Answer versioned(JsonContent content, Supplier<JsonContent> unamended) {
        if (version.isEmpty()) {
            return EntitiesResource.ld(200, content, context);
        }
        var json = content.tree();
        boolean isOwn =
                version.get().equals(SpecVersion.OWN) || json.equals(unamended.get().tree());
        return EntitiesResource.ld(isOwn ? 200 : ALTERED, json, context)
                .with("Preference-Applied", "ngsi-ld=" + version.get());
    }
}

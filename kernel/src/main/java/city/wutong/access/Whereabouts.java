package city.wutong.access;

import city.wutong.context.OwnRead;
import city.wutong.context.OwnType;
import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.geo.GeoJson;
import city.wutong.json.Json;
import city.wutong.refusal.Refused;
import java.util.List;
import java.util.Optional;

/// Finds out in which area an entity lies, and what it is about.
///
/// The area is the one whose code stands in the attribute that the model marks for it; without one,
/// the smallest that covers the entity's `location`. An alert or a case lies where its own location
/// is, or else where its subject lies. What names an area that nobody knows, or two, lies in none.
record Whereabouts(Marks marks, Areas areas, LinkedEntities entities) {
    private static final String LOCATION = "location";

    /// The code of the area; empty when it lies in none.
    Optional<String> areaOf(Entity entity) {
        var subject = own(entity).flatMap(_ -> subjectOf(entity));
        if (subject.isPresent() && OwnRead.of(entity).place(LOCATION).isEmpty()) {
            return placeOf(subject.get());
        }
        return placeOf(entity);
    }

    private Optional<String> placeOf(Entity entity) {
        var named = Optional.<String>empty();
        for (var name : marks.of(entity.types()).areas()) {
            var attribute = entity.attribute(name, null);
            if (attribute.isEmpty()) {
                continue;
            }
            var code = codeOf(attribute.get().content());
            if (code.isEmpty() || (named.isPresent() && !named.equals(code))) {
                return Optional.empty();
            }
            named = code;
        }
        return named.isPresent() ? named : covering(entity);
    }

    private Optional<String> codeOf(Json content) {
        return switch (content) {
            case Json.Str(var code) -> areas.of(code).map(Area::code);
            case Json.Whole(var code) -> areas.of(Long.toString(code)).map(Area::code);
            case Json.Real _, Json.Big _, Json.Literal _, Json.Arr _, Json.Obj _ ->
                    Optional.empty();
        };
    }

    private Optional<String> covering(Entity entity) {
        var place = OwnRead.of(entity).place(LOCATION);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        try {
            return areas.around(GeoJson.parse(place.get())).map(Area::code);
        } catch (Refused e) {
            return Optional.empty(); // what is no geometry lies nowhere
        }
    }

    /// The marks of its attributes. What an alert or a case has of its subject is as sensitive as
    /// there; when that is gone, as sensitive as anywhere.
    Marks.OfType marksOf(Entity entity) {
        var own = marks.of(entity.types());
        if (own(entity).isEmpty()) {
            return own;
        }
        var about = subjectOf(entity).map(subject -> marks.of(subject.types()));
        return Marks.OfType.together(List.of(own, about.orElseGet(marks::ofAll)));
    }

    /// Whether an area is the other one or lies in it.
    boolean isWithin(String code, String other) {
        return areas.isWithin(code, other);
    }

    /// Which of Wutong's own types it is that is about another entity, if it is one.
    static Optional<OwnType> own(Entity entity) {
        if (entity.hasType(OwnType.ALERT.iri())) {
            return Optional.of(OwnType.ALERT);
        }
        return entity.hasType(OwnType.CASE.iri()) ? Optional.of(OwnType.CASE) : Optional.empty();
    }

    /// What an alert or a case is about, if that is still there.
    Optional<Entity> subjectOf(Entity entity) {
        return OwnRead.of(entity).subject().flatMap(entities::entity);
    }

    /// As it was while an entity was as it is told here.
    Whereabouts given(Entity other) {
        return new Whereabouts(
                marks,
                areas,
                id -> id.equals(other.id()) ? Optional.of(other) : entities.entity(id));
    }
}

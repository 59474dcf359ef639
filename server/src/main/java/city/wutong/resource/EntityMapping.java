package city.wutong.resource;

import city.wutong.context.EntityMap;
import city.wutong.context.EntityMaps;
import city.wutong.context.Found;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.Parameters;
import city.wutong.http.Paths;
import city.wutong.query.EntityQuery;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The entity map that a request is about: the one that its header `NGSILD-EntityMap` names, or a
/// new one when that is gone or `entityMap=true` asks for one (ETSI GS CIM 009 V1.9.1 clauses
/// 5.5.14, 5.7.1.4, 5.7.2.4 and 6.4.3.2).
///
/// @param map empty when the request has nothing to do with maps
/// @param isNew whether this request made it
record EntityMapping(City city, Optional<EntityMap> map, boolean isNew) {
    static final String HEADER = "NGSILD-EntityMap";
    static final String PATH = "/ngsi-ld/v1/entityMaps/";
    static final Set<String> PARAMETERS = Set.of("entityMap", "entityMapLifetime");

    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int REFUSED = 400;

    /// That of a query.
    static EntityMapping of(QueryRequest request, City city) {
        var lifetime = lifetime(request.parameters());
        var named = named(request.call(), city);
        if (named.isPresent() || !isAsked(request.call(), request.parameters())) {
            return new EntityMapping(city, named, false);
        }
        var query = request.asked().query();
        return new EntityMapping(city, Optional.of(city.maps().create(query, lifetime)), true);
    }

    /// That of the retrieval of one entity, which has been found.
    static EntityMapping of(Call call, City city, String id) {
        var lifetime = lifetime(call.parameters());
        var named = named(call, city);
        if (named.isPresent() || !isAsked(call, call.parameters())) {
            return new EntityMapping(city, named, false);
        }
        var query = new EntityQuery(Set.of(id), null, null, Set.of(), null, null, null);
        return new EntityMapping(
                city, Optional.of(city.maps().create(query, List.of(id), lifetime)), true);
    }

    /// That which a request names, if it is there.
    static EntityMapping named(City city, Call call) {
        return new EntityMapping(city, named(call, city), false);
    }

    /// This, or where there is none and the request asks for one, a new one of these entities.
    EntityMapping orMade(
            Call call, Parameters parameters, EntityQuery query, List<String> entities) {
        return map.isPresent() || !isAsked(call, parameters)
                ? this
                : new EntityMapping(
                        city,
                        Optional.of(city.maps().create(query, entities, lifetime(parameters))),
                        true);
    }

    private static boolean isAsked(Call call, Parameters parameters) {
        return parameters.flag("entityMap") || header(call).isPresent();
    }

    private static Optional<EntityMap> named(Call call, City city) {
        return header(call)
                .map(uri -> uri.substring(uri.lastIndexOf('/') + 1))
                .flatMap(city.maps()::find);
    }

    private static Optional<String> header(Call call) {
        return call.header("ngsild-entitymap").filter(uri -> !uri.isBlank());
    }

    /// How long a map shall live, as the request suggests it: an ISO 8601 duration, in which a year
    /// counts 365 days and a month 30.
    static Duration lifetime(Parameters parameters) {
        var text = parameters.text("entityMapLifetime");
        if (text.isEmpty()) {
            return EntityMaps.USUAL;
        }
        try {
            var lifetime = duration(text.get());
            if (lifetime.isPositive()) {
                return lifetime;
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            throw parameters.refused("entityMapLifetime", "an ISO 8601 duration such as PT10M");
        }
        throw parameters.refused("entityMapLifetime", "a positive ISO 8601 duration such as PT10M");
    }

    private static Duration duration(String text) {
        int time = text.indexOf('T');
        var date = time < 0 ? text : text.substring(0, time);
        var period = date.equals("P") ? Period.ZERO : Period.parse(date);
        long days = period.getYears() * 365L + period.getMonths() * 30L + period.getDays();
        var rest = time < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(time));
        return rest.plusDays(days);
    }

    /// A page of what is asked for: of the entities of the map, when there is one that was made
    /// before.
    Found find(EntityQueries.Asked asked) {
        return map.isPresent() && !isNew
                ? city.maps().find(map.get(), asked.query(), asked.order(), asked.page())
                : asked.in(city.context());
    }

    /// The answer to a query, with the map's location; 201 when it is new.
    Answer queried(Answer answer) {
        var located = located(answer);
        return isNew && answer.status() == OK
                ? new Answer(CREATED, located.body(), located.headers())
                : located;
    }

    /// The answer with the map's location.
    Answer located(Answer answer) {
        return map.filter(_ -> answer.status() < REFUSED)
                .map(one -> answer.with(HEADER, PATH + Paths.encoded(one.id())))
                .orElse(answer);
    }
}

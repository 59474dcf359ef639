package city.wutong.simulator;

import city.wutong.json.Json;
import city.wutong.simulator.AirArchive.Reading;
import city.wutong.simulator.AirArchive.Station;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Stations and their readings as NGSI-LD entities of type `AirQualityObserved`.
final class AirEntities {
    private static final String ID = "urn:ngsi-ld:AirQualityObserved:zhejiang:";

    private AirEntities() {}

    /// What a station is, without what it measures.
    static Json.Obj station(Station station) {
        var entity = entity(ID + station.code());
        entity.put("name", property(Json.of(station.name())));
        entity.put("cityName", property(Json.of(station.city())));
        entity.putAll(place(station.lon(), station.lat()));
        entity.put("areaCode", property(Json.of(station.areaCode())));
        entity.put("areaName", property(Json.of(station.areaName())));
        entity.put("positionApproximate", property(Json.of(station.approximate())));
        return Json.object(entity);
    }

    /// What a station measured in an hour.
    static Json.Obj reading(Reading reading) {
        var entity = entity(ID + reading.station().code());
        entity.putAll(concentrations(reading.concentrations(), reading.at()));
        var index = reading.published();
        if (index != null) {
            entity.putAll(index(index, reading.at()));
        }
        return Json.object(entity);
    }

    static Map<String, Json> entity(String id) {
        var entity = new LinkedHashMap<String, Json>();
        entity.put("id", Json.of(id));
        entity.put("type", Json.of("AirQualityObserved"));
        return entity;
    }

    static Map<String, Json> place(double lon, double lat) {
        var point = new LinkedHashMap<String, Json>();
        point.put("type", Json.of("Point"));
        point.put("coordinates", Json.array(List.of(Json.of(lon), Json.of(lat))));
        var location = new LinkedHashMap<String, Json>();
        location.put("type", Json.of("GeoProperty"));
        location.put("value", Json.object(point));
        return Map.of("location", Json.object(location));
    }

    static Map<String, Json> concentrations(Map<Pollutant, BigDecimal> values, Instant at) {
        var attributes = new LinkedHashMap<String, Json>();
        values.forEach((pollutant, value) -> {
            var measured = observed(number(value), at);
            measured.put("unitCode", Json.of(pollutant.unitCode()));
            attributes.put(pollutant.attribute(), Json.object(measured));
        });
        return attributes;
    }

    static Map<String, Json> index(AirQualityIndex index, Instant at) {
        var attributes = new LinkedHashMap<String, Json>();
        attributes.put("aqi", Json.object(observed(Json.of(index.value()), at)));
        attributes.put("airQualityLevel", Json.object(observed(Json.of(index.level()), at)));
        if (!index.primary().isEmpty()) {
            var names =
                    index.primary().stream()
                            .map(Pollutant::formula)
                            .collect(Collectors.joining(", "));
            attributes.put("primaryPollutant", Json.object(observed(Json.of(names), at)));
        }
        return attributes;
    }

    static Json property(Json value) {
        return Json.object(members(value));
    }

    private static Map<String, Json> observed(Json value, Instant at) {
        var members = members(value);
        members.put("observedAt", Json.of(at.toString()));
        return members;
    }

    private static Map<String, Json> members(Json value) {
        var members = new LinkedHashMap<String, Json>();
        members.put("type", Json.of("Property"));
        members.put("value", value);
        return members;
    }

    private static Json number(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0
                ? Json.of(value.longValueExact())
                : Json.of(value.doubleValue());
    }
}

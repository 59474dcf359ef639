package city.wutong.simulator;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// Invents air quality stations, as many as a measurement wants, all over the counties of a map.
/// Each carries `simulated: true`; the same seed gives the same stations.
public final class StationField {
    /// The most that it makes.
    public static final int MOST = 100_000;

    private static final long MOST_MAP_BYTES = 16L << 20;
    private static final String ID = "urn:ngsi-ld:AirQualityObserved:simulated:";

    private final List<County> counties;

    private StationField(List<County> counties) {
        this.counties = List.copyOf(counties);
    }

    /// Reads the counties to stand in.
    ///
    /// @param counties a GeoJSON of polygons with `code`, `name` and `city`, as `counties.geojson`
    public static StationField over(Path counties) throws ArchiveUnreadable {
        var file = String.valueOf(counties.getFileName());
        try {
            if (Files.size(counties) > MOST_MAP_BYTES) {
                throw unreadable(file, "larger than 16 MiB");
            }
            var document = new JsonReader(JsonLimits.DEFAULT).read(Files.readAllBytes(counties));
            var found = County.all(document);
            if (found.isEmpty()) {
                throw unreadable(file, "no polygon with code, name and city");
            }
            return new StationField(found);
        } catch (IOException | JsonMalformed e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        }
    }

    List<County> counties() {
        return counties;
    }

    /// Makes entities of type `AirQualityObserved` with the readings of one hour.
    ///
    /// @param count 1 to [#MOST]
    /// @param observedAt down to the second
    public List<Json.Obj> entities(int count, long seed, Instant observedAt) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException(count + " stations");
        }
        var random = new SplittableRandom(seed);
        var second = observedAt.truncatedTo(ChronoUnit.SECONDS);
        var entities = new ArrayList<Json.Obj>(count);
        for (int number = 1; number <= count; number++) {
            entities.add(entity(number, random, second));
        }
        return entities;
    }

    /// Sends entities to a server in batches; waits while it is busy or away.
    ///
    /// @param tenant `default` for the default one
    public static void send(URI server, String tenant, List<Json.Obj> entities)
            throws InterruptedException, ServerRefused {
        try (var city = new CityApi(CityDoor.open(server), tenant, Pace.of(Clock.systemUTC()))) {
            city.upsert(entities);
        }
    }

    private Json.Obj entity(int number, RandomGenerator random, Instant at) {
        var county = counties.get(random.nextInt(counties.size()));
        var place = county.somewhere(random);
        var entity = AirEntities.entity(ID + number);
        entity.put("simulated", AirEntities.property(Json.of(true)));
        entity.put("name", AirEntities.property(Json.of(county.name() + " " + number)));
        entity.put("cityName", AirEntities.property(Json.of(county.city())));
        entity.put("areaCode", AirEntities.property(Json.of(county.code())));
        entity.put("areaName", AirEntities.property(Json.of(county.name())));
        entity.putAll(AirEntities.place(place.lon(), place.lat()));
        var air = air(random);
        entity.putAll(AirEntities.concentrations(air, at));
        AirQualityIndex.of(AirQualityIndex.Edition.at(at), air)
                .ifPresent(index -> entity.putAll(AirEntities.index(index, at)));
        return Json.object(entity);
    }

    /// An hour's air: fine dust around 35 µg/m³, sometimes far more, and the others along with it.
    private static Map<Pollutant, BigDecimal> air(RandomGenerator random) {
        double dust = Math.min(400, 35 * Math.exp(0.6 * random.nextGaussian()));
        var air = new EnumMap<Pollutant, BigDecimal>(Pollutant.class);
        air.put(Pollutant.SO2, value(4 + random.nextDouble(12), 0));
        air.put(Pollutant.NO2, value(15 + random.nextDouble(60), 0));
        air.put(Pollutant.PM10, value(dust * (1.3 + random.nextDouble(0.8)), 0));
        air.put(Pollutant.CO, value(0.3 + dust / 100, 1));
        air.put(Pollutant.O3, value(20 + random.nextDouble(150), 0));
        air.put(Pollutant.PM2_5, value(dust, 0));
        return air;
    }

    private static BigDecimal value(double value, int decimals) {
        return BigDecimal.valueOf(Math.round(value * Math.pow(10, decimals)), decimals);
    }

    private static ArchiveUnreadable unreadable(String file, String why) {
        return new ArchiveUnreadable(
                new Problem(file + " cannot be read: " + why, "无法读取 " + file + "：" + why));
    }
}

package city.wutong.trial;

import city.wutong.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// Waits until a city has done all that follows from what it was told: only then can a test say
/// that something did *not* happen.
///
/// A marker is sent through the city. Followers read changes in their order; so when all have read
/// the marker, whatever they made of what was before it is there. When nothing came besides the
/// marker itself, nothing more will come; else another marker is sent.
final class Calm {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final String MARKER = "urn:ngsi-ld:TrialMarker:calm";

    /// These save now and then what others read elsewhere meanwhile.
    private static final Set<String> UNHURRIED = Set.of("snapshot", "segments", "past-table");

    private static final String TABLE = "entity-table";
    private static final Pattern LAG =
            Pattern.compile(
                    "wutong_follower_lag\\{follower=\"([^\"]*)\",tenant=\"([^\"]*)\"}\\s+(\\S+)");
    private static final Pattern SEQ =
            Pattern.compile("wutong_seq\\{tenant=\"([^\"]*)\"}\\s+(\\S+)");

    private final CityClient city;
    private int markers;

    Calm(CityClient city) {
        this.city = city;
    }

    /// How far the city and its followers are.
    private record Look(long seq, Map<String, Long> lags) {
        List<String> behind(boolean withTable) {
            return lags.entrySet().stream()
                    .filter(lag -> lag.getValue() > 0)
                    .map(Map.Entry::getKey)
                    .filter(name -> !UNHURRIED.contains(name))
                    .filter(name -> withTable || !name.equals(TABLE))
                    .toList();
        }
    }

    /// @param withTable whether what SQL sees must have come so far too
    void await(boolean withTable) throws TrialStopped {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        long before = mark();
        while (true) {
            long marked = mark();
            long after = awaitFollowers(withTable, deadline);
            if (marked == before + 1 && after == marked) {
                return;
            }
            before = after;
        }
    }

    /// Sends a marker; the first makes an entity, each later one is one change.
    private long mark() throws TrialStopped {
        var number = new LinkedHashMap<String, Json>();
        number.put("type", Json.of("Property"));
        number.put("value", Json.of(++markers));
        var marker = new LinkedHashMap<String, Json>();
        marker.put("id", Json.of(MARKER));
        marker.put("type", Json.of("TrialMarker"));
        marker.put("number", Json.object(number));
        var batch = Json.array(List.of(Json.object(marker)));
        CityClient.good(city.post("/ngsi-ld/v1/entityOperations/upsert?options=update", batch));
        return look().seq();
    }

    private long awaitFollowers(boolean withTable, long deadline) throws TrialStopped {
        while (true) {
            var look = look();
            var behind = look.behind(withTable);
            if (behind.isEmpty()) {
                return look.seq();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new TrialStopped(
                        "the city did not come to rest within "
                                + DEADLINE.toSeconds()
                                + " s; behind: "
                                + String.join(", ", behind));
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    private Look look() throws TrialStopped {
        var metrics = CityClient.good(city.get("/metrics")).text();
        var lags = new LinkedHashMap<String, Long>();
        LAG.matcher(metrics)
                .results()
                .filter(found -> found.group(2).equals(city.tenant()))
                .forEach(found -> lags.put(found.group(1), whole(found.group(3))));
        long seq =
                SEQ.matcher(metrics)
                        .results()
                        .filter(found -> found.group(1).equals(city.tenant()))
                        .mapToLong(found -> whole(found.group(2)))
                        .findFirst()
                        .orElseThrow(
                                () -> new TrialStopped("/metrics does not tell of the tenant"));
        return new Look(seq, lags);
    }

    private static long whole(String number) {
        return (long) Double.parseDouble(number);
    }
}

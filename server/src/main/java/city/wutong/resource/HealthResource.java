package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// `/health/live` and `/health/ready`: whether the process works, and whether it takes changes now.
final class HealthResource {
    private final Supplier<Health> health;

    HealthResource(Supplier<Health> health) {
        this.health = health;
    }

    Answer live(Call call) {
        return answer(health.get().isLive(), Map.of());
    }

    Answer ready(Call call) {
        var now = health.get();
        return answer(now.isLive() && now.isReady(), now.parts());
    }

    private static Answer answer(boolean isWell, Map<String, String> parts) {
        var members = new LinkedHashMap<String, Json>();
        members.put("status", Json.of(isWell ? "up" : "down"));
        parts.forEach((part, state) -> members.put(part, Json.of(state)));
        return Answer.of(isWell ? 200 : 503, new Answer.Plain(Json.object(members)));
    }
}

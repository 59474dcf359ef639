package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.util.Optional;
import java.util.Set;

/// `/api/replays`: recorded readings over again, in a demonstration.
final class ReplaysResource {
    private static final double SHORTEST_MIN = 0.1;
    private static final double LONGEST_MIN = 1_440;
    private static final double USUAL_MIN = 10;

    private final Optional<Replaying> replaying;

    /// @param replaying empty when this is no demonstration
    ReplaysResource(Optional<Replaying> replaying) {
        this.replaying = replaying;
    }

    Answer list(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return Tell.object()
                .withAll("replays", there().list(), ReplaysResource::told)
                .with("canStart", there().canStart())
                .answer(200);
    }

    Answer start(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        double minutes = Fields.of(call, Set.of("minutes")).decimal("minutes", USUAL_MIN);
        if (minutes < SHORTEST_MIN || minutes > LONGEST_MIN) {
            throw Fields.wrong("minutes", Json.of(minutes), SHORTEST_MIN + " to " + LONGEST_MIN);
        }
        return there().start(minutes)
                .map(progress -> Answer.of(201, new Answer.Plain(told(progress))))
                .orElseGet(() -> Answer.refused(Refusal.of(HttpReason.REPLAY_NOT_NOW)));
    }

    private Replaying there() {
        return replaying.orElseThrow(
                () -> Refusal.of(HttpReason.NO_SUCH_PATH, "/api/replays").thrown());
    }

    private static Json told(Replaying.Progress progress) {
        return Tell.object()
                .with("id", progress.id())
                .with("tenant", progress.tenant())
                .with("state", progress.state())
                .with("hour", progress.hour())
                .with("hours", progress.hours())
                .with("cityTime", progress.cityTime(), Tell::time)
                .with("problem", progress.problem(), Json::of)
                .json();
    }
}

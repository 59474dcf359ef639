package city.wutong.simulator;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// What became of one try of a request.
sealed interface Answered {
    /// It was done.
    record Done(byte[] body) implements Answered {}

    /// The server cannot now; the same request is to be sent again after a while.
    record Later(Duration pause, Problem problem) implements Answered {}

    /// No answer came: nobody knows whether it was done.
    record Lost(Problem problem) implements Answered {}

    /// The server does not want it.
    record Refused(Problem problem) implements Answered {}

    /// How long to wait when nobody says.
    Duration SOON = Duration.ofSeconds(1);

    /// No Retry-After holds a replay back longer than this.
    Duration LONGEST_WAIT = Duration.ofSeconds(60);

    int BUSY = 503;
    int PARTLY = 207;
    int LONGEST_DETAIL = 500;

    /// Reads an answer.
    ///
    /// @param what the request's method and path
    static Answered of(String what, HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == BUSY) {
            return new Later(pause(response), said(what, status, ""));
        }
        return status == PARTLY || status / 100 != 2
                ? new Refused(said(what, status, detail(response.body())))
                : new Done(response.body());
    }

    private static Duration pause(HttpResponse<byte[]> response) {
        var pause =
                response.headers()
                        .firstValue("Retry-After")
                        .filter(text -> !text.isEmpty() && text.length() <= 9)
                        .filter(text -> text.chars().allMatch(c -> c >= '0' && c <= '9'))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .orElse(SOON);
        return pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
    }

    private static Problem said(String what, int status, String detail) {
        var more = detail.isEmpty() ? "" : ": " + detail;
        return new Problem(
                "The server answered " + status + " to " + what + more,
                "服务器对 " + what + " 答复 " + status + more);
    }

    /// What a problem document says, or the first error of a batch.
    private static String detail(byte[] body) {
        try {
            return detail(new JsonReader(JsonLimits.DEFAULT).read(body)).orElse("");
        } catch (JsonMalformed _) {
            return "";
        }
    }

    private static Optional<String> detail(Json json) {
        if (!(json instanceof Json.Obj document)) {
            return Optional.empty();
        }
        if (document.members().get("errors") instanceof Json.Arr(var errors)
                && !errors.isEmpty()
                && errors.getFirst() instanceof Json.Obj error) {
            return error.get("error").flatMap(Answered::detail);
        }
        return document.get("detail")
                .or(() -> document.get("title"))
                .filter(Json.Str.class::isInstance)
                .map(text -> ((Json.Str) text).value())
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_DETAIL)));
    }
}

package city.wutong.resource;

import city.wutong.access.Deed;
import city.wutong.access.Trail;
import city.wutong.http.Call;
import city.wutong.json.Json;

/// Why somebody asks for what must be accounted for, and where that is written down.
final class StatedReason {
    /// What a reason is, for whoever gave none.
    static final String ALLOWED = "5 to 200 characters";

    private static final int SHORTEST = 5;
    private static final int LONGEST = 200;

    private final Trail trail;

    StatedReason(Trail trail) {
        this.trail = trail;
    }

    /// Whether these words are one.
    static boolean is(String text) {
        int length = text.strip().length();
        return length >= SHORTEST && length <= LONGEST;
    }

    /// The member `reason` of a body.
    static String in(Fields fields) {
        var reason = fields.text("reason", ALLOWED);
        if (!is(reason)) {
            throw Fields.wrong("reason", Json.of(reason), ALLOWED);
        }
        return reason;
    }

    /// Writes it down, of this request.
    ///
    /// @param action a stable word such as `mask.lift`
    /// @param object what is asked for
    /// @throws city.wutong.refusal.Refused when it cannot be written
    void tell(Call call, String action, String object, String reason, String outcome) {
        trail.tell(Deed.of(call.rights(), action, object).because(reason.strip()).came(outcome));
    }
}

package city.wutong.resource;

import city.wutong.access.AuditEntry;
import city.wutong.access.AuditLog;
import city.wutong.http.Call;
import java.time.Clock;

/// Why somebody asks for what must be accounted for, and where that is written down.
final class StatedReason {
    /// What a reason is, for whoever gave none.
    static final String ALLOWED = "5 to 200 characters";

    private static final int SHORTEST = 5;
    private static final int LONGEST = 200;

    private final AuditLog audit;
    private final Clock officeClock;

    StatedReason(AuditLog audit, Clock officeClock) {
        this.audit = audit;
        this.officeClock = officeClock;
    }

    /// Whether these words are one.
    static boolean is(String text) {
        int length = text.strip().length();
        return length >= SHORTEST && length <= LONGEST;
    }

    /// Writes it down, of this request.
    ///
    /// @param action a stable word such as `mask.lift`
    /// @param object what is asked for
    /// @throws city.wutong.refusal.Refused when it cannot be written
    void tell(Call call, String action, String object, String reason, String outcome) {
        audit.append(
                new AuditEntry(
                        officeClock.instant(),
                        call.rights().caller().actor(),
                        call.rights().tenant(),
                        action,
                        object,
                        reason.strip(),
                        outcome));
    }
}

package city.wutong.auth;

import city.wutong.access.AuditEntry;
import city.wutong.access.AuditLog;
import java.time.Clock;

/// Tells the audit log what happens to accounts, sessions, grants and keys: pseudonyms and ids
/// only.
public record Trail(AuditLog log, Clock clock) {
    public static final String OK = "ok";

    /// Tells what was done, or refused.
    ///
    /// @param action e.g. `account.sign-in`
    /// @param object an id
    /// @param outcome [#OK] or the code of a reason
    public void tell(String actor, String action, String object, String outcome) {
        log.append(new AuditEntry(clock.instant(), actor, "", action, object, "", outcome));
    }

    public void tell(String actor, String action, String object) {
        tell(actor, action, object, OK);
    }
}

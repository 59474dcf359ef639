package city.wutong.access;

import city.wutong.refusal.Refused;
import java.time.Clock;

/// Makes the entries of the audit log, wherever they come from.
public record Trail(AuditLog log, Clock clock) {
    private static final System.Logger LOG = System.getLogger(Trail.class.getName());

    public AuditEntry entry(Deed deed) {
        return new AuditEntry(
                clock.instant(),
                deed.actor(),
                deed.tenant(),
                deed.action(),
                deed.object(),
                deed.why(),
                deed.outcome());
    }

    /// Tells what is to be proved by itself; returns when it is durable.
    ///
    /// @return the entry's number
    /// @throws Refused with 503 when it cannot be written; then it must not be done
    public long tell(Deed deed) {
        return log.append(entry(deed));
    }

    /// Tells what is about to be changed in a tenant; see [AuditLog#precede].
    ///
    /// @return the entry's number
    /// @throws Refused with 503 when it cannot be written; then it must not be done
    public long precede(Deed deed) {
        return log.precede(entry(deed));
    }

    /// Tells what came of something whose entry is there already. When that cannot be written, the
    /// first entry stands alone: it says what was allowed.
    public void follow(Deed deed) {
        try {
            log.precede(entry(deed));
        } catch (Refused e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "not in the audit log: {0} by {1} came to {2}",
                    deed.action(),
                    deed.actor(),
                    deed.outcome());
        }
    }

    /// Tells what was done to accounts, sessions, grants and keys by a request whose entry is there
    /// already; returns when it is durable. That it cannot be written undoes nothing.
    public void told(String actor, String action, String object) {
        try {
            tell(actor, action, object);
        } catch (Refused e) {
            LOG.log(System.Logger.Level.WARNING, "not in the audit log: {0} by {1}", action, actor);
        }
    }

    /// Tells what is done to accounts, sessions, grants and keys, which are of no tenant.
    ///
    /// @param outcome [Deed#OK] or the code of a reason
    public void tell(String actor, String action, String object, String outcome) {
        tell(new Deed(actor, "", action, object, "", outcome));
    }

    public void tell(String actor, String action, String object) {
        tell(actor, action, object, Deed.OK);
    }
}

package city.wutong.audit;

import city.wutong.access.AuditLog;
import java.util.List;
import java.util.function.Consumer;

/// The audit log as whoever may read it sees it.
public interface AuditTrail extends AuditLog {
    /// Entries with a number below `before`, the newest first.
    ///
    /// @throws city.wutong.refusal.Refused with 503 when they cannot be read
    List<ChainLink> find(AuditQuery query, long before, int limit);

    /// All of them, the oldest first, as many at a time as memory should hold.
    ///
    /// @throws city.wutong.refusal.Refused with 503 when they cannot be read
    void each(AuditQuery query, Consumer<ChainLink> to);

    /// Looks at every entry.
    ///
    /// @throws city.wutong.refusal.Refused with 503 when they cannot be read, or somebody verifies
    ///   already
    Verdict verify();

    /// The last entry.
    ChainHead head();
}

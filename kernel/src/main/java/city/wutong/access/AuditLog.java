package city.wutong.access;

/// Where it is written down who did what. Entries are only ever appended, and chained, so that a
/// later change of any is found.
@FunctionalInterface
public interface AuditLog {
    /// Appends an entry and returns when it is durable.
    ///
    /// @throws city.wutong.refusal.Refused with 500 when it cannot be written: what must be audited
    ///   is not done then, or was done and is not answered as done
    void append(AuditEntry entry);
}

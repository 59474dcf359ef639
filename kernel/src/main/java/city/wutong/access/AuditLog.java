package city.wutong.access;

/// Where it is written down who did what. Entries are only ever appended, and chained, so that a
/// later change of any is found.
@FunctionalInterface
public interface AuditLog {
    /// Appends an entry and returns when it is durable: for what no change carries.
    ///
    /// @return the entry's number, from 1
    /// @throws city.wutong.refusal.Refused with 503 when it cannot be written: what must be audited
    ///   is not done then
    long append(AuditEntry entry);

    /// Appends an entry and returns when it is written: a change that is made after that in a
    /// tenant is durable only together with it. By itself the entry is durable a moment later.
    ///
    /// @return the entry's number, from 1
    /// @throws city.wutong.refusal.Refused with 503 when it cannot be written: what must be audited
    ///   is not done then
    default long precede(AuditEntry entry) {
        return append(entry);
    }
}

package city.wutong.access;

import java.time.Instant;

/// What the audit log is told: who did what to what, why, and what came of it (GB/T 22239-2019
/// §8.1.4.3). It holds pseudonyms and ids, never personal data.
///
/// @param at by the office clock
/// @param actor of a [Caller]
/// @param tenant its name; empty where none is meant
/// @param action a stable word: the permission that a request took (`write-context`), or what was
///   done (`account.sign-in`, `mask.lift`)
/// @param object what it was done to: an id, or a path without its query
/// @param why the purpose that was stated, or empty
/// @param outcome e.g. the HTTP status, or a reason's code
public record AuditEntry(
        Instant at,
        String actor,
        String tenant,
        String action,
        String object,
        String why,
        String outcome) {}

package city.wutong.access;

/// What somebody does, or is refused, as the audit log is told of it: an [AuditEntry] without its
/// time. Pseudonyms and ids only.
///
/// @param actor of a [Caller]
/// @param tenant its name; empty where none is meant
/// @param action a stable word, e.g. `write-context`, `account.sign-in`
/// @param object an id, or a path without its query
/// @param why the purpose that was stated, or empty
/// @param outcome [#ALLOWED] before it is done; else [#OK], the HTTP status, or a reason's code
public record Deed(
        String actor, String tenant, String action, String object, String why, String outcome) {
    /// It may be done, and is begun: the entry stands before the change.
    public static final String ALLOWED = "allowed";

    /// It was done.
    public static final String OK = "ok";

    /// Of somebody in a tenant, allowed.
    public static Deed of(Rights rights, String action, String object) {
        return new Deed(rights.caller().actor(), rights.tenant(), action, object, "", ALLOWED);
    }

    /// Done to that.
    public Deed on(String what) {
        return new Deed(actor, tenant, action, what, why, outcome);
    }

    public Deed because(String reason) {
        return new Deed(actor, tenant, action, object, reason, outcome);
    }

    public Deed came(String to) {
        return new Deed(actor, tenant, action, object, why, to);
    }

    /// As what came of an earlier entry, whose number it names.
    public Deed after(long entry) {
        return on(object + " #" + entry);
    }
}

package city.wutong.access;

import java.util.List;

/// Who asks.
///
/// @param actor what journal and audit know them by: a pseudonym that is no personal data, such as
///   `person:0198…`, `key:0198…`; never a name
/// @param kind what sort of caller it is
/// @param holdings the roles they hold
public record Caller(String actor, Kind kind, List<Holding> holdings) {
    /// Who has not said who they are.
    public static final Caller NOBODY = new Caller("anonymous", Kind.NOBODY, List.of());

    public Caller {
        holdings = List.copyOf(holdings);
    }

    /// The sorts of callers.
    public enum Kind {
        NOBODY,
        PERSON,
        MACHINE
    }

    public boolean isKnown() {
        return kind != Kind.NOBODY;
    }
}

package city.wutong.access;

import java.time.Instant;
import java.util.Optional;

/// A role that somebody holds, and for what.
///
/// @param tenant its name, or [#EVERY]
/// @param area the code of an [Area], whose entities are meant and those of the areas in it, or
///   [#EVERY]
/// @param until from then on it is held no more
public record Holding(Role role, String tenant, String area, Optional<Instant> until) {
    /// Stands for every tenant, or for every area and what is in none.
    public static final String EVERY = "*";

    /// Whether it counts for this tenant at this time.
    public boolean counts(String asked, Instant now) {
        return (tenant.equals(EVERY) || tenant.equals(asked))
                && until.filter(end -> !now.isBefore(end)).isEmpty();
    }

    /// Whether it is held for the whole tenant.
    public boolean isEverywhere() {
        return area.equals(EVERY);
    }
}

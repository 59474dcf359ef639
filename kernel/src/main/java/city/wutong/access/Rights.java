package city.wutong.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What a caller may in one tenant at one time: those of their roles that count there.
///
/// @param tenant its name
/// @param holdings the ones that count
public record Rights(Caller caller, String tenant, List<Holding> holdings) {
    public Rights {
        holdings = List.copyOf(holdings);
    }

    public static Rights of(Caller caller, String tenant, Instant now) {
        var counting = caller.holdings().stream().filter(held -> held.counts(tenant, now)).toList();
        return new Rights(caller, tenant, counting);
    }

    public boolean allow(Permission permission) {
        return !by(permission).isEmpty();
    }

    /// The roles that open this, with what they are held for.
    public List<Holding> by(Permission permission) {
        return holdings.stream().filter(held -> held.role().opens().contains(permission)).toList();
    }

    /// Whether they may do everything in the whole tenant and see all of it as it is.
    public boolean isFull() {
        return holdings.stream().anyMatch(held -> held.isEverywhere() && held.role().isFull());
    }

    /// When the first of them ends; empty when none does.
    public Optional<Instant> until() {
        return holdings.stream().flatMap(held -> held.until().stream()).min(Instant::compareTo);
    }
}

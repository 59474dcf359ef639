package city.wutong.access;

import java.time.Instant;
import java.util.ArrayList;
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
        var counting = new ArrayList<Holding>(caller.holdings().size());
        for (var held : caller.holdings()) {
            if (held.counts(tenant, now)) {
                counting.add(held);
            }
        }
        return new Rights(caller, tenant, counting);
    }

    public boolean allow(Permission permission) {
        for (var held : holdings) { // asked by every request
            if (held.role().opens().contains(permission)) {
                return true;
            }
        }
        return false;
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

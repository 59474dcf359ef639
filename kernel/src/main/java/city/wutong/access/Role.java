package city.wutong.access;

import city.wutong.text.Text;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A role (角色): what whoever holds it may do. Scenarios declare roles; some come with Wutong.
///
/// @param id `duty-officer`, or `<scenario>/<name>` of a scenario's
/// @param reads entities of these types are seen, where the role opens [Permission#READ_CONTEXT]
/// @param writes entities of these types are changed, where it opens [Permission#WRITE_CONTEXT]
/// @param clear up to this sensitivity attributes are shown as they are; above it they are masked
/// @param administration which of the three it belongs to, if any
public record Role(
        String id,
        Text name,
        Set<Permission> opens,
        TypeScope reads,
        TypeScope writes,
        Sensitivity clear,
        Optional<Administration> administration) {
    public Role {
        opens = Set.copyOf(opens.isEmpty() ? EnumSet.noneOf(Permission.class) : opens);
    }

    /// Whether it opens everything, for all types, and shows all as it is.
    public boolean isFull() {
        return opens.size() == Permission.values().length
                && reads.every()
                && writes.every()
                && clear == Sensitivity.SENSITIVE;
    }
}

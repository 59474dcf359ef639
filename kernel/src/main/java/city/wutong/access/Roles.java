package city.wutong.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All roles of a city: those that come with Wutong, then those of its scenarios.
public final class Roles {
    private final Map<String, Role> byId = new LinkedHashMap<>();

    /// @throws IllegalArgumentException when two have the same id
    public Roles(List<Role> ofScenarios) {
        var all = new ArrayList<>(BuiltInRoles.ALL);
        all.addAll(ofScenarios);
        for (var role : all) {
            if (byId.put(role.id(), role) != null) {
                throw new IllegalArgumentException("two roles have the id " + role.id());
            }
        }
    }

    public Optional<Role> of(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// In their order.
    public Collection<Role> all() {
        return Collections.unmodifiableCollection(byId.values());
    }
}

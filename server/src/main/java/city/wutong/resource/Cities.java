package city.wutong.resource;

import java.util.List;
import java.util.Optional;

/// The tenants (租户) that requests can name.
public interface Cities {
    /// The tenant of that name; empty when there is none.
    Optional<WholeCity> city(String name);

    /// The default tenant.
    WholeCity standard();

    /// The tenant of that name, made if there is none and it is allowed to make one.
    Optional<WholeCity> cityOrNew(String name);

    /// The names of all tenants, the default one first.
    List<String> names();
}

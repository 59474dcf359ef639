package city.wutong.http;

import java.util.Optional;

/// The tenants (租户) that requests can name.
public interface Cities {
    /// The tenant of that name; empty when there is none.
    Optional<City> city(String name);

    /// The default tenant.
    City standard();

    /// The tenant of that name, made if there is none and it is allowed to make one.
    Optional<City> cityOrNew(String name);
}

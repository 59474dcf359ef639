package city.wutong.http;

import city.wutong.access.Permission;
import java.util.List;
import java.util.Set;

/// Which resource answers which method on which path.
public record Routes(List<Route> all) {
    public Routes {
        all = List.copyOf(all);
    }

    /// One resource for one method on one path.
    ///
    /// @param need what it asks of its caller
    /// @param isJson whether a body must be JSON
    public record Route(
            String method, String path, Need need, Door.Resource resource, boolean isJson) {}

    /// A route for whoever may do that.
    public static Route route(
            String method, String path, Permission permission, Door.Resource resource) {
        return new Route(method, path, Need.of(permission), resource, true);
    }

    /// A route for whoever may one of these.
    public static Route forEither(
            String method, String path, Set<Permission> permissions, Door.Resource resource) {
        return new Route(method, path, new Need.Either(permissions), resource, true);
    }

    /// A route for whoever is known.
    public static Route forKnown(String method, String path, Door.Resource resource) {
        return new Route(method, path, new Need.SignIn(), resource, true);
    }

    /// A route for everybody.
    public static Route forAnyone(String method, String path, Door.Resource resource) {
        return new Route(method, path, new Need.Nothing(), resource, true);
    }

    /// A route for everybody that takes bodies of any type.
    public static Route formForAnyone(String path, Door.Resource resource) {
        return new Route("POST", path, new Need.Nothing(), resource, false);
    }

    /// A route that takes bodies of any type.
    public static Route upload(String path, Permission permission, Door.Resource resource) {
        return new Route("POST", path, Need.of(permission), resource, false);
    }
}

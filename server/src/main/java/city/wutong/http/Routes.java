package city.wutong.http;

import java.util.List;

/// Which resource answers which method on which path.
public record Routes(List<Route> all) {
    public Routes {
        all = List.copyOf(all);
    }

    /// One resource for one method on one path.
    ///
    /// @param isJson whether a body must be JSON
    public record Route(String method, String path, Door.Resource resource, boolean isJson) {}

    public static Route route(String method, String path, Door.Resource resource) {
        return new Route(method, path, resource, true);
    }

    /// A route that takes bodies of any type.
    public static Route upload(String path, Door.Resource resource) {
        return new Route("POST", path, resource, false);
    }
}

package city.wutong.http;

import java.util.List;

/// Which resource answers which method on which path.
record Routes(List<Route> all) {
    Routes {
        all = List.copyOf(all);
    }

    record Route(String method, String path, Door.Resource resource) {}

    static Route route(String method, String path, Door.Resource resource) {
        return new Route(method, path, resource);
    }
}

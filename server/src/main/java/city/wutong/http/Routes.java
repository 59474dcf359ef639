package city.wutong.http;

import static java.util.stream.Collectors.joining;

import city.wutong.access.Permission;
import java.util.List;
import java.util.Locale;
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
    /// @param isAudited whether the audit log is told of each request: of all that change something
    ///   (a query by POST does not), and of marked reads
    public record Route(
            String method,
            String path,
            Need need,
            Door.Resource resource,
            boolean isJson,
            boolean isAudited) {
        private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

        private static Route of(
                String method, String path, Need need, Door.Resource resource, boolean isJson) {
            boolean audited = need.isAlwaysAudited() || !(SAFE.contains(method) || need.isToRead());
            return new Route(method, path, need, resource, isJson, audited);
        }

        /// Marks a read that the audit log is to be told of.
        public Route audited() {
            return new Route(method, path, need, resource, isJson, true);
        }

        /// What the audit log calls it: the permission it takes, e.g. `write-context`.
        public String action() {
            return switch (need) {
                case Need.Nothing() -> "ask";
                case Need.SignIn() -> "ask-known";
                case Need.Of(var permission) -> word(permission);
                case Need.Either(var permissions) ->
                        permissions.stream().sorted().map(Route::word).collect(joining("+"));
            };
        }

        private static String word(Permission permission) {
            return permission.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// A route for whoever may do that.
    public static Route route(
            String method, String path, Permission permission, Door.Resource resource) {
        return Route.of(method, path, Need.of(permission), resource, true);
    }

    /// A route for whoever may one of these.
    public static Route forEither(
            String method, String path, Set<Permission> permissions, Door.Resource resource) {
        return Route.of(method, path, new Need.Either(permissions), resource, true);
    }

    /// A route for whoever is known.
    public static Route forKnown(String method, String path, Door.Resource resource) {
        return Route.of(method, path, new Need.SignIn(), resource, true);
    }

    /// A route for everybody.
    public static Route forAnyone(String method, String path, Door.Resource resource) {
        return Route.of(method, path, new Need.Nothing(), resource, true);
    }

    /// A route for everybody that takes bodies of any type.
    public static Route formForAnyone(String path, Door.Resource resource) {
        return Route.of("POST", path, new Need.Nothing(), resource, false);
    }

    /// A route that takes bodies of any type.
    public static Route upload(String path, Permission permission, Door.Resource resource) {
        return Route.of("POST", path, Need.of(permission), resource, false);
    }
}

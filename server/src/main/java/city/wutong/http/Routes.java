package city.wutong.http;

import static java.util.stream.Collectors.joining;

import city.wutong.access.Permission;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which resource answers which method on which path.
public record Routes(List<Route> all) {
    /// How the audit log is told before a request is answered.
    ///
    /// @param isCarried whether what the request changes is a tenant's, so that the commit of the
    ///   change makes the entry durable; else the entry's own does
    public record Told(boolean isCarried, Naming naming) {}

    /// What an entry says besides the path.
    @FunctionalInterface
    public interface Naming {
        /// The path says it.
        Naming BY_PATH = _ -> Optional.of("");

        /// What is done to what; empty when an earlier entry says so already.
        Optional<String> of(Call call);
    }

    public Routes {
        all = List.copyOf(all);
    }

    /// One resource for one method on one path.
    ///
    /// @param need what it asks of its caller
    /// @param isJson whether a body must be JSON
    /// @param told how the audit log is told of each request before it is answered: of all that
    ///   change something (a query by POST does not), and of marked reads. What everybody may ask
    ///   proves who they are itself, and tells the log what came of that
    public record Route(
            String method,
            String path,
            Need need,
            Door.Resource resource,
            boolean isJson,
            Optional<Told> told) {
        private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

        private static Route of(
                String method, String path, Need need, Door.Resource resource, boolean isJson) {
            boolean changes =
                    !SAFE.contains(method) && !need.isToRead() && !need.equals(new Need.Nothing());
            var told =
                    need.isAlwaysAudited() || changes
                            ? Optional.of(new Told(need.isOfTenant(), Naming.BY_PATH))
                            : Optional.<Told>empty();
            return new Route(method, path, need, resource, isJson, told);
        }

        private Route told(Told how) {
            return new Route(method, path, need, resource, isJson, Optional.of(how));
        }

        /// Marks what the audit log is to be told of durably, since nothing that a tenant's writer
        /// commits carries the entry: a read, or a change elsewhere.
        public Route proved() {
            return told(new Told(false, Naming.BY_PATH));
        }

        /// Has entries say what the path does not.
        public Route naming(Naming naming) {
            return told(new Told(told.filter(Told::isCarried).isPresent(), naming));
        }

        public boolean isAudited() {
            return told.isPresent();
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

package city.wutong.http;

import city.wutong.access.Permission;
import city.wutong.access.Rights;
import city.wutong.refusal.Refusal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a route asks of its caller before anything else is looked at. Every route says it, so that
/// none can be open by oversight.
public sealed interface Need {
    /// What a tenant's writer does.
    Set<Permission> OF_TENANT =
            Set.of(
                    Permission.WRITE_CONTEXT,
                    Permission.PURGE_CONTEXT,
                    Permission.ACKNOWLEDGE_ALERTS,
                    Permission.OPEN_CASES,
                    Permission.WORK_ON_CASES,
                    Permission.SET_CITY_CLOCK);

    /// Nothing: open to everybody, as pages, health and what tells how to ask.
    record Nothing() implements Need {}

    /// That they have said who they are.
    record SignIn() implements Need {}

    /// That they hold a role that opens this.
    record Of(Permission permission) implements Need {}

    /// That they hold a role that opens one of these.
    record Either(Set<Permission> permissions) implements Need {
        public Either {
            permissions = Set.copyOf(permissions);
        }
    }

    static Need of(Permission permission) {
        return new Of(permission);
    }

    /// Whether who holds it can only look.
    default boolean isToRead() {
        return this instanceof Of(var permission) && permission.name().startsWith("READ_");
    }

    /// Whether even looking is audited: at the audit log itself, and at what is kept of a person.
    default boolean isAlwaysAudited() {
        return equals(of(Permission.READ_AUDIT)) || equals(of(Permission.EXERCISE_RIGHTS));
    }

    /// Whether what it opens is changed by a tenant's one writer, and nowhere else.
    default boolean isOfTenant() {
        return this instanceof Of(var permission) && OF_TENANT.contains(permission);
    }

    /// Checks it.
    ///
    /// @throws city.wutong.refusal.Refused with 401 who is not known, with 403 who may not
    default void check(Rights rights) {
        switch (this) {
            case Nothing() -> {}
            case SignIn() -> checkKnown(rights);
            case Of(var permission) -> check(rights, List.of(permission));
            case Either(var permissions) -> check(rights, permissions.stream().sorted().toList());
        }
    }

    private static void check(Rights rights, List<Permission> permissions) {
        for (var permission : permissions) {
            if (rights.allow(permission)) {
                return;
            }
        }
        checkKnown(rights);
        var names = permissions.stream().map(Permission::name).collect(Collectors.joining(" / "));
        throw Refusal.of(HttpReason.NOT_ALLOWED, names).thrown();
    }

    private static void checkKnown(Rights rights) {
        if (!rights.caller().isKnown()) {
            throw Refusal.of(HttpReason.SIGN_IN_NEEDED).thrown();
        }
    }
}

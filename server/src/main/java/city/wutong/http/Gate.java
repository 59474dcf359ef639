package city.wutong.http;

import city.wutong.access.Caller;
import city.wutong.access.Holding;
import city.wutong.access.Permission;
import city.wutong.access.Rights;
import city.wutong.access.Role;
import city.wutong.access.Sensitivity;
import city.wutong.access.TypeScope;
import city.wutong.refusal.Refused;
import city.wutong.text.Text;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds out who sends a request, before its body is read.
@FunctionalInterface
public interface Gate {
    /// What the tenant is called that requests mean which name none.
    String STANDARD_TENANT = "default";

    /// Opens everything to whoever holds it.
    Role EVERYTHING =
            new Role(
                    "everything",
                    new Text("全部权限", "Everything"),
                    Set.of(Permission.values()),
                    TypeScope.EVERY,
                    TypeScope.EVERY,
                    Sensitivity.SENSITIVE,
                    Optional.empty());

    /// What it can be seen by.
    ///
    /// @param method e.g. `GET`
    /// @param path as it was sent, without the query
    /// @param headers by lower-case name
    /// @param tenant the name of the one that is meant
    /// @param address of who is at the other end of the connection
    record Knock(
            String method,
            String path,
            Map<String, List<String>> headers,
            String tenant,
            String address) {}

    /// What the sender may in the tenant that is meant.
    ///
    /// @throws city.wutong.refusal.Refused with 401 when what the request shows proves nothing,
    ///   with 429 when it came too often
    Rights rights(Knock knock);

    /// Whether the sender's rights are still these, as is asked again and again while they are told
    /// what happens: that is no use of a session, and no request that is counted.
    default boolean isStill(Rights rights, Knock knock) {
        try {
            return rights(knock).equals(rights);
        } catch (Refused e) {
            return false;
        }
    }

    /// Lets everybody on this machine do everything: for a city that is tried out on one desk. What
    /// they do is done by `anonymous`.
    static Gate open(Clock clock) {
        var held = new Holding(EVERYTHING, Holding.EVERY, Holding.EVERY, Optional.empty());
        var caller = new Caller(Caller.NOBODY.actor(), Caller.Kind.PERSON, List.of(held));
        return knock -> Rights.of(caller, knock.tenant(), clock.instant());
    }
}

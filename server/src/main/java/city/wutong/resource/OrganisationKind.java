package city.wutong.resource;

import city.wutong.http.Parameters;
import city.wutong.json.Json;
import city.wutong.organisation.Kept.OfTenant;
import city.wutong.organisation.OrganisationReason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What is particular to one kind of thing that a tenant's organisation is made of: departments,
/// posts, duties. What they have in common is their [OrganisationResource].
interface OrganisationKind<T extends OfTenant> {
    /// What several are called in an answer.
    String plural();

    /// The fields that make one.
    Set<String> fields();

    /// The parameters by which some are asked for.
    Set<String> filters();

    Predicate<T> wanted(Parameters parameters);

    /// All of a tenant, in the order in which they are told.
    List<T> all(String tenant);

    Optional<T> find(String tenant, String id);

    /// Why one is not found.
    OrganisationReason unknown();

    /// Where one is: the code of its area, empty of what is everywhere.
    Optional<String> area(T one);

    /// A new one.
    T made(String id, String tenant, Fields fields);

    /// That one, with what the fields say.
    T changed(T before, Fields fields);

    Json told(T one);
}

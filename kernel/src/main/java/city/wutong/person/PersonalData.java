package city.wutong.person;

import city.wutong.cases.Case;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Where everything is that is kept of one person, present and past.
///
/// @param person the URI that stands for them
/// @param isKnown whether there is, or was, an entity of that URI
/// @param owned the URIs of what belongs to them, and never belonged to anybody else
/// @param shared the URIs of what belongs, or belonged, to others too
/// @param alerts the URIs of alerts about them and what they own
/// @param cases about the same
public record PersonalData(
        String person,
        boolean isKnown,
        List<String> owned,
        List<String> shared,
        List<String> alerts,
        List<Case> cases) {
    public PersonalData {
        owned = List.copyOf(owned);
        shared = List.copyOf(shared);
        alerts = List.copyOf(alerts);
        cases = List.copyOf(cases);
    }

    /// Whether nothing is kept of them.
    public boolean isNothing() {
        return !isKnown
                && owned.isEmpty()
                && shared.isEmpty()
                && alerts.isEmpty()
                && cases.isEmpty();
    }

    /// The SHA-256 of every piece of evidence in their cases.
    public Set<String> evidence() {
        return cases.stream()
                .flatMap(theCase -> theCase.evidence().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}

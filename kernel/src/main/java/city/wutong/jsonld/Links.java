package city.wutong.jsonld;

import city.wutong.json.JsonContent;
import java.util.Optional;

/// What a relationship shows of its targets within itself (clause 4.5.23.2).
@FunctionalInterface
interface Links {
    /// The target as it is shown; empty when it is not.
    ///
    /// @param relationship expanded name
    /// @param id of the target
    Optional<JsonContent> shown(String relationship, String id);
}

package city.wutong.rule;

import java.time.Instant;
import java.util.Optional;

/// What somebody has said of a rule in the console, once and for all: the newest counts.
///
/// @param rule the rule's id
/// @param version from 1, for each rule
/// @param at by the office clock
/// @param by the actor
/// @param note why, in their words
/// @param source its YAML; empty: as it stands in the scenario's folder
/// @param isOn whether it is to be asked
/// @param owner who answers for it; empty: nobody was named
/// @param isRemoved whether the city has nothing to say of the rule any more
public record RuleVersion(
        String rule,
        int version,
        Instant at,
        String by,
        String note,
        Optional<String> source,
        boolean isOn,
        Optional<String> owner,
        boolean isRemoved) {
    public RuleVersion {
        if (version < 1) {
            throw new IllegalArgumentException("versions are counted from 1: " + version);
        }
    }

    /// With another text, in force.
    public RuleVersion saying(String text) {
        return new RuleVersion(
                rule, version, at, by, note, Optional.of(text), true, owner, isRemoved);
    }

    public RuleVersion on(boolean next) {
        return new RuleVersion(rule, version, at, by, note, source, next, owner, isRemoved);
    }

    public RuleVersion ownedBy(Optional<String> next) {
        return new RuleVersion(rule, version, at, by, note, source, isOn, next, isRemoved);
    }

    public RuleVersion removed() {
        return new RuleVersion(
                rule, version, at, by, note, Optional.empty(), true, Optional.empty(), true);
    }
}

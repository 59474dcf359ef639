package city.wutong.person;

import city.wutong.context.Journal.JournalAway;
import java.util.Set;

/// Finds entities by what they link to, or ever linked to: those that are there no more too. It
/// reads the whole journal, and so is for rare questions.
@FunctionalInterface
public interface References {
    /// The URIs of entities that had one of these relationships to one of these targets.
    ///
    /// @param relationships expanded names
    /// @param targets URIs
    /// @param most no more than so many are answered, and one
    Set<String> to(Set<String> relationships, Set<String> targets, int most) throws JournalAway;
}

package city.wutong.rule;

import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Row;
import java.util.List;

/// Keeps what rules remember, so that it survives a crash together with the place in the feed that
/// it belongs to. What is saved replaces what was saved under the same key before.
public interface RuleMemory {
    /// The table of [Entry#row], as the journal's companions know it.
    String TABLE = "rule_state";

    /// One thing remembered.
    ///
    /// @param rule the rule's id; empty for what belongs to all of them
    /// @param entity the entity's number; 0 for what belongs to the whole rule
    /// @param state JSON; empty: forgotten
    record Entry(String rule, long entity, String state) {
        Row row() {
            return new Row(TABLE, List.of(rule, entity, state));
        }
    }

    /// The newest entry of each key, those that were forgotten left out.
    List<Entry> load() throws JournalAway;

    /// Saves all of these or none.
    void save(List<Entry> entries) throws JournalAway;
}

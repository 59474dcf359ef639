package city.wutong.cases;

import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Row;
import java.util.List;
import java.util.function.BiConsumer;

/// The log of cases, which is the truth of them. Events are appended as companion rows of the
/// writer's groups; a start reads them all back.
public interface CaseLog {
    /// The table of [#row], as the journal's companions know it.
    String TABLE = "case_log";

    /// Hands over every event with the id of its case, those of a case in their order.
    void readAll(BiConsumer<String, CaseEvent> consumer) throws JournalAway;

    /// An event as a row of the table.
    static Row row(String caseId, CaseEvent event) {
        return new Row(
                TABLE,
                List.of(
                        caseId,
                        event.number(),
                        event.at(),
                        event.actor(),
                        event.key().orElse(""),
                        CaseScript.kind(event.what()),
                        CaseScript.body(event.what())));
    }
}

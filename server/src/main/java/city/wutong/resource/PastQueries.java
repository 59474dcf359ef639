package city.wutong.resource;

import city.wutong.context.ContextReason;
import city.wutong.context.Journal.JournalAway;
import city.wutong.history.PastInstance;
import city.wutong.history.PastMatch;
import city.wutong.history.SeenHistory;
import city.wutong.history.TemporalQuery;
import city.wutong.query.EntityQuery;
import city.wutong.refusal.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Asks the past of entities, part by part (ETSI GS CIM 009 V1.9.1 clause 5.7.4.4).
final class PastQueries {
    /// Entities whose past is looked at for one answer.
    static final int MOST_PASTS = 100_000;

    /// Entities whose past is read together.
    private static final int TOGETHER = 100;

    private PastQueries() {}

    /// The ids of all entities whose past is what is asked for, in the order in which they came to
    /// be.
    static List<String> matching(City city, EntityQuery query, TemporalQuery temporal) {
        var matching = new ArrayList<String>();
        var candidates = candidates(city, query);
        for (int from = 0; from < candidates.size(); from += TOGETHER) {
            var part = candidates.subList(from, Math.min(from + TOGETHER, candidates.size()));
            var matches = new LinkedHashMap<String, PastMatch>();
            part.forEach(id -> matches.put(id, new PastMatch(query, temporal)));
            var told = tell(city, new LinkedHashMap<>(matches));
            matches.forEach((id, match) -> {
                if (told.containsKey(id) && match.holds()) {
                    matching.add(id);
                }
            });
        }
        return matching;
    }

    private static List<String> candidates(City city, EntityQuery query) {
        try {
            return city.history().entities(query, MOST_PASTS);
        } catch (JournalAway e) {
            throw Refusal.of(ContextReason.JOURNAL_AWAY).thrown();
        }
    }

    /// As [SeenHistory#tell].
    static Map<String, SeenHistory.Told> tell(
            City city, SequencedMap<String, Consumer<PastInstance>> sinks) {
        try {
            return city.history().tell(sinks);
        } catch (JournalAway e) {
            throw Refusal.of(ContextReason.JOURNAL_AWAY).thrown();
        }
    }
}

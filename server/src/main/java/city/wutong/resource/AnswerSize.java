package city.wutong.resource;

import city.wutong.context.Footprint;
import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.jsonld.Representation;
import city.wutong.jsonld.ShownReason;
import city.wutong.refusal.Refusal;
import java.util.List;
import java.util.Optional;

/// Counts what the entities of one answer take, each as often as it is shown, and refuses the
/// answer past a bound: a large entity that thousands link to may be shown in it thousands of
/// times.
///
/// Of those that were asked for what is shown of them counts; of those that they link to all of
/// them, for what is shown is not known when they are looked up.
final class AnswerSize implements LinkedEntities {
    static final long MOST_BYTES = 64L << 20;

    private final LinkedEntities now;
    private final long most;
    private long bytes;

    /// @param now where linked entities are looked up
    AnswerSize(LinkedEntities now) {
        this(now, MOST_BYTES);
    }

    AnswerSize(LinkedEntities now, long most) {
        this.now = now;
        this.most = most;
    }

    /// Counts those that were asked for, and gives them back.
    ///
    /// @throws city.wutong.refusal.Refused when they are too large together
    List<Entity> of(List<Entity> asked, Representation.Selection selection) {
        for (var entity : asked) {
            for (var attribute : entity.attributes()) {
                if (selection.shows(attribute)) {
                    count(Footprint.of(attribute));
                }
            }
        }
        return asked;
    }

    /// Finds a linked entity and counts it.
    ///
    /// @throws city.wutong.refusal.Refused when it is too much with all before it
    @Override
    public Optional<Entity> entity(String id) {
        var found = now.entity(id);
        found.ifPresent(entity -> count(Footprint.of(entity)));
        return found;
    }

    private void count(long more) {
        bytes += more;
        if (bytes > most) {
            throw Refusal.of(ShownReason.ANSWER_TOO_LARGE, most).thrown();
        }
    }
}

package city.wutong.context;

import city.wutong.entity.Entity;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Brings a context back: first the entities of the snapshot chunks, then the journal's changes
/// after them.
///
/// A chunk is stamped with a `seq` that was current before its entities were read, so that its
/// entities may be newer than the stamp. So a change is applied to an entity only when it is newer
/// than the entity itself; and a change of an entity that is in no chunk must belong to one that
/// ends later in the journal. [#finish] refuses a journal where that is not so.
public final class Recovery {
    private final Context context;
    private final Map<Long, String> awaitedEnds = new HashMap<>();
    private long lastSeq;

    /// @param after the `seq` from which the journal will be replayed
    /// @param searched expanded names of the attributes that are searched by
    public Recovery(long after, Set<String> searched) {
        context = new Context(searched);
        lastSeq = after;
    }

    /// Puts an entity of a chunk in its place; safe to call from several threads.
    public void load(Entity entity) {
        context.restore(entity);
    }

    /// Applies the next change of the journal.
    ///
    /// @throws IllegalStateException when it is not the next one
    public void replay(Change change) {
        if (change.seq() != lastSeq + 1) {
            throw new IllegalStateException(
                    "the journal jumps from change " + lastSeq + " to " + change.seq());
        }
        lastSeq = change.seq();
        var present = context.byNumber(change.entity());
        switch (change.what()) {
            case Change.Ended(), Change.Erased() -> end(change, present);
            case Change.Created _ -> {
                if (present == null) {
                    evolve(Draft.unborn(change.entity(), change.entityId(), change.at()), change);
                }
            }
            case Change.Late _, Change.Edited _, Change.Blank _ -> {}
            case Change.Described _, Change.Set _, Change.Unset _ -> {
                if (present == null) {
                    awaitedEnds.put(change.entity(), change.entityId());
                } else if (change.seq() > present.seq()) {
                    evolve(Draft.of(present), change);
                }
            }
        }
    }

    private void end(Change change, @Nullable Entity present) {
        awaitedEnds.remove(change.entity());
        // One that was erased may have begun anew, and the chunk may know that already.
        if (present != null && change.seq() > present.seq()) {
            context.forget(present);
        }
    }

    private void evolve(Draft draft, Change change) {
        draft.apply(change);
        draft.entity().ifPresent(context::restore);
    }

    /// The context, with its indexes.
    ///
    /// @throws IllegalStateException when snapshot and journal contradict each other
    public Context finish() {
        if (!awaitedEnds.isEmpty()) {
            throw new IllegalStateException(
                    "the journal changes entities that no snapshot holds: " + awaitedEnds.values());
        }
        context.wake(lastSeq);
        return context;
    }
}

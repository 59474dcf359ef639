package city.wutong.history;

import city.wutong.context.Change;
import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.history.History.Telling;
import city.wutong.history.PastInstance.Deletion;
import city.wutong.history.PastInstance.Value;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells the instances of one entity's past from its changes.
///
/// # Theory
///
/// The changes come from the newest to the oldest. So an edit of the past, and an erasure, is known
/// before what it takes away is met, and each instance is told once and as it is, whatever follows:
/// nothing need be kept but what is not settled yet. A deletion waits for the value that it ended,
/// which says of what kind it was; the end of an entity ends every attribute whose last change
/// before was a value; a scope waits for the one before it, for it may be the same.
final class Unwinding {
    private record Key(String name, @Nullable String datasetId) {}

    private record Moment(long seq, Instant at) {}

    private record ScopeSet(Moment moment, List<String> scopes) {}

    private final Telling telling;
    private final boolean tellsAll;
    private final Consumer<PastInstance> told;
    private SequencedSet<String> types = new LinkedHashSet<>();
    private final Map<Long, Optional<Change>> edits = new HashMap<>();
    private final Set<Key> cleared = new HashSet<>();
    private final Set<String> clearedNames = new HashSet<>();
    private final Map<Key, Moment> deletions = new HashMap<>();
    private final Set<Key> settled = new HashSet<>();
    private @Nullable ScopeSet scope;
    private @Nullable Moment end;
    private @Nullable Instant deletedAt;
    private long endedNumber;
    private long newestNumber;
    private boolean isKnown;
    private boolean isForgotten;
    private boolean isOver;

    /// @param told takes the instances, in no order that counts
    Unwinding(Telling telling, Consumer<PastInstance> told) {
        this(telling, false, told);
    }

    /// Tells everything as it was.
    Unwinding(Consumer<PastInstance> told) {
        this(Telling.EVERYTHING, true, told);
    }

    private Unwinding(Telling telling, boolean tellsAll, Consumer<PastInstance> told) {
        this.telling = telling;
        this.tellsAll = tellsAll;
        this.told = told;
    }

    /// All types it has had, in their order; empty when nothing is known of it.
    SequencedSet<String> types() {
        return types;
    }

    /// Whether anything is known of it.
    boolean isKnown() {
        return isKnown && !types.isEmpty();
    }

    /// The last number that it had; 0 when nothing is known of it.
    long number() {
        return newestNumber;
    }

    /// When its last life ended; null when that goes on, or nobody knows.
    @Nullable Instant deletedAt() {
        return deletedAt;
    }

    /// Takes the changes of a part, which are in the order of `seq`.
    void takeBackwards(List<Change> changes) {
        for (int i = changes.size() - 1; i >= 0; i--) {
            take(changes.get(i));
        }
    }

    void take(Change change) {
        if (isOver) {
            return;
        }
        switch (change.what()) {
            case Change.Erased _ -> isOver = true;
            case Change.Edited(var edit) -> edited(change, edit);
            case Change.Set(var attribute) -> set(change, attribute);
            case Change.Late(var attribute) -> {
                if (isTold(change)) {
                    value(change, attribute);
                }
            }
            case Change.Unset(var name, var dataset) -> {
                if (isTold(change)) {
                    var key = new Key(name, dataset);
                    deletions.putIfAbsent(key, new Moment(change.seq(), change.at()));
                    settled.add(key);
                }
            }
            case Change.Ended _ -> ended(change);
            case Change.Described(var now, var scopes, var _) -> described(change, now, scopes);
            case Change.Created(var now, var scopes, var _) -> {
                described(change, now, scopes);
                settleScope(List.of());
                deletions.clear();
            }
            case Change.Blank _ -> {}
        }
    }

    /// Tells what has waited for something older, of which there is nothing.
    void finish() {
        settleScope(List.of());
    }

    /// What was forgotten is told no more; but the types of who is there still are its types.
    private boolean isTold(Change change) {
        if (isForgotten || !telling.tells(change)) {
            return false;
        }
        know(change);
        return true;
    }

    private void know(Change change) {
        isKnown = true;
        if (newestNumber == 0) {
            newestNumber = change.entity();
        }
    }

    private void edited(Change change, Change.Edit edit) {
        switch (edit) {
            case Change.Forgotten _ -> isForgotten = true;
            case Change.Removed(var instance, var _) ->
                    edits.putIfAbsent(instance, Optional.empty());
            case Change.Amended _ -> {
                if (edit instanceof Change.Amended(var instance, var _)) {
                    edits.putIfAbsent(instance, Optional.of(change));
                }
            }
            case Change.Cleared(var name, var dataset, var all) -> {
                if (all) {
                    clearedNames.add(name);
                } else {
                    cleared.add(new Key(name, dataset));
                }
            }
            case Change.Typed(var now, var _) -> typed(change, now);
            case Change.Recorded(var attribute) -> {
                if (isTold(change)) {
                    value(change, attribute);
                }
            }
        }
    }

    private void typed(Change change, List<String> now) {
        boolean isRest = isForgotten && isKnown && change.entity() == newestNumber;
        if (isRest || isTold(change)) {
            add(now);
        }
    }

    /// What is older stands before what is newer.
    private void add(List<String> older) {
        if (!types.containsAll(older)) {
            var all = new LinkedHashSet<>(older);
            all.addAll(types);
            types = all;
        }
    }

    private void described(Change change, List<String> now, List<String> scopes) {
        typed(change, now);
        if (!isForgotten && telling.tells(change)) {
            settleScope(scopes);
            scope = new ScopeSet(new Moment(change.seq(), change.at()), scopes);
        }
    }

    private void settleScope(List<String> before) {
        var waiting = scope;
        scope = null;
        if (waiting == null || waiting.scopes().equals(before)) {
            return;
        }
        var moment = waiting.moment();
        if (isCleared(Entity.SCOPE, null)) {
            return;
        }
        if (waiting.scopes().isEmpty()) {
            delete(moment, Entity.SCOPE, null, AttributeKind.PROPERTY);
        } else {
            told.accept(new Value(moment.seq(), scopeOf(waiting)));
        }
    }

    /// The scope as a Property, observed when it was set (clause 4.5.6).
    private static Attribute scopeOf(ScopeSet set) {
        var texts = set.scopes().stream().map(Json::of).toList();
        var at = set.moment().at();
        return new Attribute(
                Entity.SCOPE,
                null,
                AttributeKind.PROPERTY,
                texts.size() == 1 ? texts.getFirst() : Json.array(texts),
                at,
                at,
                at,
                Attribute.Details.NONE);
    }

    private void ended(Change change) {
        if (isForgotten || !telling.tells(change)) {
            return;
        }
        if (!isKnown) {
            deletedAt = change.at();
        }
        know(change);
        deletions.clear();
        settled.clear();
        endedNumber = change.entity();
        end = new Moment(change.seq(), change.at());
    }

    private void set(Change change, Attribute attribute) {
        if (!isTold(change)) {
            return;
        }
        if (!deletions.isEmpty() || end != null) {
            settle(change, attribute);
        }
        value(change, attribute);
    }

    /// The value says of what kind that was which ended it.
    private void settle(Change change, Attribute attribute) {
        var key = new Key(attribute.name(), attribute.datasetId());
        var deletion = deletions.remove(key);
        if (end != null && change.entity() == endedNumber && settled.add(key)) {
            deletion = end;
        }
        if (deletion != null
                && !isCleared(key.name(), key.datasetId())
                && telling.seen(change, attribute).isPresent()) {
            delete(deletion, key.name(), key.datasetId(), attribute.kind());
        }
    }

    private void delete(Moment moment, String name, @Nullable String dataset, AttributeKind kind) {
        var edit = edits.get(moment.seq());
        if (edit == null) {
            told.accept(new Deletion(moment.seq(), name, dataset, kind, moment.at(), null));
        } else if (edit.isPresent()
                && edit.get().what()
                        instanceof Change.Edited(Change.Amended(var seq, var attribute))
                && attribute.name().equals(name)) {
            told.accept(new Value(seq, attribute));
        }
    }

    private boolean isCleared(String name, @Nullable String dataset) {
        return clearedNames.contains(name)
                || (!cleared.isEmpty() && cleared.contains(new Key(name, dataset)));
    }

    private void value(Change change, Attribute attribute) {
        if (isCleared(attribute.name(), attribute.datasetId())) {
            return;
        }
        var edit = edits.isEmpty() ? null : edits.get(change.seq());
        if (edit == null) {
            see(change, attribute);
        } else if (edit.isPresent()
                && edit.get().what() instanceof Change.Edited(Change.Amended(var _, var now))) {
            see(change, amended(attribute, now));
        }
    }

    private static Attribute amended(Attribute was, Attribute now) {
        return new Attribute(
                now.name(),
                now.datasetId(),
                now.kind(),
                now.content(),
                now.observedAt(),
                was.createdAt(),
                now.modifiedAt(),
                now.details());
    }

    /// The scope is no attribute that could be masked.
    private void see(Change change, Attribute attribute) {
        var seen =
                tellsAll || attribute.name().equals(Entity.SCOPE)
                        ? Optional.of(attribute)
                        : telling.seen(change, attribute);
        if (seen.isEmpty()) {
            return;
        }
        var shown = seen.get();
        told.accept(
                shown.content().equals(AttributePatch.nullOf(shown.kind()))
                        ? new Deletion(
                                change.seq(),
                                shown.name(),
                                shown.datasetId(),
                                shown.kind(),
                                shown.modifiedAt(),
                                shown.observedAt())
                        : new Value(change.seq(), shown));
    }
}

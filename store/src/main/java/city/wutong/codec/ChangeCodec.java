package city.wutong.codec;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.LongPredicate;

/// Changes of a chunk of entities in bytes, the changes of one entity side by side in the order of
/// `seq`. Each entity's changes have their length before them, so that a reader of one entity skips
/// the others. The names that all of them use stand once, before them.
public final class ChangeCodec {
    private static final int VERSION = 2;
    private static final int CREATED = 1;
    private static final int DESCRIBED = 2;
    private static final int SET = 3;
    private static final int LATE = 4;
    private static final int UNSET = 5;
    private static final int ENDED = 6;
    private static final int ERASED = 7;
    private static final int BLANK = 8;
    private static final int TYPED = 9;
    private static final int RECORDED = 10;
    private static final int AMENDED = 11;
    private static final int REMOVED = 12;
    private static final int CLEARED = 13;
    private static final int FORGOTTEN = 14;

    private ChangeCodec() {}

    /// Packs changes that are sorted by entity, then by `seq`.
    public static byte[] pack(List<Change> changes) {
        var names = new LinkedHashMap<String, Integer>();
        var entities = new Packer(names);
        var one = new Packer(names);
        for (int from = 0; from < changes.size(); ) {
            int to = from + 1;
            while (to < changes.size() && changes.get(to).entity() == changes.get(from).entity()) {
                to++;
            }
            one.clear();
            packOne(changes.subList(from, to), one);
            entities.unsigned(changes.get(from).entity());
            entities.raw(one);
            from = to;
        }
        var packer = new Packer();
        packer.unsigned(VERSION);
        packer.names(List.copyOf(names.keySet()));
        packer.append(entities);
        return packer.bytes();
    }

    private static void packOne(List<Change> changes, Packer packer) {
        packer.text(changes.getFirst().entityId());
        long seq = 0;
        for (var change : changes) {
            packer.unsigned(change.seq() - seq);
            seq = change.seq();
            packer.time(change.at());
            packer.name(change.cause().actor());
            packer.unsigned(change.cause().seq());
            packer.unsigned(change.cause().depth());
            pack(change.what(), packer);
        }
    }

    private static void pack(Change.What what, Packer packer) {
        switch (what) {
            case Change.Created(var types, var scopes, var expiresAt) -> {
                packer.unsigned(CREATED);
                packer.names(types);
                packer.names(scopes);
                packer.timeOrNone(expiresAt);
            }
            case Change.Described(var types, var scopes, var expiresAt) -> {
                packer.unsigned(DESCRIBED);
                packer.names(types);
                packer.names(scopes);
                packer.timeOrNone(expiresAt);
            }
            case Change.Set(var attribute) -> {
                packer.unsigned(SET);
                packer.attribute(attribute);
            }
            case Change.Late(var attribute) -> {
                packer.unsigned(LATE);
                packer.attribute(attribute);
            }
            case Change.Unset(var name, var datasetId) -> {
                packer.unsigned(UNSET);
                packer.name(name);
                packer.names(datasetId == null ? List.of() : List.of(datasetId));
            }
            case Change.Ended() -> packer.unsigned(ENDED);
            case Change.Erased() -> packer.unsigned(ERASED);
            case Change.Blank() -> packer.unsigned(BLANK);
            case Change.Edited(var edit) -> pack(edit, packer);
        }
    }

    private static void pack(Change.Edit edit, Packer packer) {
        switch (edit) {
            case Change.Typed(var types, var begins) -> {
                packer.unsigned(TYPED);
                packer.names(types);
                packer.unsigned(begins ? 1 : 0);
            }
            case Change.Recorded(var attribute) -> {
                packer.unsigned(RECORDED);
                packer.attribute(attribute);
            }
            case Change.Amended(var instance, var attribute) -> {
                packer.unsigned(AMENDED);
                packer.unsigned(instance);
                packer.attribute(attribute);
            }
            case Change.Removed(var instance, var attribute) -> {
                packer.unsigned(REMOVED);
                packer.unsigned(instance);
                packer.name(attribute);
            }
            case Change.Cleared(var attribute, var datasetId, var all) -> {
                packer.unsigned(CLEARED);
                packer.name(attribute);
                packer.names(datasetId == null ? List.of() : List.of(datasetId));
                packer.unsigned(all ? 1 : 0);
            }
            case Change.Forgotten() -> packer.unsigned(FORGOTTEN);
        }
    }

    /// All changes, in the order in which they were packed.
    public static List<Change> unpack(byte[] bytes) {
        return unpack(bytes, _ -> true);
    }

    /// The changes of some entities, those of each in the order of `seq`.
    ///
    /// @param wanted says by its number whether an entity is one of them
    public static List<Change> unpack(byte[] bytes, LongPredicate wanted) {
        var unpacker = new Unpacker(bytes);
        long version = unpacker.unsigned();
        if (version != VERSION) {
            throw new IllegalStateException("a segment of version " + version + " cannot be read");
        }
        var names = unpacker.names();
        var changes = new ArrayList<Change>();
        while (!unpacker.isAtEnd()) {
            long entity = unpacker.unsigned();
            if (wanted.test(entity)) {
                unpackOne(entity, new Unpacker(unpacker.raw(), names), changes);
            } else {
                unpacker.skipRaw();
            }
        }
        return changes;
    }

    private static void unpackOne(long entity, Unpacker unpacker, List<Change> changes) {
        var id = unpacker.text();
        long seq = 0;
        while (!unpacker.isAtEnd()) {
            seq += unpacker.unsigned();
            var at = unpacker.time();
            var cause = new Cause(unpacker.name(), unpacker.unsigned(), (int) unpacker.unsigned());
            changes.add(new Change(seq, entity, id, what(unpacker), at, cause));
        }
    }

    private static Change.What what(Unpacker unpacker) {
        int what = (int) unpacker.unsigned();
        return switch (what) {
            case CREATED ->
                    new Change.Created(unpacker.names(), unpacker.names(), unpacker.timeOrNone());
            case DESCRIBED ->
                    new Change.Described(unpacker.names(), unpacker.names(), unpacker.timeOrNone());
            case SET -> new Change.Set(unpacker.attribute());
            case LATE -> new Change.Late(unpacker.attribute());
            case UNSET -> {
                var name = unpacker.name();
                var dataset = unpacker.names();
                yield new Change.Unset(name, dataset.isEmpty() ? null : dataset.getFirst());
            }
            case ENDED -> new Change.Ended();
            case ERASED -> new Change.Erased();
            case BLANK -> new Change.Blank();
            case TYPED, RECORDED, AMENDED, REMOVED, CLEARED, FORGOTTEN ->
                    new Change.Edited(edit(what, unpacker));
            default -> throw new IllegalStateException("no change is of kind " + what);
        };
    }

    private static Change.Edit edit(int what, Unpacker unpacker) {
        return switch (what) {
            case TYPED -> new Change.Typed(unpacker.names(), unpacker.unsigned() == 1);
            case RECORDED -> new Change.Recorded(unpacker.attribute());
            case AMENDED -> new Change.Amended(unpacker.unsigned(), unpacker.attribute());
            case REMOVED -> new Change.Removed(unpacker.unsigned(), unpacker.name());
            case CLEARED -> {
                var name = unpacker.name();
                var dataset = unpacker.names();
                yield new Change.Cleared(
                        name,
                        dataset.isEmpty() ? null : dataset.getFirst(),
                        unpacker.unsigned() == 1);
            }
            case FORGOTTEN -> new Change.Forgotten();
            default -> throw new IllegalStateException("no edit is of kind " + what);
        };
    }
}

package city.wutong.context;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.json.Json;

/// Estimates what values take in memory, in bytes, with compact object headers and compressed
/// references. Names, types and times of creation are shared by millions of values and count
/// nothing.
public final class Footprint {
    private static final int OBJECT = 8;
    private static final int REFERENCE = 4;
    private static final int STRING = 40;
    private static final int INSTANT = 24;
    private static final int ATTRIBUTE = OBJECT + 8 * REFERENCE + REFERENCE;
    private static final int DETAILS = 64;
    private static final int ENTITY = 64 + 100;
    private static final int CHANGE = 96;

    private Footprint() {}

    public static long of(Entity entity) {
        long bytes = (long) ENTITY + STRING + entity.id().length();
        for (var attribute : entity.attributes()) {
            bytes += of(attribute);
        }
        return bytes;
    }

    public static long of(Attribute attribute) {
        long bytes = ATTRIBUTE + of(attribute.content());
        bytes += attribute.observedAt() == null ? 0 : INSTANT;
        bytes += attribute.datasetId() == null ? 0 : STRING + attribute.datasetId().length();
        if (!attribute.details().isEmpty()) {
            bytes += DETAILS;
            for (var sub : attribute.attributes()) {
                bytes += of(sub);
            }
        }
        return bytes;
    }

    /// What a change holds beyond the entity that it belongs to.
    public static long of(Change change) {
        return switch (change.what()) {
            case Change.Set(var attribute) -> CHANGE + of(attribute);
            case Change.Late(var attribute) -> CHANGE + of(attribute);
            case Change.Edited(Change.Recorded(var attribute)) -> CHANGE + of(attribute);
            case Change.Edited(Change.Amended(var _, var attribute)) -> CHANGE + of(attribute);
            case Change.Edited _,
                    Change.Created _,
                    Change.Described _,
                    Change.Unset _,
                    Change.Ended _,
                    Change.Erased _,
                    Change.Blank _ ->
                    CHANGE;
        };
    }

    private static long of(Json json) {
        return switch (json) {
            case Json.Str(var text) -> 2 * OBJECT + STRING + text.length();
            case Json.Num _ -> 2 * OBJECT;
            case Json.Literal _ -> 0;
            case Json.Arr(var items) -> {
                long bytes = 6 * OBJECT;
                for (var item : items) {
                    bytes += REFERENCE + of(item);
                }
                yield bytes;
            }
            case Json.Obj(var members) -> {
                long bytes = 9 * OBJECT;
                for (var member : members.entrySet()) {
                    bytes += 2 * REFERENCE + STRING + member.getKey().length();
                    bytes += of(member.getValue());
                }
                yield bytes;
            }
        };
    }
}

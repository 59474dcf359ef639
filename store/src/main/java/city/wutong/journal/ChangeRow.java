package city.wutong.journal;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.entity.Attribute;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import city.wutong.jsonld.AttributeForm;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change as a row of the journal, names still as names.
///
/// @param what 1 created, 2 described, 3 set, 4 late, 5 unset, 6 ended, 7 erased, 8 blank; 9 typed,
///   10 recorded, 11 amended, 12 removed, 13 cleared, 14 forgotten (edits of the past)
/// @param attribute expanded name; null when the change is of the entity's life
/// @param body JSON in UTF-8; null when there is nothing to say
record ChangeRow(
        long seq,
        Instant at,
        @Nullable Instant observedAt,
        long entity,
        int what,
        @Nullable String attribute,
        Cause cause,
        byte @Nullable [] body) {
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
    private static final JsonReader JSON = new JsonReader(new JsonLimits(500, 1 << 26, 2_000));

    static ChangeRow of(Change change) {
        return switch (change.what()) {
            case Change.Created(var types, var scopes, var expiresAt) ->
                    row(change, CREATED, null, null, life(types, scopes, expiresAt));
            case Change.Described(var types, var scopes, var expiresAt) ->
                    row(change, DESCRIBED, null, null, life(types, scopes, expiresAt));
            case Change.Set(var attribute) ->
                    row(
                            change,
                            SET,
                            attribute.name(),
                            attribute.observedAt(),
                            AttributeForm.encode(attribute));
            case Change.Late(var attribute) ->
                    row(
                            change,
                            LATE,
                            attribute.name(),
                            attribute.observedAt(),
                            AttributeForm.encode(attribute));
            case Change.Unset(var name, var datasetId) ->
                    row(
                            change,
                            UNSET,
                            name,
                            null,
                            datasetId == null ? null : JsonWriter.bytes(Json.of(datasetId)));
            case Change.Ended() -> row(change, ENDED, null, null, null);
            case Change.Erased() -> row(change, ERASED, null, null, null);
            case Change.Blank() -> row(change, BLANK, null, null, null);
            case Change.Edited(var edit) -> of(change, edit);
        };
    }

    private static ChangeRow of(Change change, Change.Edit edit) {
        return switch (edit) {
            case Change.Typed(var types, var begins) ->
                    row(change, TYPED, null, null, typed(types, begins));
            case Change.Recorded(var attribute) ->
                    row(
                            change,
                            RECORDED,
                            attribute.name(),
                            attribute.observedAt(),
                            AttributeForm.encode(attribute));
            case Change.Amended(var instance, var attribute) ->
                    row(
                            change,
                            AMENDED,
                            attribute.name(),
                            attribute.observedAt(),
                            amended(instance, attribute));
            case Change.Removed(var instance, var attribute) ->
                    row(change, REMOVED, attribute, null, JsonWriter.bytes(Json.of(instance)));
            case Change.Cleared(var attribute, var datasetId, var all) ->
                    row(change, CLEARED, attribute, null, cleared(datasetId, all));
            case Change.Forgotten() -> row(change, FORGOTTEN, null, null, null);
        };
    }

    private static byte[] typed(List<String> types, boolean begins) {
        var members = new LinkedHashMap<String, Json>();
        members.put("types", Json.array(types.stream().map(Json::of).toList()));
        members.put("begins", begins ? Json.Literal.TRUE : Json.Literal.FALSE);
        return JsonWriter.bytes(Json.object(members));
    }

    /// The instance, and the attribute that it is now.
    private static byte[] amended(long instance, Attribute attribute) {
        try {
            var now = JSON.read(AttributeForm.encode(attribute));
            return JsonWriter.bytes(Json.array(List.of(Json.of(instance), now)));
        } catch (JsonMalformed e) {
            throw new IllegalStateException("what was written cannot be read", e);
        }
    }

    private static byte[] cleared(@Nullable String datasetId, boolean all) {
        var members = new LinkedHashMap<String, Json>();
        if (datasetId != null) {
            members.put("dataset", Json.of(datasetId));
        }
        members.put("all", all ? Json.Literal.TRUE : Json.Literal.FALSE);
        return JsonWriter.bytes(Json.object(members));
    }

    private static ChangeRow row(
            Change change,
            int what,
            @Nullable String attribute,
            @Nullable Instant observedAt,
            byte @Nullable [] body) {
        return new ChangeRow(
                change.seq(),
                change.at(),
                observedAt,
                change.entity(),
                what,
                attribute,
                change.cause(),
                body);
    }

    Change change(String entityId) {
        return new Change(seq, entity, entityId, decoded(), at, cause);
    }

    private Change.What decoded() {
        return switch (what) {
            case CREATED -> {
                var life = life();
                yield new Change.Created(
                        strings(life, "types"), strings(life, "scopes"), expiresAt(life));
            }
            case DESCRIBED -> {
                var life = life();
                yield new Change.Described(
                        strings(life, "types"), strings(life, "scopes"), expiresAt(life));
            }
            case SET -> new Change.Set(AttributeForm.decode(name(), at, bytes()));
            case LATE -> new Change.Late(AttributeForm.decode(name(), at, bytes()));
            case UNSET -> new Change.Unset(name(), body == null ? null : text(read()));
            case ENDED -> new Change.Ended();
            case ERASED -> new Change.Erased();
            case BLANK -> new Change.Blank();
            case TYPED, RECORDED, AMENDED, REMOVED, CLEARED, FORGOTTEN -> new Change.Edited(edit());
            default -> throw new IllegalStateException("change " + seq + " is of kind " + what);
        };
    }

    private Change.Edit edit() {
        return switch (what) {
            case TYPED -> {
                var life = life();
                yield new Change.Typed(strings(life, "types"), isTrue(life, "begins"));
            }
            case RECORDED -> new Change.Recorded(AttributeForm.decode(name(), at, bytes()));
            case AMENDED -> {
                var parts = ((Json.Arr) read()).items();
                var form = JsonWriter.bytes(parts.get(1));
                yield new Change.Amended(
                        ((Json.Whole) parts.get(0)).value(),
                        AttributeForm.decode(name(), at, form));
            }
            case REMOVED -> new Change.Removed(((Json.Whole) read()).value(), name());
            case CLEARED -> {
                var life = life();
                yield new Change.Cleared(
                        name(),
                        life.get("dataset").map(ChangeRow::text).orElse(null),
                        isTrue(life, "all"));
            }
            case FORGOTTEN -> new Change.Forgotten();
            default -> throw new IllegalStateException("change " + seq + " is of kind " + what);
        };
    }

    private static boolean isTrue(Json.Obj object, String member) {
        return object.get(member).filter(Json.Literal.TRUE::equals).isPresent();
    }

    private static byte[] life(
            List<String> types, List<String> scopes, @Nullable Instant expiresAt) {
        var members = new LinkedHashMap<String, Json>();
        members.put("types", Json.array(types.stream().map(Json::of).toList()));
        if (!scopes.isEmpty()) {
            members.put("scopes", Json.array(scopes.stream().map(Json::of).toList()));
        }
        if (expiresAt != null) {
            members.put("expiresAt", Json.of(expiresAt.toString()));
        }
        return JsonWriter.bytes(Json.object(members));
    }

    private Json.Obj life() {
        return (Json.Obj) read();
    }

    private static List<String> strings(Json.Obj life, String member) {
        return life.get(member)
                .map(list -> ((Json.Arr) list).items().stream().map(ChangeRow::text).toList())
                .orElse(List.of());
    }

    private static @Nullable Instant expiresAt(Json.Obj life) {
        return life.get("expiresAt").map(time -> Instant.parse(text(time))).orElse(null);
    }

    private static String text(Json json) {
        return ((Json.Str) json).value().intern();
    }

    private Json read() {
        try {
            return JSON.read(bytes());
        } catch (JsonMalformed e) {
            throw new IllegalStateException("change " + seq + " cannot be read", e);
        }
    }

    private byte[] bytes() {
        if (body == null) {
            throw new IllegalStateException("change " + seq + " has no body");
        }
        return body;
    }

    private String name() {
        if (attribute == null) {
            throw new IllegalStateException("change " + seq + " names no attribute");
        }
        return attribute;
    }
}

package city.wutong.codec;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads back what [Packer] packed. Names come back as one String instance each, equal times as one
/// Instant where they follow each other, so that a million entities share them.
public final class Unpacker {
    private final byte[] bytes;
    private final List<String> names;
    private final RecentTimes recent = new RecentTimes();
    private int at;
    private long lastMicros;

    public Unpacker(byte[] bytes) {
        this(bytes, new ArrayList<>());
    }

    /// For what was packed with its names apart.
    Unpacker(byte[] bytes, List<String> names) {
        this.bytes = bytes;
        this.names = names;
    }

    public boolean isAtEnd() {
        return at == bytes.length;
    }

    public long whole() {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    public long unsigned() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private int count() {
        return Math.toIntExact(unsigned());
    }

    public String text() {
        int length = count();
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    /// Bytes that were packed as they were.
    byte[] raw() {
        int length = count();
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /// Goes past them.
    void skipRaw() {
        int length = count();
        at += length;
    }

    public String name() {
        int place = count();
        if (place > 0) {
            return names.get(place - 1);
        }
        var name = text().intern();
        names.add(name);
        return name;
    }

    public List<String> names() {
        int count = count();
        if (count == 0) {
            return List.of();
        }
        if (count == 1) {
            return List.of(name());
        }
        var list = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            list.add(name());
        }
        return list;
    }

    public @Nullable Instant timeOrNone() {
        return unsigned() == 0 ? null : time();
    }

    public Instant time() {
        lastMicros += whole();
        return recent.of(lastMicros);
    }

    public Json json() {
        int tag = count();
        return switch (tag) {
            case Packer.NULL -> Json.Literal.NULL;
            case Packer.TRUE -> Json.Literal.TRUE;
            case Packer.FALSE -> Json.Literal.FALSE;
            case Packer.WHOLE -> new Json.Whole(whole());
            case Packer.REAL -> new Json.Real(Double.longBitsToDouble(eightBytes()));
            case Packer.BIG -> new Json.Big(new BigDecimal(text()));
            case Packer.STR -> new Json.Str(text());
            case Packer.ARR -> array();
            case Packer.OBJ -> object();
            default -> throw new IllegalStateException("no JSON value has the tag " + tag);
        };
    }

    private Json array() {
        int count = count();
        var items = new ArrayList<Json>(count);
        for (int i = 0; i < count; i++) {
            items.add(json());
        }
        return new Json.Arr(items);
    }

    private Json object() {
        int count = count();
        var members = LinkedHashMap.<String, Json>newLinkedHashMap(count);
        for (int i = 0; i < count; i++) {
            members.put(name(), json());
        }
        return new Json.Obj(members);
    }

    public Attribute attribute() {
        var name = name();
        int head = count();
        var content = json();
        var modifiedAt = time();
        var datasetId = (head & Packer.HAS_DATASET) != 0 ? name() : null;
        var observedAt = (head & Packer.HAS_OBSERVED) != 0 ? time() : null;
        var createdAt = (head & Packer.HAS_OTHER_CREATION) != 0 ? time() : modifiedAt;
        var details = (head & Packer.HAS_DETAILS) != 0 ? details() : Attribute.Details.NONE;
        return new Attribute(
                name,
                datasetId,
                AttributeKind.ofCode(head >>> 4),
                content,
                observedAt,
                createdAt,
                modifiedAt,
                details);
    }

    private Attribute.Details details() {
        var unit = names();
        var objectTypes = names();
        var expiresAt = timeOrNone();
        int count = count();
        var attributes = new ArrayList<Attribute>(count);
        for (int i = 0; i < count; i++) {
            attributes.add(attribute());
        }
        return Attribute.Details.of(
                unit.isEmpty() ? null : unit.getFirst(), objectTypes, expiresAt, attributes);
    }

    private long eightBytes() {
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = value << 8 | (bytes[at++] & 0xff);
        }
        return value;
    }

    /// The times met last, so that those that were one object before the packing are one again.
    private static final class RecentTimes {
        private static final int SLOTS = 64;

        private final long[] micros = new long[SLOTS];
        private final @Nullable Instant[] times = new Instant[SLOTS];

        Instant of(long time) {
            int slot = (int) ((time * 0x9E3779B97F4A7C15L) >>> 58);
            var known = times[slot];
            if (known != null && micros[slot] == time) {
                return known;
            }
            var made =
                    Instant.ofEpochSecond(
                            Math.floorDiv(time, 1_000_000L),
                            Math.floorMod(time, 1_000_000L) * 1_000L);
            micros[slot] = time;
            times[slot] = made;
            return made;
        }
    }
}

package city.wutong.codec;

import city.wutong.entity.Attribute;
import city.wutong.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Packs values into bytes: numbers as varints, names once in a chunk and then by their place,
/// times as microseconds from the time packed before. Read back by [Unpacker], whose order of calls
/// must be the same.
public final class Packer {
    static final int NULL = 0;
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int WHOLE = 3;
    static final int REAL = 4;
    static final int BIG = 5;
    static final int STR = 6;
    static final int ARR = 7;
    static final int OBJ = 8;

    static final int HAS_DATASET = 1;
    static final int HAS_OBSERVED = 2;
    static final int HAS_OTHER_CREATION = 4;
    static final int HAS_DETAILS = 8;

    private final Map<String, Integer> names;
    private final boolean namesApart;
    private byte[] bytes = new byte[16 * 1024];
    private int size;
    private long lastMicros;

    public Packer() {
        names = new HashMap<>();
        namesApart = false;
    }

    /// Whose names go by their number in this map; new ones are added to it, and its owner packs
    /// them apart.
    Packer(Map<String, Integer> names) {
        this.names = names;
        namesApart = true;
    }

    /// A whole number of any sign.
    public void whole(long value) {
        unsigned(value << 1 ^ value >> 63);
    }

    /// A whole number that is rarely negative or large.
    public void unsigned(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /// A text that is not expected to come again.
    public void text(String text) {
        raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A name that is expected to come again in this chunk.
    public void name(String name) {
        var known = names.putIfAbsent(name, names.size() + 1);
        if (known != null) {
            unsigned(known);
        } else if (namesApart) {
            unsigned(names.size());
        } else {
            unsigned(0);
            text(name);
        }
    }

    public void names(List<String> list) {
        unsigned(list.size());
        list.forEach(this::name);
    }

    /// A time to the microsecond; null is allowed.
    public void timeOrNone(@Nullable Instant time) {
        unsigned(time == null ? 0 : 1);
        if (time != null) {
            time(time);
        }
    }

    public void time(Instant time) {
        long micros = time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
        whole(micros - lastMicros);
        lastMicros = micros;
    }

    public void json(Json json) {
        switch (json) {
            case Json.Literal.NULL -> unsigned(NULL);
            case Json.Literal.TRUE -> unsigned(TRUE);
            case Json.Literal.FALSE -> unsigned(FALSE);
            case Json.Whole(var value) -> {
                unsigned(WHOLE);
                whole(value);
            }
            case Json.Real(var value) -> {
                unsigned(REAL);
                eightBytes(Double.doubleToLongBits(value));
            }
            case Json.Big(var value) -> {
                unsigned(BIG);
                text(value.toString());
            }
            case Json.Str(var value) -> {
                unsigned(STR);
                text(value);
            }
            case Json.Arr(var items) -> {
                unsigned(ARR);
                unsigned(items.size());
                items.forEach(this::json);
            }
            case Json.Obj(var members) -> {
                unsigned(OBJ);
                unsigned(members.size());
                members.forEach((member, value) -> {
                    name(member);
                    json(value);
                });
            }
        }
    }

    public void attribute(Attribute attribute) {
        boolean created = !attribute.createdAt().equals(attribute.modifiedAt());
        boolean details = !attribute.details().isEmpty();
        name(attribute.name());
        unsigned(
                (long) attribute.kind().code() << 4
                        | (attribute.datasetId() == null ? 0 : HAS_DATASET)
                        | (attribute.observedAt() == null ? 0 : HAS_OBSERVED)
                        | (created ? HAS_OTHER_CREATION : 0)
                        | (details ? HAS_DETAILS : 0));
        json(attribute.content());
        time(attribute.modifiedAt());
        if (attribute.datasetId() != null) {
            name(attribute.datasetId());
        }
        if (attribute.observedAt() != null) {
            time(attribute.observedAt());
        }
        if (created) {
            time(attribute.createdAt());
        }
        if (details) {
            details(attribute.details());
        }
    }

    private void details(Attribute.Details details) {
        names(details.unitCode() == null ? List.of() : List.of(details.unitCode()));
        names(details.objectTypes());
        timeOrNone(details.expiresAt());
        unsigned(details.attributes().size());
        details.attributes().forEach(this::attribute);
    }

    /// Appends bytes as they are, their count before them.
    void raw(byte[] value) {
        unsigned(value.length);
        append(value, value.length);
    }

    /// Appends what another has packed, its length before it.
    void raw(Packer other) {
        unsigned(other.size);
        append(other.bytes, other.size);
    }

    /// Appends what another has packed.
    void append(Packer other) {
        append(other.bytes, other.size);
    }

    private void append(byte[] value, int length) {
        ensure(length);
        System.arraycopy(value, 0, bytes, size, length);
        size += length;
    }

    /// Makes it as new, but for the names.
    void clear() {
        size = 0;
        lastMicros = 0;
    }

    private void eightBytes(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }

    /// What has been packed.
    public byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    public int size() {
        return size;
    }
}

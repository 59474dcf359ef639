package city.wutong.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A JSON value (RFC 8259), immutable. Equality is that of JSON: members in any order, numbers by
/// their numeric value (`1` equals `1.0`).
public sealed interface Json extends JsonContent {
    /// The members of an object that is small.
    int FEW = 4;

    @Override
    default void writeTo(JsonSink sink) {
        sink.value(this);
    }

    @Override
    default int roughSize() {
        return switch (this) {
            case Arr(var items) -> JsonBytes.roughSize(items.size());
            case Obj(var members) -> members.size() > FEW ? JsonBytes.LARGE : JsonBytes.SMALL;
            case Str _, Num _, Literal _ -> JsonBytes.SMALL;
        };
    }

    @Override
    default Json tree() {
        return this;
    }

    /// `null`, `true` and `false`.
    enum Literal implements Json {
        NULL,
        TRUE,
        FALSE
    }

    /// A string.
    record Str(String value) implements Json {}

    /// A number. `Whole` and `Real` hold nearly all of them in 16 bytes; `Big` keeps the digits
    /// that neither a `long` nor a `double` can.
    sealed interface Num extends Json, Comparable<Num> {
        double asDouble();

        BigDecimal asDecimal();

        @Override
        default int compareTo(Num other) {
            if (this instanceof Whole(var a) && other instanceof Whole(var b)) {
                return Long.compare(a, b);
            }
            if (this instanceof Real(var a) && other instanceof Real(var b)) {
                return Double.compare(a, b);
            }
            return asDecimal().compareTo(other.asDecimal());
        }
    }

    /// A number without fraction that fits 64 bits.
    record Whole(long value) implements Num {
        @Override
        public double asDouble() {
            return value;
        }

        @Override
        public BigDecimal asDecimal() {
            return BigDecimal.valueOf(value);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Num that && compareTo(that) == 0;
        }

        @Override
        public int hashCode() {
            return Double.hashCode((double) value);
        }
    }

    /// A finite number that a 64-bit float holds; never negative zero.
    record Real(double value) implements Num {
        public Real {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("JSON has no number " + value);
            }
            value = value == 0 ? 0.0 : value;
        }

        @Override
        public double asDouble() {
            return value;
        }

        @Override
        public BigDecimal asDecimal() {
            return BigDecimal.valueOf(value);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Num that && compareTo(that) == 0;
        }

        @Override
        public int hashCode() {
            return Double.hashCode(value);
        }
    }

    /// A number with more digits than a `long` or a `double` holds.
    record Big(BigDecimal value) implements Num {
        @Override
        public double asDouble() {
            return value.doubleValue();
        }

        @Override
        public BigDecimal asDecimal() {
            return value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Num that && compareTo(that) == 0;
        }

        @Override
        public int hashCode() {
            return Double.hashCode(value.doubleValue());
        }
    }

    /// An array.
    record Arr(List<Json> items) implements Json {
        public Arr {
            items = List.copyOf(items);
        }
    }

    /// An object; its members keep the order in which they came.
    record Obj(SequencedMap<String, Json> members) implements Json {
        public Obj {
            members = CompactMap.copyOf(members);
        }

        public Optional<Json> get(String name) {
            return Optional.ofNullable(members.get(name));
        }
    }

    static Json of(boolean value) {
        return value ? Literal.TRUE : Literal.FALSE;
    }

    static Json of(long value) {
        return new Whole(value);
    }

    static Json of(double value) {
        return new Real(value);
    }

    static Json of(String value) {
        return new Str(value);
    }

    static Arr array(List<? extends Json> items) {
        return new Arr(List.copyOf(items));
    }

    static Obj object(Map<String, ? extends Json> members) {
        var copy = new CompactMap.Builder();
        members.forEach(copy::put);
        return new Obj(copy.map());
    }
}

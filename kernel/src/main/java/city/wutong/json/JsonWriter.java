package city.wutong.json;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes JSON as UTF-8 bytes, without white space.
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private static final int SMALL = 256;
    private static final int LARGE = 2_048;
    private static final int LARGEST = 1 << 20;
    private static final int FEW = 4;

    private JsonWriter() {}

    public static byte[] bytes(Json value) {
        var out = new ByteArrayOutputStream(estimate(value));
        write(value, out);
        return out.toByteArray();
    }

    /// About as many bytes as it will take, so that the room for them seldom has to grow.
    private static int estimate(Json value) {
        return switch (value) {
            case Json.Arr(var items) -> Math.clamp(items.size() * (long) LARGE, SMALL, LARGEST);
            case Json.Obj(var members) -> members.size() > FEW ? LARGE : SMALL;
            case Json.Str _, Json.Num _, Json.Literal _ -> SMALL;
        };
    }

    public static String text(Json value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    /// Writes the value and leaves the stream open.
    public static void write(Json value, OutputStream out) {
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            generator.configure(tools.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET, false);
            write(value, generator);
        }
    }

    /// Writes the value where the generator stands.
    public static void write(Json value, JsonGenerator generator) {
        switch (value) {
            case Json.Str(var text) -> generator.writeString(text);
            case Json.Whole(var number) -> generator.writeNumber(number);
            case Json.Real(var number) -> generator.writeNumber(number);
            case Json.Big(var number) -> generator.writeNumber(number);
            case Json.Literal.TRUE -> generator.writeBoolean(true);
            case Json.Literal.FALSE -> generator.writeBoolean(false);
            case Json.Literal.NULL -> generator.writeNull();
            case Json.Arr(var items) -> {
                generator.writeStartArray();
                for (var item : items) {
                    write(item, generator);
                }
                generator.writeEndArray();
            }
            case Json.Obj(var members) -> {
                generator.writeStartObject();
                if (members instanceof CompactMap few) {
                    for (int i = 0; i < few.size(); i++) {
                        generator.writeName(few.name(i));
                        write(few.value(i), generator);
                    }
                } else {
                    members.forEach((name, member) -> {
                        generator.writeName(name);
                        write(member, generator);
                    });
                }
                generator.writeEndObject();
            }
        }
    }
}

package city.wutong.json;

import java.nio.charset.StandardCharsets;

/// JSON as UTF-8 bytes and as text, without white space.
public final class JsonWriter {
    private JsonWriter() {}

    public static byte[] bytes(JsonContent content) {
        var out = new JsonBytes(content.roughSize());
        content.writeTo(out);
        return out.toByteArray();
    }

    public static String text(JsonContent content) {
        return new String(bytes(content), StandardCharsets.UTF_8);
    }
}

package city.wutong.acceptance;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Reads what was answered; what is not as it should be fails the test.
final class Documents {
    private static final JsonReader JSON = new JsonReader(new JsonLimits(200, 1 << 26, 2_000));

    private Documents() {}

    static Json parse(String text) {
        try {
            return JSON.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    static Map<String, Json> members(Json json) {
        if (json instanceof Json.Obj(var members)) {
            return members;
        }
        throw notExpected("an object", json);
    }

    static Json member(Json json, String name) {
        var value = members(json).get(name);
        if (value == null) {
            throw notExpected("a member " + name, json);
        }
        return value;
    }

    static List<Json> items(Json json) {
        if (json instanceof Json.Arr(var items)) {
            return items;
        }
        throw notExpected("an array", json);
    }

    static String text(Json json) {
        if (json instanceof Json.Str(var text)) {
            return text;
        }
        throw notExpected("a text", json);
    }

    static long whole(Json json) {
        if (json instanceof Json.Whole(var number)) {
            return number;
        }
        throw notExpected("a whole number", json);
    }

    private static AssertionError notExpected(String expected, Json json) {
        return new AssertionError("expected " + expected + ": " + json);
    }
}

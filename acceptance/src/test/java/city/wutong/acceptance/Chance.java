package city.wutong.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// What happens to a request that was right once: the same for the same seed.
final class Chance {
    private static final List<String> WORDS =
            List.of(
                    "null",
                    "\"\"",
                    "\"urn:ngsi-ld:null\"",
                    "[]",
                    "{}",
                    "-0",
                    "1e308",
                    "1e-400",
                    "9223372036854775808",
                    "\"\\u0000\"",
                    "\"\\ud83d\"",
                    "\"0000-01-01T00:00:00Z\"",
                    "\"9999-12-31T23:59:59.999999Z\"",
                    "\"@none\"",
                    "\"@type\"",
                    "{\"@value\":1}",
                    "\"Property\"",
                    "\"GeoProperty\"",
                    "\"ListRelationship\"",
                    "true",
                    "[[[]]]",
                    "\"urn:x:y\"",
                    "{\"type\":\"Point\",\"coordinates\":[0,90]}",
                    "\"梧桐\uD83C\uDF33\"",
                    "\"\\\\\"",
                    "{\"@id\":\"@type\",\"@container\":\"@language\"}",
                    "((((",
                    "{a{b{c",
                    "P999999999Y",
                    "*",
                    "#",
                    "\n",
                    "\u0000");

    private final Random random;

    Chance(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean once(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// Some characters left out, doubled, or others put in.
    String changed(String text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(6));
        return switch (random.nextInt(3)) {
            case 0 -> text.substring(0, at) + text.substring(end);
            case 1 -> text.substring(0, end) + text.substring(at);
            default -> text.substring(0, at) + of(WORDS) + text.substring(at);
        };
    }

    /// A JSON document with some things changed, to its bytes.
    byte[] document(List<String> documents) {
        var text = of(documents);
        for (int times = Math.max(0, random.nextInt(6) - 2); times > 0; times--) {
            text =
                    switch (random.nextInt(8)) {
                        case 0 -> changed(text);
                        case 1, 2, 3, 4, 5, 6 -> replaced(text);
                        default -> crossed(text, of(documents));
                    };
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0 && once(20)) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes.length == 0 ? new byte[] {' '} : bytes;
    }

    /// A value of the document is another.
    private String replaced(String text) {
        var ends = new int[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == ':' || text.charAt(i) == '[') {
                ends[count++] = i + 1;
            }
        }
        if (count == 0) {
            return text;
        }
        int from = Arrays.copyOf(ends, count)[random.nextInt(count)];
        int to = from;
        while (to < text.length() && ",]}".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return text.substring(0, from) + of(WORDS) + text.substring(to);
    }

    /// The beginning of one and the end of another.
    private String crossed(String one, String other) {
        return one.substring(0, random.nextInt(one.length() + 1))
                + other.substring(random.nextInt(other.length() + 1));
    }

    /// A path as a browser would send it: what may stand in a path or query stays as it is.
    static String encoded(String path) {
        var out = new StringBuilder();
        path.codePoints()
                .forEach(c -> {
                    var text = Character.toString(c);
                    boolean stays =
                            c < 0x80
                                    && (Character.isLetterOrDigit(c)
                                            || "/?&=:;,.!*()-_~@".indexOf(c) >= 0);
                    out.append(
                            stays
                                    ? text
                                    : URLEncoder.encode(text, StandardCharsets.UTF_8)
                                            .replace("+", "%20"));
                });
        return out.indexOf("/") == 0 ? out.toString() : "/" + out;
    }
}

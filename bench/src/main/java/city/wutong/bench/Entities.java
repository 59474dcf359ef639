package city.wutong.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/// Typical entities as request bodies: six measured numbers, a text, a relationship, a place and a
/// date. All have the same length, so that a body is made once and only digits are written into it:
/// the client is to cost little.
final class Entities {
    /// Attributes of one entity.
    static final int ATTRIBUTES = 10;

    private static final String ID = "urn:ngsi-ld:AirQualityObserved:";
    private static final int ID_DIGITS = 7;
    private static final String[] NUMBERS = {
        "temperature:CEL", "relativeHumidity:P1", "pm25:GQ", "pm10:GQ", "no2:GQ", "o3:GQ"
    };
    private static final String TIME = "2026-01-01T00:00:00.000Z";
    private static final int TIME_OF_DAY = 11;

    private final byte[] template;
    private final int[] ids;
    private final int[] values;
    private final int[] times;
    private final int[] places;

    Entities() {
        var text = text();
        template = text.getBytes(StandardCharsets.US_ASCII);
        ids = all(text, "#ID####");
        values = all(text, "#V#.#");
        times = all(text, TIME);
        places = all(text, "#P##");
    }

    private static String text() {
        var text = new StringBuilder(1_500);
        text.append("{\"id\":\"").append(ID).append("#ID####\",\"type\":\"Station\"");
        for (var number : NUMBERS) {
            int colon = number.indexOf(':');
            text.append(",\"%s\":".formatted(number.substring(0, colon)))
                    .append("{\"type\":\"Property\",\"value\":#V#.#,\"unitCode\":\"")
                    .append(number.substring(colon + 1))
                    .append("\",\"observedAt\":\"" + TIME + "\"}");
        }
        return text.append(",\"reliability\":{\"type\":\"Property\",\"value\":\"calibrated\"}")
                .append(",\"refDevice\":{\"type\":\"Relationship\",\"object\":")
                .append("\"urn:ngsi-ld:Device:#ID####\"}")
                .append(",\"location\":{\"type\":\"GeoProperty\",\"value\":{\"type\":\"Point\",")
                .append("\"coordinates\":[120.#P##,30.#P##]}}")
                .append(
                        ",\"dateObserved\":{\"type\":\"Property\",\"value\":{\"@type\":\"DateTime\",")
                .append("\"@value\":\"" + TIME + "\"}}}")
                .toString();
    }

    private static int[] all(String text, String mark) {
        var found = new int[2 * NUMBERS.length];
        int count = 0;
        for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
            found[count++] = at;
        }
        return Arrays.copyOf(found, count);
    }

    static String id(int number) {
        return ID + String.format(Locale.ROOT, "%0" + ID_DIGITS + "d", number);
    }

    /// One entity, as a document.
    byte[] entity(int number, int millisOfDay, SplittableRandom random) {
        var body = template.clone();
        write(body, 0, number, millisOfDay, random);
        return body;
    }

    /// Room for a batch of so many; [#fill] makes it one.
    byte[] batch(int count) {
        var body = new byte[count * (template.length + 1) + 1];
        body[0] = '[';
        for (int i = 0; i < count; i++) {
            int from = 1 + i * (template.length + 1);
            System.arraycopy(template, 0, body, from, template.length);
            body[from + template.length] = (byte) (i == count - 1 ? ']' : ',');
        }
        return body;
    }

    /// Makes it the batch of the entities from `first` on.
    void fill(byte[] batch, int count, int first, int millisOfDay, SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            write(batch, 1 + i * (template.length + 1), first + i, millisOfDay, random);
        }
    }

    private void write(byte[] body, int from, int number, int millis, SplittableRandom random) {
        for (int at : ids) {
            digits(body, from + at, ID_DIGITS, number);
        }
        for (int at : values) {
            digits(body, from + at, 3, 100 + random.nextInt(900));
            body[from + at + 3] = '.';
            digits(body, from + at + 4, 1, 1 + random.nextInt(9));
        }
        for (int at : times) {
            time(body, from + at + TIME_OF_DAY, millis);
        }
        digits(body, from + places[0], 4, 1 + number / 100 % 100 * 89);
        digits(body, from + places[1], 4, 1 + number % 100 * 97);
    }

    private static void time(byte[] body, int at, int millis) {
        digits(body, at, 2, millis / 3_600_000 % 24);
        digits(body, at + 3, 2, millis / 60_000 % 60);
        digits(body, at + 6, 2, millis / 1_000 % 60);
        digits(body, at + 9, 3, millis % 1_000);
    }

    private static void digits(byte[] body, int at, int count, int value) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            body[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}

package city.wutong.query;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads what stands after an operator of `q`: a literal, a range, a list or a pattern.
final class OperandParser {
    /// Here a value without quotes ends. A URI that has one of these must stand in quotes.
    private static final String STOPS = ";|(), \"";

    private static final String RANGE = "..";
    private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);

    private final Cursor cursor;
    private final Runnable count;
    private final UnaryOperator<Literal> reading;

    /// @param count is told of each further literal
    /// @param reading what a literal means here
    OperandParser(Cursor cursor, Runnable count, UnaryOperator<Literal> reading) {
        this.cursor = cursor;
        this.count = count;
        this.reading = reading;
    }

    Operand operand(Operator operator) {
        int start = cursor.at();
        if (operator.isPattern()) {
            return pattern(operator);
        }
        var first = literal(operator.symbol());
        var operand = cursor.isAt(RANGE) ? range(start, first) : choice(first);
        if (!operand.suits(operator)) {
            throw cursor.refusedAt(start, QueryReason.Q_OPERAND_UNFIT, operator.symbol());
        }
        return operand;
    }

    private Operand range(int start, Literal from) {
        cursor.accept(RANGE);
        count.run();
        var to = literal(RANGE);
        if (!from.isOrdered() || from.getClass() != to.getClass()) {
            throw cursor.refusedAt(start, QueryReason.Q_RANGE_MIXED, from.text(), to.text());
        }
        return new Operand.Range(from, to);
    }

    private Operand choice(Literal first) {
        cursor.skipSpaces();
        if (!cursor.isAt(',')) {
            return first;
        }
        var literals = new ArrayList<>(List.of(first));
        while (cursor.accept(',')) {
            count.run();
            cursor.skipSpaces();
            literals.add(literal(","));
            cursor.skipSpaces();
        }
        return new Operand.Choice(literals);
    }

    private Literal literal(String after) {
        return reading.apply(cursor.isAt('"') ? new Literal.Text(quoted()) : bare(after));
    }

    private String quoted() {
        int start = cursor.at();
        cursor.move(1);
        while (!cursor.isAt('"')) {
            if (cursor.isAtEnd() || (cursor.isAt('\\') && cursor.peek(1) == Cursor.END)) {
                throw cursor.refusedAt(start, QueryReason.Q_QUOTE_OPEN);
            }
            cursor.move(cursor.isAt('\\') ? 2 : 1);
        }
        cursor.move(1);
        if (json(cursor.since(start)) instanceof Json.Str(var text)) {
            return text;
        }
        throw cursor.refusedAt(start, QueryReason.Q_STRING_MALFORMED, cursor.since(start));
    }

    private Literal bare(String after) {
        var token = withFraction(cursor.upTo(STOPS));
        if (token.isEmpty()) {
            throw cursor.refused(QueryReason.Q_VALUE_MISSING, after, cursor.found());
        }
        int dots = token.indexOf(RANGE);
        var from = dots > 0 ? comparable(token.substring(0, dots)) : null;
        if (from != null) {
            cursor.move(dots);
            return from;
        }
        var literal = whole(token);
        if (literal == null) {
            throw cursor.refused(QueryReason.Q_VALUE_MALFORMED, token);
        }
        cursor.move(token.length());
        return literal;
    }

    /// A comma may stand for the point in a DateTime or time (clause 4.6.3), and stands between the
    /// values of a list: `08:00:00,5Z` is one value.
    private String withFraction(String token) {
        int length = token.length();
        if (length < 8 || token.charAt(length - 3) != ':' || token.charAt(length - 6) != ':') {
            return token;
        }
        int end = length + 1;
        while (Character.isDigit(cursor.peek(end))) {
            end++;
        }
        boolean continues =
                cursor.peek(length) == ',' && end > length + 1 && cursor.peek(end) == 'Z';
        return continues ? cursor.ahead(end + 1) : token;
    }

    private static @Nullable Literal whole(String token) {
        if (token.equals("true") || token.equals("false")) {
            return new Literal.Truth(token.equals("true"));
        }
        var comparable = comparable(token);
        return comparable == null && isUri(token) ? new Literal.Uri(token) : comparable;
    }

    private static @Nullable Literal comparable(String token) {
        var instant = Temporals.instant(token);
        if (instant != null) {
            return new Literal.Moment(instant);
        }
        var day = Temporals.day(token);
        if (day != null) {
            return new Literal.Day(day);
        }
        var time = Temporals.time(token);
        if (time != null) {
            return new Literal.TimeOfDay(time);
        }
        return json(token) instanceof Json.Num number ? new Literal.Numeral(number) : null;
    }

    /// Whether the text can stand for itself without quotes: it begins as URIs do.
    static boolean isUri(String text) {
        return !text.isEmpty()
                && Character.isLetter(text.codePointAt(0))
                && text.chars().noneMatch(c -> STOPS.indexOf(c) >= 0 || Character.isISOControl(c))
                && !text.equals("true")
                && !text.equals("false");
    }

    private static @Nullable Json json(String token) {
        try {
            return READER.read(token.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            return null;
        }
    }

    private Operand pattern(Operator operator) {
        if (cursor.isAt('"')) {
            return TextPattern.of(quoted());
        }
        int start = cursor.at();
        int depth = 0;
        while (!cursor.isAtEnd() && !(depth == 0 && ";|)".indexOf(cursor.peek()) >= 0)) {
            depth += cursor.isAt('(') ? 1 : cursor.isAt(')') ? -1 : 0;
            cursor.move(cursor.isAt('\\') && cursor.peek(1) != Cursor.END ? 2 : 1);
        }
        var pattern = cursor.since(start);
        if (pattern.isEmpty()) {
            throw cursor.refused(QueryReason.Q_VALUE_MISSING, operator.symbol(), cursor.found());
        }
        return TextPattern.of(pattern);
    }
}

package city.wutong.query;

import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Reads the query language `q` (clause 4.9) by recursive descent: `;` binds tighter than `|`.
///
/// Wider than the grammar in this: groups nest, as the clause's own example 6 does; `!name` asks
/// for absence; a name may have a prefix (clause 4.6.2); blanks between tokens are passed over; a
/// list may hold URIs; a pattern is quoted or bare; an unquoted word stands where a URI can.
public final class QParser {
    /// The most characters of a query.
    public static final int LONGEST = 8_192;

    /// The most parentheses within one another.
    public static final int DEEPEST = 20;

    /// The most terms and values together.
    public static final int MOST_TERMS = 200;

    /// The most names on one path.
    public static final int LONGEST_PATH = 10;

    private static final Set<String> NOT_ATTRIBUTES =
            Set.of("id", "type", "scope", "observedAt", "unitCode", "datasetId");

    private final Cursor cursor;
    private final UnaryOperator<String> expand;
    private final Set<String> expandValues;
    private int depth;
    private int terms;

    private QParser(String q, UnaryOperator<String> expand, Set<String> expandValues) {
        this.cursor = new Cursor(q);
        this.expand = expand;
        this.expandValues = expandValues;
    }

    /// The condition that a query spells.
    ///
    /// @param expand turns names into IRIs
    /// @throws Refused with the column, what was found there and what was expected
    public static Condition parse(String q, UnaryOperator<String> expand) {
        return parse(q, expand, Set.of());
    }

    /// The condition that a query spells.
    ///
    /// @param expandValues names of attributes, as they stand in `q`, whose values are to be
    ///   expanded as well (the parameter of that name)
    public static Condition parse(
            String q, UnaryOperator<String> expand, Set<String> expandValues) {
        if (q.isBlank()) {
            throw Refusal.of(QueryReason.Q_EMPTY).thrown();
        }
        if (q.length() > LONGEST) {
            throw Refusal.of(QueryReason.Q_TOO_LONG, q.length(), LONGEST).thrown();
        }
        return new QParser(q, expand, expandValues).whole();
    }

    private Condition whole() {
        cursor.skipSpaces();
        var condition = alternatives();
        if (cursor.isAt(')')) {
            throw cursor.refused(QueryReason.Q_PARENTHESIS_EXTRA);
        }
        if (!cursor.isAtEnd()) {
            throw cursor.refused(QueryReason.Q_TRAILING, cursor.found(), "; |");
        }
        return condition;
    }

    private Condition alternatives() {
        return joined('|', this::conjunction, Condition.Or::new);
    }

    private Condition conjunction() {
        return joined(';', this::term, Condition.And::new);
    }

    private Condition joined(
            char symbol, Supplier<Condition> part, Function<List<Condition>, Condition> join) {
        var first = part.get();
        if (!cursor.isAt(symbol)) {
            return first;
        }
        var parts = new ArrayList<>(List.of(first));
        while (cursor.accept(symbol)) {
            cursor.skipSpaces();
            if (cursor.isAtEnd() || ";|)".indexOf(cursor.peek()) >= 0) {
                throw cursor.refused(QueryReason.Q_DANGLING, symbol, cursor.found());
            }
            parts.add(part.get());
        }
        return join.apply(parts);
    }

    private Condition term() {
        int start = cursor.at();
        var condition = cursor.accept('(') ? group(start) : simpleTerm();
        cursor.skipSpaces();
        return condition;
    }

    private Condition group(int start) {
        if (++depth > DEEPEST) {
            throw cursor.refusedAt(start, QueryReason.Q_TOO_DEEP, DEEPEST);
        }
        cursor.skipSpaces();
        var condition = alternatives();
        if (!cursor.accept(')')) {
            throw cursor.refusedAt(start, QueryReason.Q_PARENTHESIS_OPEN, cursor.found());
        }
        depth--;
        return condition;
    }

    private Condition simpleTerm() {
        count();
        if (cursor.isAt('!') && cursor.peek(1) != '=') {
            return absence();
        }
        var links = new ArrayList<Link>();
        var name = linked(links, firstName());
        var path = path(name);
        closeLinks(links.size());
        Condition.Term term = isCompared() ? comparison(name, path) : new Condition.Exists(path);
        return links.isEmpty() ? term : new Condition.Linked(links, term);
    }

    private Condition absence() {
        cursor.accept('!');
        var path = path(firstName());
        if (isCompared()) {
            throw cursor.refused(QueryReason.Q_ABSENCE_COMPARED, cursor.found());
        }
        return new Condition.Absent(path);
    }

    private boolean isCompared() {
        cursor.skipSpaces();
        return !cursor.isAtEnd() && ";|)".indexOf(cursor.peek()) < 0;
    }

    /// Goes through the links that begin here, and answers the name that stands after the last.
    private String linked(List<Link> links, String first) {
        var name = first;
        while (cursor.isAt('{')) {
            if (links.size() == LONGEST_PATH) {
                throw cursor.refused(QueryReason.Q_PATH_TOO_LONG, LONGEST_PATH);
            }
            cursor.move(1);
            var relationship = expand.apply(name);
            var words = words();
            boolean isHint = cursor.accept(':');
            if (!isHint && words.size() > 1) {
                throw cursor.refused(QueryReason.Q_TRAILING, cursor.found(), ":");
            }
            name = isHint ? attributeName() : words.getFirst();
            var types = isHint ? words.stream().map(expand).toList() : List.<String>of();
            links.add(new Link(relationship, types));
        }
        return name;
    }

    /// Words with commas between them: types of linked entities, or one name alone.
    private List<String> words() {
        var words = new ArrayList<String>();
        do {
            cursor.skipSpaces();
            int start = cursor.at();
            var word = cursor.word();
            if (word.isEmpty()) {
                throw cursor.refused(QueryReason.Q_NAME_EXPECTED, cursor.found());
            }
            checkAttribute(start, word);
            words.add(word);
            cursor.skipSpaces();
        } while (cursor.accept(','));
        return words;
    }

    private void closeLinks(int count) {
        for (int i = 0; i < count; i++) {
            cursor.skipSpaces();
            if (!cursor.accept('}')) {
                throw cursor.refused(QueryReason.Q_TRAILING, cursor.found(), "}");
            }
        }
    }

    private void count() {
        if (++terms > MOST_TERMS) {
            throw cursor.refused(QueryReason.Q_TOO_MANY_TERMS, MOST_TERMS);
        }
    }

    private Condition.Term comparison(String name, AttributePath path) {
        var operator = operator();
        cursor.skipSpaces();
        var values = new OperandParser(cursor, this::count, reading(name, path));
        return new Condition.Comparison(path, operator, values.operand(operator));
    }

    /// What a literal means beside this attribute.
    private UnaryOperator<Literal> reading(String name, AttributePath path) {
        if (path.member().isTime()) {
            return QParser::asTime;
        }
        return expandValues.contains(name) ? this::expanded : literal -> literal;
    }

    /// Clients put times in quotes.
    private static Literal asTime(Literal literal) {
        var instant = literal instanceof Literal.Text(var text) ? Temporals.instant(text) : null;
        return instant == null ? literal : new Literal.Moment(instant);
    }

    private Literal expanded(Literal literal) {
        return switch (literal) {
            case Literal.Text(var text) -> new Literal.Uri(expand.apply(text));
            case Literal.Uri(var text) -> new Literal.Uri(expand.apply(text));
            case Literal.Numeral _,
                    Literal.Truth _,
                    Literal.Moment _,
                    Literal.Day _,
                    Literal.TimeOfDay _ ->
                    literal;
        };
    }

    private Operator operator() {
        int start = cursor.at();
        while ("=!<>~".indexOf(cursor.peek()) >= 0) {
            cursor.move(1);
        }
        var symbols = cursor.since(start);
        for (var operator : Operator.values()) {
            if (operator.symbol().equals(symbols)) {
                return operator;
            }
        }
        if (symbols.isEmpty()) {
            throw cursor.refused(QueryReason.Q_TRAILING, cursor.found(), Operator.SYMBOLS + " ; |");
        }
        throw cursor.refusedAt(start, QueryReason.Q_OPERATOR_UNKNOWN, symbols, Operator.SYMBOLS);
    }

    private String firstName() {
        int start = cursor.at();
        var name = name();
        checkAttribute(start, name);
        return name;
    }

    /// The name after the types of linked entities.
    private String attributeName() {
        cursor.skipSpaces();
        return firstName();
    }

    private void checkAttribute(int start, String name) {
        if (NOT_ATTRIBUTES.contains(name)) {
            throw cursor.refusedAt(start, QueryReason.Q_NOT_AN_ATTRIBUTE, name);
        }
    }

    private String name() {
        var name = cursor.name();
        if (name.isEmpty()) {
            throw cursor.refused(QueryReason.Q_NAME_EXPECTED, cursor.found());
        }
        return name;
    }

    private AttributePath path(String first) {
        var names = new ArrayList<String>();
        var member = AttributePath.Member.CONTENT;
        for (var name = first; ; name = name()) {
            member = AttributePath.Member.ofTerm(name).orElse(AttributePath.Member.CONTENT);
            if (member == AttributePath.Member.CONTENT) {
                names.add(expand.apply(name));
            }
            if (!cursor.isAt('.')) {
                break;
            }
            checkMore(names, member, name);
            cursor.move(1);
        }
        return new AttributePath(names, member, trail(member));
    }

    private void checkMore(List<String> names, AttributePath.Member member, String name) {
        if (member != AttributePath.Member.CONTENT) {
            throw cursor.refused(QueryReason.Q_MEMBER_ENDS_PATH, name);
        }
        if (names.size() == LONGEST_PATH) {
            throw cursor.refused(QueryReason.Q_PATH_TOO_LONG, LONGEST_PATH);
        }
    }

    private List<String> trail(AttributePath.Member member) {
        if (cursor.isAt('{')) {
            throw cursor.refused(QueryReason.Q_LINK_MISPLACED, cursor.found());
        }
        if (!cursor.isAt('[')) {
            return List.of();
        }
        if (member != AttributePath.Member.CONTENT) {
            throw cursor.refused(QueryReason.Q_MEMBER_ENDS_PATH, member.term());
        }
        int start = cursor.at();
        cursor.move(1);
        var inner = cursor.upTo("[]");
        cursor.move(inner.length());
        if (!cursor.accept(']')) {
            throw cursor.refusedAt(start, QueryReason.Q_BRACKET_OPEN);
        }
        return steps(start, inner);
    }

    private List<String> steps(int start, String inner) {
        var steps = List.of(inner.split("\\.", -1));
        if (steps.stream().anyMatch(String::isBlank)) {
            throw cursor.refusedAt(start, QueryReason.Q_BRACKET_MALFORMED, "[" + inner + "]");
        }
        if (steps.size() > LONGEST_PATH) {
            throw cursor.refusedAt(start, QueryReason.Q_PATH_TOO_LONG, LONGEST_PATH);
        }
        return steps;
    }
}

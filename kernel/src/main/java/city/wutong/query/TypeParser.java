package city.wutong.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// One reading of a selection of types (clause 4.17).
record TypeParser(Cursor cursor, UnaryOperator<String> expand) {
    private static final String STOPS = "|,;() ";

    TypeSelection whole() {
        var alternatives = new ArrayList<TypeSelection.All>();
        do {
            cursor.skipSpaces();
            alternatives.add(cursor.accept('(') ? group() : new TypeSelection.All(List.of(type())));
            cursor.skipSpaces();
        } while (cursor.accept('|') || cursor.accept(','));
        if (!cursor.isAtEnd()) {
            throw cursor.refused(QueryReason.TYPE_TRAILING, cursor.found(), "| ,");
        }
        return alternatives.size() == 1
                ? alternatives.getFirst()
                : new TypeSelection.Any(alternatives);
    }

    private TypeSelection.All group() {
        var types = new ArrayList<String>();
        do {
            cursor.skipSpaces();
            types.add(type());
            cursor.skipSpaces();
        } while (cursor.accept(';'));
        if (!cursor.accept(')')) {
            throw cursor.refused(QueryReason.TYPE_TRAILING, cursor.found(), "; )");
        }
        return new TypeSelection.All(types);
    }

    private String type() {
        var type = cursor.upTo(STOPS);
        if (type.isEmpty()) {
            throw cursor.refused(QueryReason.TYPE_EXPECTED, cursor.found());
        }
        if (!isNameOrUri(type)) {
            throw cursor.refused(QueryReason.TYPE_MALFORMED, type);
        }
        cursor.move(type.length());
        return expand.apply(type);
    }

    private static boolean isNameOrUri(String type) {
        boolean isUri =
                type.indexOf(':') > 0
                        && Character.isLetter(type.charAt(0))
                        && type.chars().noneMatch(c -> c < ' ' || "<>\"{}\\^`".indexOf(c) >= 0);
        return isUri || new Cursor(type).name().length() == type.length();
    }
}

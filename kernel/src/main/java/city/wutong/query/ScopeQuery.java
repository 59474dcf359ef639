package city.wutong.query;

import city.wutong.entity.Entity;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.util.ArrayList;
import java.util.List;

/// A query by scope (clause 4.19): `/Zhejiang/+/Wuzhen`, `/Zhejiang/#`, `(/A;/B)|/C`. As in `q`,
/// `;` binds tighter than `|` and `,`, with or without the parentheses that the grammar asks for.
///
/// @param alternatives one of these lists must have all its patterns met by scopes of the entity
public record ScopeQuery(List<List<Pattern>> alternatives) {
    /// The most characters of a query.
    public static final int LONGEST = 8_192;

    /// A scope with wildcards.
    ///
    /// @param levels from the top; `+` stands for any one level
    /// @param isTree whether the scopes below belong to it (`/#`)
    public record Pattern(List<String> levels, boolean isTree) {
        private static final String ANY_LEVEL = "+";

        public Pattern {
            levels = List.copyOf(levels);
        }

        /// Whether a scope, with or without its leading slash, is one of these.
        boolean matches(String scope) {
            int at = scope.startsWith("/") ? 1 : 0;
            for (int i = 0; i < levels.size(); i++) {
                int slash = scope.indexOf('/', at);
                int end = slash < 0 ? scope.length() : slash;
                if (at >= end || !isLevel(levels.get(i), scope, at, end)) {
                    return false;
                }
                at = end + 1;
            }
            return isTree || at > scope.length();
        }

        private static boolean isLevel(String level, String scope, int from, int to) {
            return level.equals(ANY_LEVEL)
                    || (level.length() == to - from && scope.startsWith(level, from));
        }
    }

    public ScopeQuery {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    public boolean matches(Entity entity) {
        for (var patterns : alternatives) {
            if (patterns.stream().allMatch(pattern -> isMet(pattern, entity.scopes()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMet(Pattern pattern, List<String> scopes) {
        return scopes.stream().anyMatch(pattern::matches);
    }

    /// The query that a text spells.
    ///
    /// @throws Refused with the column, what was found there and what was expected
    public static ScopeQuery parse(String scopeQ) {
        if (scopeQ.length() > LONGEST) {
            throw Refusal.of(QueryReason.SCOPES_TOO_LONG, scopeQ.length(), LONGEST).thrown();
        }
        return new Reading(new Cursor(scopeQ)).whole();
    }

    private record Reading(Cursor cursor) {
        private ScopeQuery whole() {
            var alternatives = new ArrayList<List<Pattern>>();
            do {
                cursor.skipSpaces();
                alternatives.add(cursor.accept('(') ? group() : conjunction());
                cursor.skipSpaces();
            } while (cursor.accept('|') || cursor.accept(','));
            if (!cursor.isAtEnd()) {
                throw cursor.refused(QueryReason.SCOPE_TRAILING, cursor.found(), "; | , /");
            }
            return new ScopeQuery(alternatives);
        }

        private List<Pattern> group() {
            var patterns = conjunction();
            if (!cursor.accept(')')) {
                throw cursor.refused(QueryReason.SCOPE_TRAILING, cursor.found(), "; ) /");
            }
            return patterns;
        }

        private List<Pattern> conjunction() {
            var patterns = new ArrayList<Pattern>();
            do {
                cursor.skipSpaces();
                patterns.add(pattern());
                cursor.skipSpaces();
            } while (cursor.accept(';'));
            return patterns;
        }

        private Pattern pattern() {
            var levels = new ArrayList<String>();
            if (cursor.accept("/#")) {
                return new Pattern(levels, true);
            }
            cursor.accept('/');
            do {
                levels.add(level());
                if (cursor.accept("/#")) {
                    return new Pattern(levels, true);
                }
            } while (cursor.accept('/'));
            return new Pattern(levels, false);
        }

        private String level() {
            if (cursor.accept('+')) {
                return Pattern.ANY_LEVEL;
            }
            var level = cursor.word();
            if (level.isEmpty()) {
                throw cursor.refused(QueryReason.SCOPE_EXPECTED, cursor.found());
            }
            return level;
        }
    }
}

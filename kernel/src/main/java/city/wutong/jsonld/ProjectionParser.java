package city.wutong.jsonld;

import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Reads a [Projection]: names with `,` or `|` between them, each perhaps with a projection of what
/// it links to in braces.
final class ProjectionParser {
    private static final Set<String> CORE =
            Set.of("id", "type", "scope", "createdAt", "modifiedAt", "expiresAt");
    private static final String SEPARATORS = ",|{}";

    private final String parameter;
    private final String text;
    private final UnaryOperator<String> expand;
    private int at;

    ProjectionParser(String parameter, String text, UnaryOperator<String> expand) {
        this.parameter = parameter;
        this.text = text;
        this.expand = expand;
    }

    Projection whole() {
        var projection = terms(0);
        if (at < text.length()) {
            throw end(", |");
        }
        return projection;
    }

    private Projection terms(int level) {
        var members = new LinkedHashMap<String, Projection>();
        do {
            var member = name();
            var linked = Projection.NONE;
            if (isAt('{')) {
                at++;
                linked = linked(level + 1);
            }
            members.merge(member, linked, ProjectionParser::wider);
        } while (passes());
        return new Projection(members);
    }

    private Projection linked(int level) {
        if (level > Join.MOST_LEVELS) {
            throw Refusal.of(
                            ShownReason.PROJECTION_TOO_DEEP,
                            parameter,
                            level,
                            Join.MOST_LEVELS,
                            Join.MOST_LEVELS)
                    .thrown();
        }
        var linked = terms(level);
        if (!isAt('}')) {
            throw end(", | }");
        }
        at++;
        return linked;
    }

    /// A member that is named twice: without braces it stands for all of what it links to.
    private static Projection wider(Projection one, Projection other) {
        if (one.isNone() || other.isNone()) {
            return Projection.NONE;
        }
        var members = new LinkedHashMap<>(one.members());
        other.members()
                .forEach((name, linked) -> members.merge(name, linked, ProjectionParser::wider));
        return new Projection(members);
    }

    private String name() {
        int from = at;
        while (at < text.length() && SEPARATORS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        var name = text.substring(from, at).strip();
        if (CORE.contains(name)) {
            return name;
        }
        if (!Names.isNameOrUri(name)) {
            var found = name.isEmpty() ? here() : '"' + name + '"';
            throw Refusal.of(ShownReason.PROJECTION_NAME, parameter, from + 1, found).thrown();
        }
        return expand.apply(name);
    }

    private boolean passes() {
        if (isAt(',') || isAt('|')) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isAt(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private Refused end(String expected) {
        return Refusal.of(ShownReason.PROJECTION_END, parameter, at + 1, here(), expected).thrown();
    }

    private String here() {
        return at < text.length() ? "\"" + text.charAt(at) + '"' : "\"\"";
    }
}

package city.wutong.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A condition over an entity's attributes in CEL (Common Expression Language), e.g. `entity.aqi >
/// 100 && entity.areaCode != "330106"`, and over what is derived from their past: `derived.hourly >
/// 75`.
///
/// The one place that knows the CEL library. An attribute stands under its short name and has its
/// content as value. CEL cannot loop without end, and its loops are bounded here besides; so an
/// expression from outside can neither hang nor reach anything but the facts.
public final class Expression {
    private static final int LONGEST = 2_000;
    private static final int MOST_ITERATIONS = 1_000;
    private static final String ENTITY = "entity";
    private static final String DERIVED = "derived";

    private static final CelOptions OPTIONS =
            CelOptions.current()
                    .enableHeterogeneousNumericComparisons(true)
                    .comprehensionMaxIterations(MOST_ITERATIONS)
                    .maxExpressionCodePointSize(LONGEST)
                    .build();
    private static final CelCompiler COMPILER =
            CelCompilerFactory.standardCelCompilerBuilder()
                    .setOptions(OPTIONS)
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addVar(ENTITY, MapType.create(SimpleType.STRING, SimpleType.DYN))
                    .addVar(DERIVED, MapType.create(SimpleType.STRING, SimpleType.DYN))
                    .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    private final String text;
    private final Set<String> attributes;
    private final Set<String> derived;
    private final CelRuntime.Program program;

    private Expression(
            String text, Set<String> attributes, Set<String> derived, CelRuntime.Program program) {
        this.text = text;
        this.attributes = attributes;
        this.derived = derived;
        this.program = program;
    }

    /// Compiles a condition.
    ///
    /// @throws ExpressionMistake when it is no condition; it names the place
    public static Expression of(String text) throws ExpressionMistake {
        var result = COMPILER.compile(text);
        if (result.hasError()) {
            throw mistake(result);
        }
        try {
            var tree = result.getAst();
            if (!tree.getResultType().equals(SimpleType.BOOL)
                    && !tree.getResultType().equals(SimpleType.DYN)) {
                throw new ExpressionMistake(
                        1, 1, "it is a " + tree.getResultType().name() + ", not true or false");
            }
            return new Expression(
                    text,
                    membersOf(ENTITY, tree),
                    membersOf(DERIVED, tree),
                    RUNTIME.createProgram(tree));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new ExpressionMistake(1, 1, String.valueOf(e.getMessage()));
        }
    }

    private static ExpressionMistake mistake(CelValidationResult result) {
        var first = result.getErrors().getFirst();
        var place = first.getSourceLocation();
        return new ExpressionMistake(
                Math.max(1, place.getLine()),
                Math.max(0, place.getColumn()) + 1,
                first.getMessage());
    }

    /// The names that stand after a variable.
    private static Set<String> membersOf(String variable, CelAbstractSyntaxTree tree)
            throws ExpressionMistake {
        var nodes = CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
        var members = new LinkedHashSet<String>();
        for (var node : nodes) {
            if (is(variable, node.expr())) {
                var member = node.parent().flatMap(parent -> memberOf(variable, parent.expr()));
                members.add(member.orElseThrow(() -> whole(variable)));
            }
        }
        return Set.copyOf(members);
    }

    private static boolean is(String variable, CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                && expression.ident().name().equals(variable);
    }

    /// The name in `entity.name` and `entity["name"]`.
    private static Optional<String> memberOf(String variable, CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case SELECT -> Optional.of(expression.select().field());
            case CALL ->
                    Optional.of(expression.call())
                            .filter(call -> call.function().equals(Operator.INDEX.getFunction()))
                            .filter(call -> is(variable, call.args().getFirst()))
                            .map(call -> call.args().getLast())
                            .filter(Expression::isText)
                            .map(name -> name.constant().stringValue());
            case NOT_SET, CONSTANT, IDENT, LIST, STRUCT, MAP, COMPREHENSION -> Optional.empty();
        };
    }

    private static boolean isText(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }

    /// Only what is named can be remembered of an entity.
    private static ExpressionMistake whole(String variable) {
        return new ExpressionMistake(
                1, 1, "name what is meant: %s.name or %s[\"name\"]".formatted(variable, variable));
    }

    /// As it was written.
    public String text() {
        return text;
    }

    /// The short names of the attributes it speaks of.
    public Set<String> attributes() {
        return attributes;
    }

    /// The names of the derived figures that it speaks of.
    public Set<String> derived() {
        return derived;
    }

    /// What it says of these facts: unknown when one that it needs is missing or of a kind that the
    /// expression cannot take (text where it compares with a number).
    public Truth test(Facts facts) {
        try {
            return program.eval(Map.of(ENTITY, facts.values(), DERIVED, facts.derived()))
                            instanceof Boolean truth
                    ? Truth.of(truth)
                    : Truth.UNKNOWN;
        } catch (CelEvaluationException e) {
            return Truth.UNKNOWN;
        }
    }
}

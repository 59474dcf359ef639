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
/// 100 && entity.areaCode != "330106"`.
///
/// The one place that knows the CEL library. An attribute stands under its short name and has its
/// content as value. CEL cannot loop without end, and its loops are bounded here besides; so an
/// expression from outside can neither hang nor reach anything but the facts.
public final class Expression {
    private static final int LONGEST = 2_000;
    private static final int MOST_ITERATIONS = 1_000;
    private static final String ENTITY = "entity";

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
                    .build();
    private static final CelRuntime RUNTIME =
            CelRuntimeFactory.plannerRuntimeBuilder().setOptions(OPTIONS).build();

    private final String text;
    private final Set<String> attributes;
    private final CelRuntime.Program program;

    private Expression(String text, Set<String> attributes, CelRuntime.Program program) {
        this.text = text;
        this.attributes = attributes;
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
            return new Expression(text, attributesOf(tree), RUNTIME.createProgram(tree));
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

    private static Set<String> attributesOf(CelAbstractSyntaxTree tree) throws ExpressionMistake {
        var nodes = CelNavigableAst.fromAst(tree).getRoot().allNodes().toList();
        var attributes = new LinkedHashSet<String>();
        for (var node : nodes) {
            if (isEntity(node.expr())) {
                var attribute = node.parent().flatMap(parent -> attributeOf(parent.expr()));
                attributes.add(attribute.orElseThrow(Expression::wholeEntity));
            }
        }
        return Set.copyOf(attributes);
    }

    private static boolean isEntity(CelExpr expression) {
        return expression.exprKind().getKind() == CelExpr.ExprKind.Kind.IDENT
                && expression.ident().name().equals(ENTITY);
    }

    /// The name in `entity.name` and `entity["name"]`.
    private static Optional<String> attributeOf(CelExpr expression) {
        return switch (expression.exprKind().getKind()) {
            case SELECT -> Optional.of(expression.select().field());
            case CALL ->
                    Optional.of(expression.call())
                            .filter(call -> call.function().equals(Operator.INDEX.getFunction()))
                            .filter(call -> isEntity(call.args().getFirst()))
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
    private static ExpressionMistake wholeEntity() {
        return new ExpressionMistake(
                1, 1, "name the attribute that is meant: entity.name or entity[\"name\"]");
    }

    /// As it was written.
    public String text() {
        return text;
    }

    /// The short names of the attributes it speaks of.
    public Set<String> attributes() {
        return attributes;
    }

    /// What it says of these facts: unknown when one that it needs is missing or of a kind that the
    /// expression cannot take (text where it compares with a number).
    public Truth test(Facts facts) {
        try {
            return program.eval(Map.of(ENTITY, facts.values())) instanceof Boolean truth
                    ? Truth.of(truth)
                    : Truth.UNKNOWN;
        } catch (CelEvaluationException e) {
            return Truth.UNKNOWN;
        }
    }
}

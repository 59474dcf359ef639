package city.wutong.query;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.query.Condition.Absent;
import city.wutong.query.Condition.And;
import city.wutong.query.Condition.Comparison;
import city.wutong.query.Condition.Exists;
import city.wutong.query.Condition.Linked;
import city.wutong.query.Condition.Or;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// The evaluator agrees with a naive one, that first gathers what a path leads to as plain Java
/// values, and then asks clause 4.9's questions of them.
class ReferenceEvaluationTest {
    private static final List<String> NAMES = List.of("a", "b", "c");

    @Property(tries = 6_000)
    void the_evaluator_agrees_with_a_naive_one(
            @ForAll("conditions") Condition condition, @ForAll("worlds") List<Entity> world) {
        for (var entity : world) {
            assertThat(condition.matches(entity, id -> of(world, id)))
                    .isEqualTo(naive(condition, entity, world));
        }
    }

    private static Optional<Entity> of(List<Entity> world, String id) {
        return world.stream().filter(entity -> entity.id().equals(id)).findFirst();
    }

    @Property(tries = 2_000)
    void what_is_written_is_read_back(@ForAll("conditions") Condition condition) {
        assertThat(Sample.q(condition.text(Sample::compact))).isEqualTo(condition);
    }

    // The naive evaluator.

    private static boolean naive(Condition condition, Entity entity, List<Entity> world) {
        return switch (condition) {
            case And(var parts) -> parts.stream().allMatch(part -> naive(part, entity, world));
            case Or(var parts) -> parts.stream().anyMatch(part -> naive(part, entity, world));
            case Linked(var links, var term) ->
                    world.stream()
                            .filter(there -> isLed(entity, there, links.getFirst()))
                            .anyMatch(there -> naive(rest(links, term), there, world));
            case Exists(var path) -> !targets(path, entity).isEmpty();
            case Absent(var path) -> targets(path, entity).isEmpty();
            case Comparison(var path, var operator, var operand) ->
                    targets(path, entity).stream()
                            .anyMatch(target -> isMet(target, operator, operand));
        };
    }

    private static Condition rest(List<Link> links, Condition.Term term) {
        return links.size() == 1 ? term : new Linked(links.subList(1, links.size()), term);
    }

    private static boolean isLed(Entity from, Entity to, Link link) {
        return from.attributes().stream()
                        .filter(a -> a.name().equals(link.relationship()))
                        .filter(a -> a.kind() == AttributeKind.RELATIONSHIP)
                        .anyMatch(a -> flat(a.content()).contains(Json.of(to.id())))
                && (link.types().isEmpty() || !Collections.disjoint(link.types(), to.types()));
    }

    /// One place that a path leads to: its values (Json, or the Instant of a time stamp), and what
    /// kind of place it is.
    private record Target(List<?> values, boolean isArray, boolean isUri) {}

    private static List<Target> targets(AttributePath path, Entity entity) {
        var level = entity.attributes();
        var reached = new ArrayList<Attribute>();
        for (int i = 0; i < path.names().size(); i++) {
            var name = path.names().get(i);
            reached.clear();
            level.stream().filter(a -> a.name().equals(name)).forEach(reached::add);
            level = reached.stream().flatMap(a -> a.attributes().stream()).toList();
        }
        if (path.names().isEmpty()) {
            return path.member() == AttributePath.Member.CREATED_AT
                    ? List.of(time(entity.createdAt()))
                    : List.of(time(entity.modifiedAt()));
        }
        return reached.stream().flatMap(a -> targets(path, a).stream()).toList();
    }

    private static List<Target> targets(AttributePath path, Attribute attribute) {
        if (path.member() == AttributePath.Member.OBSERVED_AT) {
            var at = attribute.observedAt();
            return at == null ? List.of() : List.of(time(at));
        }
        return switch (attribute.kind()) {
            case LANGUAGE_PROPERTY -> languages(path, (Json.Obj) attribute.content());
            case RELATIONSHIP ->
                    path.trail().isEmpty()
                            ? List.of(new Target(flat(attribute.content()), false, true))
                            : List.of();
            default -> values(path, attribute.content());
        };
    }

    private static List<Target> languages(AttributePath path, Json.Obj map) {
        var wanted = path.trail().isEmpty() ? "*" : String.join(".", path.trail());
        var values =
                map.members().entrySet().stream()
                        .filter(entry -> wanted.equals("*") || entry.getKey().equals(wanted))
                        .flatMap(entry -> flat(entry.getValue()).stream())
                        .toList();
        return values.isEmpty() ? List.of() : List.of(new Target(values, false, false));
    }

    private static List<Target> values(AttributePath path, Json content) {
        var value = content;
        for (var name : path.trail()) {
            if (!(value instanceof Json.Obj object) || object.get(name).isEmpty()) {
                return List.of();
            }
            value = object.get(name).orElseThrow();
        }
        return List.of(new Target(flat(value), value instanceof Json.Arr, false));
    }

    private static Target time(Instant instant) {
        return new Target(List.of(instant), false, false);
    }

    private static List<Json> flat(Json value) {
        return value instanceof Json.Arr(var items) ? items : List.of(value);
    }

    private static boolean isMet(Target target, Operator operator, Operand operand) {
        Predicate<Object> isString = Json.Str.class::isInstance;
        var values = target.values();
        boolean comparable = !target.isArray() && !target.isUri();
        return switch (operator) {
            case EQUAL -> values.stream().anyMatch(v -> isEqual(v, operand));
            case UNEQUAL -> values.stream().noneMatch(v -> isEqual(v, operand));
            case GREATER -> comparable && values.stream().anyMatch(v -> order(v, operand, 1));
            case LESS -> comparable && values.stream().anyMatch(v -> order(v, operand, -1));
            case GREATER_OR_EQUAL ->
                    comparable && values.stream().anyMatch(v -> order(v, operand, 1, 0));
            case LESS_OR_EQUAL ->
                    comparable && values.stream().anyMatch(v -> order(v, operand, -1, 0));
            case MATCHES -> comparable && values.stream().anyMatch(v -> isFound(v, operand));
            case MATCHES_NOT ->
                    comparable
                            && values.stream().anyMatch(isString)
                            && values.stream().noneMatch(v -> isFound(v, operand));
        };
    }

    private static boolean isEqual(Object value, Operand operand) {
        return switch (operand) {
            case Operand.Choice(var literals) ->
                    literals.stream().anyMatch(literal -> isEqual(value, literal));
            case Operand.Range(var from, var to) ->
                    order(value, from, 0, 1) && order(value, to, -1, 0);
            case Literal.Uri(var uri) -> value.equals(Json.of(uri));
            case Literal.Truth(var truth) -> value.equals(Json.of(truth));
            case Literal literal -> order(value, literal, 0);
            case TextPattern _ -> throw new AssertionError();
        };
    }

    private static boolean order(Object value, Operand operand, int... allowed) {
        Integer order =
                switch (operand) {
                    case Literal.Numeral(var number) when value instanceof Json.Num n ->
                            decimal(n).compareTo(decimal(number));
                    case Literal.Text(var text) when value instanceof Json.Str(var s) ->
                            Arrays.compare(s.codePoints().toArray(), text.codePoints().toArray());
                    case Literal.Moment(var instant) when value instanceof Json.Str(var s) ->
                            s.matches("\\d{4}-.*T.*Z") ? Instant.parse(s).compareTo(instant) : null;
                    case Literal.Moment(var instant) when value instanceof Instant at ->
                            at.compareTo(instant);
                    default -> null;
                };
        return order != null && Arrays.stream(allowed).anyMatch(a -> a == Integer.signum(order));
    }

    private static BigDecimal decimal(Json.Num number) {
        return new BigDecimal(JsonWriter.text(number));
    }

    private static boolean isFound(Object value, Operand operand) {
        return value instanceof Json.Str(var s)
                && Pattern.compile(((TextPattern) operand).pattern()).matcher(s).find();
    }

    // What is tried.

    @Provide
    Arbitrary<Condition> conditions() {
        return conditions(2);
    }

    private Arbitrary<Condition> conditions(int depth) {
        if (depth == 0) {
            return terms();
        }
        var parts = conditions(depth - 1).list().ofMinSize(2).ofMaxSize(3);
        return Arbitraries.oneOf(
                terms(),
                parts.map(And::new).map(Condition.class::cast),
                parts.map(Or::new).map(Condition.class::cast));
    }

    private static Arbitrary<Condition> terms() {
        var compared =
                Combinators.combine(paths(), Arbitraries.of(Operator.class), operands())
                        .as(Compared::new)
                        .filter(it -> it.operand().suits(it.operator()))
                        .map(it ->
                                (Condition) new Comparison(it.path(), it.operator(), it.operand()));
        var linked =
                Combinators.combine(
                                links().list().ofMinSize(1).ofMaxSize(2),
                                compared.map(Condition.Term.class::cast))
                        .as(Linked::new)
                        .map(Condition.class::cast);
        return Arbitraries.frequencyOf(
                Tuple.of(6, compared),
                Tuple.of(3, linked),
                Tuple.of(1, paths().map(Exists::new).map(Condition.class::cast)),
                Tuple.of(1, paths().map(Absent::new).map(Condition.class::cast)));
    }

    private static Arbitrary<Link> links() {
        return Combinators.combine(
                        Arbitraries.of(NAMES).map(Sample::expand),
                        Arbitraries.of("A", "B").map(Sample::expand).list().ofMaxSize(2))
                .as(Link::new);
    }

    private record Compared(AttributePath path, Operator operator, Operand operand) {}

    private static Arbitrary<AttributePath> paths() {
        var names = Arbitraries.of(NAMES).map(Sample::expand).list().ofMinSize(1).ofMaxSize(2);
        var trails =
                Arbitraries.of(List.<String>of(), List.of("en"), List.of("*"), List.of("k", "l"));
        return Arbitraries.oneOf(
                Combinators.combine(names, trails)
                        .as((n, t) -> new AttributePath(n, AttributePath.Member.CONTENT, t)),
                names.map(n -> new AttributePath(n, AttributePath.Member.OBSERVED_AT, List.of())),
                Arbitraries.of(AttributePath.Member.CREATED_AT, AttributePath.Member.MODIFIED_AT)
                        .map(m -> new AttributePath(List.of(), m, List.of())));
    }

    private static Arbitrary<Operand> operands() {
        var ranges =
                Combinators.combine(literals(), literals())
                        .as((from, to) -> List.of(from, to))
                        .filter(ends ->
                                ends.getFirst().isOrdered()
                                        && ends.getFirst().getClass() == ends.getLast().getClass())
                        .map(ends -> new Operand.Range(ends.getFirst(), ends.getLast()));
        return Arbitraries.oneOf(
                literals().map(Operand.class::cast),
                literals().list().ofMinSize(2).ofMaxSize(3).map(Operand.Choice::new),
                ranges.map(Operand.class::cast),
                Arbitraries.of("x", "^x", "y$", "[xy]+", ".").map(TextPattern::of));
    }

    /// Texts that spell times are left out: beside a time they are read as one.
    private static Arbitrary<Literal> literals() {
        return Arbitraries.oneOf(
                numbers().map(Literal.Numeral::new),
                texts().map(Literal.Text::new),
                Arbitraries.of("urn:x", "urn:y").map(Literal.Uri::new),
                Arbitraries.of(true, false).map(Literal.Truth::new),
                Arbitraries.of(Sample.CREATED, Sample.MODIFIED).map(Literal.Moment::new));
    }

    private static Arbitrary<Json.Num> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(-3, 3).map(Json.Whole::new),
                Arbitraries.of(0.5, -0.5, 2.0, 1e17, 1e-7).map(Json.Real::new),
                Arbitraries.of(Long.MAX_VALUE, 100_000_000_000_000_001L).map(Json.Whole::new),
                Arbitraries.of("9223372036854775808", "0.5000000000000000000001")
                        .map(BigDecimal::new)
                        .map(Json.Big::new));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of("", "x", "xy", "y", "\uFFFF", "😀", "\"\\;|", "urn:x", "中");
    }

    /// Two entities that Relationships may lead to, and one besides.
    @Provide
    Arbitrary<List<Entity>> worlds() {
        return Combinators.combine(entity("urn:x"), entity("urn:y"), entity("urn:z")).as(List::of);
    }

    private static Arbitrary<Entity> entity(String id) {
        return Combinators.combine(Arbitraries.of("A", "B"), attributes(1).list().ofMaxSize(5))
                .as((type, attributes) -> Sample.entity(id, type, attributes));
    }

    private static Arbitrary<Attribute> attributes(int depth) {
        Arbitrary<List<Attribute>> subs =
                depth == 0
                        ? Arbitraries.just(List.of())
                        : attributes(depth - 1).list().ofMaxSize(2);
        var times = Arbitraries.of(Sample.CREATED, Sample.MODIFIED).injectNull(0.5);
        return Combinators.combine(Arbitraries.of(NAMES), contents(), times, subs)
                .as((name, content, at, inner) ->
                        new Attribute(
                                Sample.expand(name),
                                null,
                                content.kind(),
                                content.json(),
                                at,
                                Sample.CREATED,
                                Sample.MODIFIED,
                                Attribute.Details.of(null, List.of(), null, inner)));
    }

    private record Content(AttributeKind kind, Json json) {}

    private static Arbitrary<Content> contents() {
        var arrays = leaves().list().ofMaxSize(3).map(Json::array);
        var nested = leaves().map(leaf -> Json.object(Map.of("k", Json.object(Map.of("l", leaf)))));
        var strings = texts().map(Json::of);
        var languages =
                Combinators.combine(strings, strings)
                        .as((en, fr) ->
                                Json.object(Map.of("en", en, "fr", Json.array(List.of(fr)))));
        var uris = Arbitraries.of("urn:x", "urn:y").map(Json::of);
        return Arbitraries.oneOf(
                leaves().map(json -> new Content(AttributeKind.PROPERTY, json)),
                arrays.map(json -> new Content(AttributeKind.LIST_PROPERTY, json)),
                nested.map(json -> new Content(AttributeKind.JSON_PROPERTY, json)),
                languages.map(json -> new Content(AttributeKind.LANGUAGE_PROPERTY, json)),
                uris.map(json -> new Content(AttributeKind.RELATIONSHIP, json)),
                uris.list()
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .map(list -> new Content(AttributeKind.RELATIONSHIP, Json.array(list))));
    }

    private static Arbitrary<Json> leaves() {
        return Arbitraries.oneOf(
                numbers().map(Json.class::cast),
                texts().map(Json::of),
                Arbitraries.of(Sample.CREATED, Sample.MODIFIED).map(at -> Json.of(at.toString())),
                Arbitraries.of(true, false).map(Json::of));
    }
}

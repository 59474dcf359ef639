package city.wutong.query;

import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A query in the query language of clause 4.9 (`q`), as a tree that answers for any entity.
///
/// What the clause says, in short. A term matches an entity that has what its path leads to, for
/// `!=` and `!~=` too; of several instances of an attribute one is enough. `==` holds for an array
/// when it holds for one of its items, and `!=` when it holds for none; likewise for the languages
/// of a LanguageProperty. Values of different kinds are unequal, and neither less nor greater. A
/// pattern asks of strings only. A Relationship or VocabProperty can be equal or unequal, nothing
/// else.
public sealed interface Condition {

    /// All of these (`;`).
    record And(List<Condition> conditions) implements Condition {
        public And {
            conditions = atLeastTwo(conditions);
        }

        @Override
        public boolean matches(Entity entity, LinkedEntities linked) {
            for (int i = 0; i < conditions.size(); i++) {
                if (!conditions.get(i).matches(entity, linked)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean mentionsAttribute() {
            return conditions.stream().anyMatch(Condition::mentionsAttribute);
        }

        /// A group within a group keeps its parentheses, so that it is read back as it is.
        @Override
        public String text(UnaryOperator<String> compact) {
            return conditions.stream()
                    .map(part ->
                            part instanceof And || part instanceof Or
                                    ? "(" + part.text(compact) + ")"
                                    : part.text(compact))
                    .collect(Collectors.joining(";"));
        }
    }

    /// Any of these (`|`).
    record Or(List<Condition> conditions) implements Condition {
        public Or {
            conditions = atLeastTwo(conditions);
        }

        @Override
        public boolean matches(Entity entity, LinkedEntities linked) {
            for (int i = 0; i < conditions.size(); i++) {
                if (conditions.get(i).matches(entity, linked)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean mentionsAttribute() {
            return conditions.stream().anyMatch(Condition::mentionsAttribute);
        }

        @Override
        public String text(UnaryOperator<String> compact) {
            return conditions.stream()
                    .map(part ->
                            part instanceof Or
                                    ? "(" + part.text(compact) + ")"
                                    : part.text(compact))
                    .collect(Collectors.joining("|"));
        }
    }

    /// The path leads somewhere.
    record Exists(AttributePath path) implements Term {
        @Override
        public boolean matches(Entity entity, LinkedEntities linked) {
            return path.any(entity, Existence.ANY);
        }

        @Override
        public String predicate() {
            return "";
        }
    }

    /// The path leads nowhere (`!name`). The clause's grammar lacks it, earlier editions and
    /// clients have it.
    record Absent(AttributePath path) implements Condition {
        @Override
        public boolean matches(Entity entity, LinkedEntities linked) {
            return !path.any(entity, Existence.ANY);
        }

        @Override
        public boolean mentionsAttribute() {
            return !path.names().isEmpty();
        }

        @Override
        public String text(UnaryOperator<String> compact) {
            return "!" + path.text(compact);
        }
    }

    /// What the path leads to stands so to the operand.
    record Comparison(AttributePath path, Operator operator, Operand operand)
            implements Term, AttributePath.Question {
        public Comparison {
            if (!operand.suits(operator)) {
                throw new IllegalArgumentException(operator + " takes no such operand");
            }
        }

        @Override
        public boolean matches(Entity entity, LinkedEntities linked) {
            return path.any(entity, this);
        }

        @Override
        public boolean value(Json value, boolean each) {
            boolean items = each || operator.isEquality();
            boolean affirmed = isAffirmed(value, items);
            return operator == Operator.MATCHES_NOT
                    ? !affirmed && hasText(value, items)
                    : affirmed != operator.isNegative();
        }

        @Override
        public boolean languages(Json.Obj languageMap) {
            boolean affirmed = false;
            boolean texts = false;
            for (var value : languageMap.members().values()) {
                affirmed = affirmed || isAffirmed(value, true);
                texts = texts || hasText(value, true);
            }
            return operator == Operator.MATCHES_NOT
                    ? !affirmed && texts
                    : affirmed != operator.isNegative();
        }

        @Override
        public boolean reference(Json uris) {
            return operator.isEquality() && isAmong(uris) != operator.isNegative();
        }

        private boolean isAmong(Json uris) {
            if (!(uris instanceof Json.Arr(var items))) {
                return operand.holds(Operator.EQUAL, uris);
            }
            for (int i = 0; i < items.size(); i++) {
                if (operand.holds(Operator.EQUAL, Link.uri(items.get(i)))) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean time(Instant time) {
            return !operator.isPattern()
                    && operand.holds(operator.affirmed(), time) != operator.isNegative();
        }

        @Override
        public boolean text(String text) {
            return operand.holds(operator.affirmed(), text) != operator.isNegative();
        }

        private boolean isAffirmed(Json value, boolean each) {
            if (!(each && value instanceof Json.Arr(var items))) {
                return operand.holds(operator.affirmed(), plain(value));
            }
            for (int i = 0; i < items.size(); i++) {
                if (operand.holds(operator.affirmed(), plain(items.get(i)))) {
                    return true;
                }
            }
            return false;
        }

        /// What is no string is neither in nor outside the language of a pattern.
        private static boolean hasText(Json value, boolean each) {
            return (each && value instanceof Json.Arr(var items))
                    ? items.stream().anyMatch(item -> plain(item) instanceof Json.Str)
                    : plain(value) instanceof Json.Str;
        }

        /// A JSON-LD typed value, `{"@type": …, "@value": …}`, is what it holds (clause 4.6.3).
        static Json plain(Json value) {
            var held = value instanceof Json.Obj(var members) ? members.get("@value") : null;
            return held == null ? value : held;
        }

        @Override
        public String predicate() {
            return operator.symbol() + operand.text();
        }
    }

    /// A term about entities that Relationships lead to (`sensor{Device:humidity}==40`): one of
    /// them at least meets it.
    ///
    /// @param links the steps to them, at least one
    record Linked(List<Link> links, Term term) implements Condition {
        public Linked {
            links = List.copyOf(links);
            if (links.isEmpty()) {
                throw new IllegalArgumentException("no link");
            }
        }

        @Override
        public boolean matches(Entity entity, LinkedEntities linked) {
            var reached = List.of(entity);
            for (var link : links) {
                reached = link.follow(reached, linked);
            }
            return reached.stream().anyMatch(there -> term.matches(there, linked));
        }

        @Override
        public boolean mentionsAttribute() {
            return true;
        }

        @Override
        public String text(UnaryOperator<String> compact) {
            var steps = links.stream().map(link -> link.text(compact)).toList();
            return String.join("", steps)
                    + term.path().text(compact)
                    + "}".repeat(links.size())
                    + term.predicate();
        }
    }

    /// What is asked of the place that one path leads to.
    sealed interface Term extends Condition {
        AttributePath path();

        /// What stands in `q` after the path.
        String predicate();

        @Override
        default boolean mentionsAttribute() {
            return !path().names().isEmpty();
        }

        @Override
        default String text(UnaryOperator<String> compact) {
            return path().text(compact) + predicate();
        }
    }

    /// Whether the entity is one of those asked for.
    ///
    /// @param linked finds the entities that Relationships lead to
    boolean matches(Entity entity, LinkedEntities linked);

    /// How many Relationships it follows one after another; 0 for a condition on the entities
    /// alone.
    default int linkDepth() {
        return switch (this) {
            case And(var parts) -> deepest(parts);
            case Or(var parts) -> deepest(parts);
            case Linked(var links, _) -> links.size();
            case Exists _, Absent _, Comparison _ -> 0;
        };
    }

    private static int deepest(List<Condition> conditions) {
        return conditions.stream().mapToInt(Condition::linkDepth).max().orElse(0);
    }

    /// Whether it asks for an attribute, and not only for times of entities: a query that does not
    /// is too wide (clause 5.7.2.4).
    boolean mentionsAttribute();

    /// The canonical form: what [QParser#parse] reads as an equal condition.
    ///
    /// @param compact turns IRIs into the names that the parser is to expand again
    String text(UnaryOperator<String> compact);

    private static List<Condition> atLeastTwo(List<Condition> conditions) {
        if (conditions.size() < 2) {
            throw new IllegalArgumentException("fewer than two conditions");
        }
        return List.copyOf(conditions);
    }
}

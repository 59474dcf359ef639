package city.wutong.query;

import city.wutong.json.Json;
import java.time.Instant;
import java.util.List;

/// What a term of `q` compares a value with: a literal, a range, a list or a pattern.
public sealed interface Operand permits Literal, Operand.Range, Operand.Choice, TextPattern {

    /// `10..20`: from the one to the other, both included.
    record Range(Literal from, Literal to) implements Operand {
        public Range {
            if (!from.isOrdered() || from.getClass() != to.getClass()) {
                throw new IllegalArgumentException("a range is between two literals of one kind");
            }
        }

        @Override
        public boolean suits(Operator operator) {
            return operator.isEquality();
        }

        @Override
        public boolean holds(Operator operator, Json value) {
            return isBetween(from.compare(value), to.compare(value));
        }

        @Override
        public boolean holds(Operator operator, Instant value) {
            return isBetween(from.compare(value), to.compare(value));
        }

        @Override
        public boolean holds(Operator operator, String value) {
            return isBetween(from.compare(value), to.compare(value));
        }

        private static boolean isBetween(int toFrom, int toTo) {
            return (toFrom == 0 || toFrom == 1) && toTo <= 0;
        }

        @Override
        public String text() {
            return from.text() + ".." + to.text();
        }
    }

    /// `"red","black"`: any of these.
    record Choice(List<Literal> literals) implements Operand {
        public Choice {
            literals = List.copyOf(literals);
            if (literals.size() < 2) {
                throw new IllegalArgumentException("a list has two literals or more");
            }
        }

        @Override
        public boolean suits(Operator operator) {
            return operator.isEquality();
        }

        @Override
        public boolean holds(Operator operator, Json value) {
            for (int i = 0; i < literals.size(); i++) {
                if (literals.get(i).compare(value) == 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean holds(Operator operator, Instant value) {
            for (int i = 0; i < literals.size(); i++) {
                if (literals.get(i).compare(value) == 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean holds(Operator operator, String value) {
            for (int i = 0; i < literals.size(); i++) {
                if (literals.get(i).compare(value) == 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String text() {
            return String.join(",", literals.stream().map(Literal::text).toList());
        }
    }

    /// Whether the two can make a term.
    boolean suits(Operator operator);

    /// Whether an affirmative operator holds between a JSON value, which is no array, and this.
    boolean holds(Operator operator, Json value);

    /// The same for a time stamp such as `observedAt`.
    boolean holds(Operator operator, Instant value);

    /// The same for the text of `unitCode` or `datasetId`.
    boolean holds(Operator operator, String value);

    /// How it stands in `q`.
    String text();
}

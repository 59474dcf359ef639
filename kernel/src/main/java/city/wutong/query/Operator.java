package city.wutong.query;

import java.util.Arrays;
import java.util.stream.Collectors;

/// What a term of `q` asks of a value (clause 4.9).
public enum Operator {
    EQUAL("=="),
    UNEQUAL("!="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    MATCHES("~="),
    MATCHES_NOT("!~=");

    static final String SYMBOLS =
            Arrays.stream(values()).map(Operator::symbol).collect(Collectors.joining(" "));

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }

    /// Whether it asks that a value is or is not among some.
    boolean isEquality() {
        return this == EQUAL || this == UNEQUAL;
    }

    boolean isPattern() {
        return this == MATCHES || this == MATCHES_NOT;
    }

    boolean isNegative() {
        return this == UNEQUAL || this == MATCHES_NOT;
    }

    /// What a negative operator denies.
    Operator affirmed() {
        return switch (this) {
            case UNEQUAL -> EQUAL;
            case MATCHES_NOT -> MATCHES;
            case EQUAL, GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, MATCHES -> this;
        };
    }
}

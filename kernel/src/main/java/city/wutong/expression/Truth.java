package city.wutong.expression;

/// What an expression says of facts: unknown is not no.
public enum Truth {
    YES,
    NO,
    /// A fact that it needs is missing.
    UNKNOWN;

    public static Truth of(boolean value) {
        return value ? YES : NO;
    }
}

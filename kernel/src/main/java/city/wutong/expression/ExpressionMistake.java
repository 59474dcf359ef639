package city.wutong.expression;

/// An expression that cannot be understood.
public final class ExpressionMistake extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    /// @param line from 1
    /// @param column from 1
    public ExpressionMistake(int line, int column, String problem) {
        super(problem);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}

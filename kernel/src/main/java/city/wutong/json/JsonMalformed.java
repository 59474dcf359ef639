package city.wutong.json;

/// Bytes that are not one JSON document within the limits.
public final class JsonMalformed extends Exception {
    private static final long serialVersionUID = 1;

    private final String problem;
    private final int line;
    private final int column;

    JsonMalformed(String problem, int line, int column) {
        super(problem);
        this.problem = problem;
        this.line = line;
        this.column = column;
    }

    /// What is wrong, in a few words.
    public String problem() {
        return problem;
    }

    /// The line at which reading stopped, from 1; -1 when not known.
    public int line() {
        return line;
    }

    /// The column at which reading stopped, from 1; -1 when not known.
    public int column() {
        return column;
    }
}

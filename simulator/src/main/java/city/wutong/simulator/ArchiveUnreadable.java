package city.wutong.simulator;

/// Says why files of recorded days cannot be played: which file, line and column, and what is
/// wrong.
public final class ArchiveUnreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ArchiveUnreadable(Problem problem) {
        super(problem.english());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

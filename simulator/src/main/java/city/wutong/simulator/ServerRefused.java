package city.wutong.simulator;

/// Says that the server answered a request with a refusal that no waiting mends.
public final class ServerRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    ServerRefused(Problem problem) {
        super(problem.english());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

package city.wutong.trial;

/// A test cannot go on: the city did not answer as it should.
final class TrialStopped extends Exception {
    private static final long serialVersionUID = 1;

    TrialStopped(String why) {
        super(why);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}

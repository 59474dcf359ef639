package city.wutong.rulebook;

import city.wutong.rule.Rehearsal;
import city.wutong.rule.Rule;
import java.util.Optional;

/// One try of a rule on the past, while it runs and after.
public final class RuleTrial {
    /// How far it is.
    public enum State {
        RUNNING("running"),
        DONE("done"),
        FAILED("failed"),
        CANCELLED("cancelled");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// What is to be tried.
    ///
    /// @param actor who wants to know: nobody else is told
    /// @param against another text to compare with
    public record Wanted(String actor, Rule rule, Optional<Rule> against, Rehearsal.Span span) {}

    /// What came of it.
    public record Outcome(Rehearsal.Result result, Optional<Rehearsal.Result> against) {}

    private final String id;
    private final Wanted wanted;
    private volatile State state = State.RUNNING;
    private volatile double progress;
    private volatile Optional<Outcome> outcome = Optional.empty();

    RuleTrial(String id, Wanted wanted) {
        this.id = id;
        this.wanted = wanted;
    }

    public String id() {
        return id;
    }

    Wanted wanted() {
        return wanted;
    }

    public State state() {
        return state;
    }

    /// 0 to 1.
    public double progress() {
        return progress;
    }

    public Optional<Outcome> outcome() {
        return outcome;
    }

    /// Notes how far it is.
    ///
    /// @return whether it goes on
    boolean comesTo(double part) {
        progress = part;
        return state == State.RUNNING;
    }

    synchronized void end(State how) {
        if (state == State.RUNNING) {
            state = how;
        }
    }

    synchronized void end(Outcome what) {
        if (state == State.RUNNING) {
            progress = 1;
            outcome = Optional.of(what);
            state = State.DONE;
        }
    }
}

package city.wutong.cases;

import city.wutong.text.Text;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A case type (案件类型): which states there are, who gets from one to another how, and by when.
///
/// @param id scenario and name, e.g. `environment/air-pollution`
/// @param version from 1; a case keeps the version it began with
/// @param states the first is where a case begins
/// @param kept how long after its closing a case keeps what it tells of people; empty: as long as
///   the installation says
public record CaseType(
        String id,
        int version,
        Text name,
        List<State> states,
        List<Transition> transitions,
        Limit limit,
        Optional<Duration> kept) {

    /// One that says nothing of how long its cases are kept.
    public CaseType(
            String id,
            int version,
            Text name,
            List<State> states,
            List<Transition> transitions,
            Limit limit) {
        this(id, version, name, states, transitions, limit, Optional.empty());
    }

    /// Where a case can be.
    ///
    /// @param id e.g. `received`
    /// @param open whether somebody must still act
    public record State(String id, Text name, boolean open) {}

    /// A way from one state to another.
    ///
    /// @param action what a person calls for, e.g. `receive`; of several with one action, the first
    ///   that leaves the present state is meant
    /// @param from the states it leaves
    /// @param role the id of the role that takes it; empty when working on cases is enough
    public record Transition(
            String action,
            Text name,
            Set<String> from,
            String to,
            Note note,
            Evidence evidence,
            Optional<String> role) {
        public Transition {
            from = Set.copyOf(from);
        }

        /// One that everybody may take who works on cases.
        public Transition(
                String action,
                Text name,
                Set<String> from,
                String to,
                Note note,
                Evidence evidence) {
            this(action, name, from, to, note, evidence, Optional.empty());
        }
    }

    /// Whether a note goes with a transition.
    public enum Note {
        NONE,
        OPTIONAL,
        REQUIRED;

        /// As it is written, e.g. `required`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How many photographs or documents go with a transition.
    public record Evidence(int least, int most) {
        /// Pieces of evidence that one transition can carry.
        public static final int MOST = 20;

        public static final Evidence NONE = new Evidence(0, 0);

        public Evidence {
            if (least < 0 || most < least || most > MOST) {
                throw new IllegalArgumentException("from 0 to " + MOST);
            }
        }
    }

    /// The time (时限) from its opening by which a case is to be closed, in natural time. Work hours
    /// and calendars come with the case clocks.
    public record Limit(Duration atMost) {}

    public CaseType {
        states = List.copyOf(states);
        transitions = List.copyOf(transitions);
        if (version < 1 || states.isEmpty() || !states.getFirst().open()) {
            throw new IllegalArgumentException("a case begins in an open state, version from 1");
        }
        var known = new HashSet<String>();
        states.forEach(state -> known.add(state.id()));
        for (var transition : transitions) {
            if (!known.contains(transition.to()) || !known.containsAll(transition.from())) {
                throw new IllegalArgumentException(transition.action() + " leads to no state");
            }
        }
    }

    /// Where a case begins.
    public State start() {
        return states.getFirst();
    }

    public Optional<State> state(String stateId) {
        return states.stream().filter(state -> state.id().equals(stateId)).findFirst();
    }

    /// The transitions that leave a state.
    public List<Transition> from(String stateId) {
        return transitions.stream().filter(each -> each.from().contains(stateId)).toList();
    }
}

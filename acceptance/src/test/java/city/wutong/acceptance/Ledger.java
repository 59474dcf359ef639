package city.wutong.acceptance;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one client has said and what it was answered: so what must be there, what must not, and
/// what may be. One thread writes it; it is read when that thread has ended.
final class Ledger {
    /// What is known of a command after its answer, or without one.
    enum Answer {
        /// 2xx: it is there for ever.
        TAKEN,
        /// 503: nothing of it was stored.
        REFUSED,
        /// The connection broke before an answer: it is there whole or not at all.
        UNKNOWN
    }

    /// A number that was written, in rising order.
    record Said(int value, Answer answer) {}

    /// Of each counter, the values that were written.
    final Map<String, List<Said>> counters = new LinkedHashMap<>();

    /// The versions in which all of the client's sensors were written at once.
    final List<Said> versions = new ArrayList<>();

    /// Of each entity that was made, the answer to its creation.
    final Map<String, Answer> made = new LinkedHashMap<>();

    /// Those that are certainly there, oldest first.
    final ArrayDeque<String> alive = new ArrayDeque<>();

    /// Of each of these that was deleted, the answer to that.
    final Map<String, Answer> deleted = new LinkedHashMap<>();

    /// Answers that nobody should give.
    final List<String> wrong = new ArrayList<>();

    private int taken;
    private int refused;

    Answer note(Answer answer) {
        switch (answer) {
            case TAKEN -> taken++;
            case REFUSED -> refused++;
            case UNKNOWN -> {}
        }
        return answer;
    }

    int taken() {
        return taken;
    }

    int refused() {
        return refused;
    }
}

package city.wutong.rule;

import city.wutong.expression.Truth;
import city.wutong.json.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The evaluations that somebody wants to see (跟踪): of a rule for an entity, for some minutes, the
/// newest [#RING] of them.
public final class Traces {
    /// Traces at a time.
    public static final int MOST = 100;

    /// The longest that one can be switched on for.
    public static final Duration LONGEST = Duration.ofMinutes(60);

    static final int RING = 200;

    private final Clock clock;
    private final Places places;
    private final Map<Key, Ring> rings = new ConcurrentHashMap<>();

    /// @param clock the office clock
    /// @param places those that rules name
    public Traces(Clock clock, Places places) {
        this.clock = clock;
        this.places = places;
    }

    /// One evaluation.
    ///
    /// @param at of the city clock
    /// @param input what it was told: `observation`, `late`, `tick`, `ended`
    /// @param since when what it waits for began
    /// @param wake when it wants to look again
    /// @param signal `raise`, `clear`; empty: it said nothing
    public record Evaluation(
            Instant at,
            String input,
            Map<String, Json> values,
            Map<String, Json> derived,
            Truth truth,
            Optional<Instant> since,
            Optional<Instant> wake,
            Optional<String> signal) {}

    /// What was seen so far.
    ///
    /// @param until when it ends, by the office clock
    /// @param evaluations the newest first
    public record Seen(Instant until, List<Evaluation> evaluations) {}

    private record Key(String rule, String entity) {}

    private static final class Ring {
        private final Instant until;
        private final Deque<Evaluation> evaluations = new ArrayDeque<>();

        Ring(Instant until) {
            this.until = until;
        }

        synchronized void add(Evaluation evaluation) {
            evaluations.addFirst(evaluation);
            if (evaluations.size() > RING) {
                evaluations.removeLast();
            }
        }

        synchronized Seen seen() {
            return new Seen(until, new ArrayList<>(evaluations));
        }
    }

    /// Switches one on; what was seen before is gone.
    ///
    /// @param length at most [#LONGEST]
    /// @return false: there are [#MOST] already
    public synchronized boolean begin(String rule, String entity, Duration length) {
        var now = clock.instant();
        rings.values().removeIf(ring -> rings.size() >= MOST && ring.until.isBefore(now));
        var key = new Key(rule, entity);
        if (rings.size() >= MOST && !rings.containsKey(key)) {
            return false;
        }
        rings.put(key, new Ring(now.plus(length)));
        return true;
    }

    /// What was seen; empty when it was not switched on.
    public Optional<Seen> of(String rule, String entity) {
        return Optional.ofNullable(rings.get(new Key(rule, entity))).map(Ring::seen);
    }

    /// Switches one off, and forgets what was seen.
    public void end(String rule, String entity) {
        rings.remove(new Key(rule, entity));
    }

    void note(Rule rule, Input input, Step step, Instant now) {
        if (rings.isEmpty()) {
            return; // asked by every evaluation
        }
        var key = new Key(rule.id(), step.state().entityId());
        var ring = rings.get(key);
        if (ring == null) {
            return;
        }
        var office = clock.instant();
        if (!office.isAfter(ring.until)) {
            ring.add(evaluation(rule, input, step, now));
        } else if (office.isAfter(ring.until.plus(LONGEST))) {
            rings.remove(key, ring);
        }
    }

    private Evaluation evaluation(Rule rule, Input input, Step step, Instant now) {
        var appraisal = Appraisal.of(rule, step.state(), places, now);
        return new Evaluation(
                now,
                word(input),
                appraisal.values(),
                appraisal.derived(),
                appraisal.truth(),
                step.state().since(),
                step.wake(),
                step.signal().map(Traces::word));
    }

    private static String word(Input input) {
        return switch (input) {
            case Input.Observation _ -> "observation";
            case Input.Late _ -> "late";
            case Input.Tick _ -> "tick";
            case Input.Ended _ -> "ended";
        };
    }

    private static String word(Step.Signal signal) {
        return switch (signal) {
            case Step.Signal.Raise _, Step.Signal.Renew _ -> "raise";
            case Step.Signal.Clear _ -> "clear";
        };
    }
}

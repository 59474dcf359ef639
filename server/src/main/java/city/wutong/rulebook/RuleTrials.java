package city.wutong.rulebook;

import city.wutong.clock.CityTime;
import city.wutong.context.Journal.JournalAway;
import city.wutong.history.PastInOrder;
import city.wutong.refusal.Refusal;
import city.wutong.rule.Places;
import city.wutong.rule.Rehearsal;
import city.wutong.rule.Rule;
import city.wutong.rule.RuleReason;
import city.wutong.rulebook.RuleTrial.State;
import city.wutong.rulebook.RuleTrial.Wanted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The trials of one tenant's rules: two run at a time, on threads that let all others go first,
/// and the newest are kept.
public final class RuleTrials implements AutoCloseable {
    /// Trials that are kept, those that wait and run among them.
    public static final int MOST = 16;

    private static final System.Logger LOG = System.getLogger(RuleTrials.class.getName());
    private static final int AT_ONCE = 2;
    private static final long IDLE_SECONDS = 30;

    private final PastInOrder past;
    private final Places places;
    private final Supplier<String> ids;
    private final Map<String, RuleTrial> trials = new LinkedHashMap<>();

    @SuppressWarnings("ThreadPriorityCheck") // a courtesy: nothing relies on it
    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(
                    AT_ONCE,
                    AT_ONCE,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(MOST),
                    Thread.ofPlatform()
                            .daemon()
                            .priority(Thread.MIN_PRIORITY)
                            .name("rule-trial-", 0)
                            .factory());

    /// None yet.
    ///
    /// @param places those that rules name
    /// @param ids makes a new one
    public RuleTrials(PastInOrder past, Places places, Supplier<String> ids) {
        this.past = past;
        this.places = places;
        this.ids = ids;
        workers.allowCoreThreadTimeOut(true);
    }

    /// Begins a trial; the oldest one is forgotten, and stopped if it still runs.
    ///
    /// @throws city.wutong.refusal.Refused when too many wait
    public RuleTrial start(Wanted wanted) {
        var trial = new RuleTrial(ids.get(), wanted);
        synchronized (trials) {
            while (trials.size() >= MOST) {
                var oldest = trials.values().iterator().next();
                oldest.end(State.CANCELLED);
                trials.remove(oldest.id());
            }
            trials.put(trial.id(), trial);
        }
        try {
            workers.execute(() -> run(trial));
        } catch (RejectedExecutionException e) {
            trial.end(State.CANCELLED);
            throw Refusal.of(RuleReason.BUSY).thrown();
        }
        return trial;
    }

    /// The trial of that id.
    ///
    /// @throws city.wutong.refusal.Refused when there is none, or it is another's
    public RuleTrial trial(String id, String actor) {
        synchronized (trials) {
            return Optional.ofNullable(trials.get(id))
                    .filter(trial -> trial.wanted().actor().equals(actor))
                    .orElseThrow(() -> Refusal.of(RuleReason.TRIAL_UNKNOWN, id).thrown());
        }
    }

    /// Stops it, if it still runs.
    public void cancel(String id, String actor) {
        trial(id, actor).end(State.CANCELLED);
    }

    private void run(RuleTrial trial) {
        var wanted = trial.wanted();
        var rehearsals = new ArrayList<Rehearsal>();
        rehearsals.add(rehearsal(wanted.rule(), wanted));
        wanted.against().ifPresent(rule -> rehearsals.add(rehearsal(rule, wanted)));
        try {
            past.read(
                    types(rehearsals),
                    Set.of(CityTime.ID),
                    (changes, progress) -> {
                        rehearsals.forEach(rehearsal -> rehearsal.tell(changes));
                        return trial.comesTo(progress);
                    });
            var results = rehearsals.stream().map(Rehearsal::finish).toList();
            trial.end(
                    new RuleTrial.Outcome(
                            results.getFirst(), results.stream().skip(1).findFirst()));
        } catch (JournalAway | RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a trial of " + wanted.rule().id() + " failed", e);
            trial.end(State.FAILED);
        }
    }

    private Rehearsal rehearsal(Rule rule, Wanted wanted) {
        return new Rehearsal(rule, wanted.span(), places, System::nanoTime);
    }

    private static Set<String> types(List<Rehearsal> rehearsals) {
        var types = new HashSet<String>();
        rehearsals.forEach(rehearsal -> types.addAll(rehearsal.types()));
        return types;
    }

    @Override
    public void close() {
        synchronized (trials) {
            trials.values().forEach(trial -> trial.end(State.CANCELLED));
        }
        workers.shutdownNow();
    }
}

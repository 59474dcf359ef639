package city.wutong.http;

import city.wutong.access.AuditEntry;
import city.wutong.access.AuditLog;
import city.wutong.access.Caller;
import city.wutong.access.Rights;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Tells the audit log of each request what it asked and what came of it, so that no resource can
/// forget to.
///
/// A change is durable first, then its entry, then it is answered: an answer means that the entry
/// is there (docs/decisions/0007). What was refused as wrong changed nothing and is not written;
/// what was refused for want of rights is, within bounds ([TurnedAway]).
public final class Witness implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Witness.class.getName());
    private static final Set<Integer> FOR_WANT_OF_RIGHTS = Set.of(401, 403, 429);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int WRONG = 400;

    private final AuditLog log;
    private final Clock clock;
    private final TurnedAway turnedAway = new TurnedAway();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    public Witness(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("witness").start(this::run);
    }

    /// What the sender may, if they may ask this at all.
    ///
    /// @throws Refused by the gate, or for want of rights
    Rights admitted(Routes.Route route, Gate gate, Gate.Knock knock) {
        var caller = Caller.NOBODY;
        try {
            var rights = gate.rights(knock);
            caller = rights.caller();
            route.need().check(rights);
            return rights;
        } catch (Refused e) {
            refused(
                    entry(
                            new Asked(caller.actor(), knock.tenant(), route, knock.path(), ""),
                            outcome(e.refusal())),
                    e.refusal());
            throw e;
        }
    }

    /// The resource's answer, when the log has been told.
    ///
    /// @throws Refused when it cannot be told
    Answer answer(Routes.Route route, Call call) {
        try {
            var answer = route.resource().answer(call);
            tell(route, call, answer);
            return answer;
        } catch (Refused e) {
            refused(
                    entry(asked(route, call, path(route, call)), outcome(e.refusal())),
                    e.refusal());
            throw e;
        } catch (RuntimeException e) {
            if (route.isAudited()) {
                tellDefect(entry(asked(route, call, path(route, call)), "defect"), e);
            }
            throw e;
        }
    }

    private void tellDefect(AuditEntry entry, RuntimeException defect) {
        try {
            log.append(entry);
        } catch (Refused e) {
            defect.addSuppressed(e);
        }
    }

    private void tell(Routes.Route route, Call call, Answer answer) {
        if (answer.body() instanceof Answer.Problem(var refusal)) {
            refused(entry(asked(route, call, path(route, call)), outcome(refusal)), refusal);
            return;
        }
        if (route.isAudited() && answer.status() < WRONG) {
            var object = path(route, call) + location(answer);
            log.append(entry(asked(route, call, object), Integer.toString(answer.status())));
        }
    }

    /// Where what was made is now.
    private static String location(Answer answer) {
        int at = answer.headers().indexOf("Location");
        return at < 0 ? "" : " -> " + answer.headers().get(at + 1);
    }

    /// Who asked what of whom, and why.
    private record Asked(
            String actor, String tenant, Routes.Route route, String path, String why) {}

    private static Asked asked(Routes.Route route, Call call, String path) {
        var why = call.purpose().orElse("");
        return new Asked(call.rights().caller().actor(), call.rights().tenant(), route, path, why);
    }

    private AuditEntry entry(Asked asked, String outcome) {
        return new AuditEntry(
                clock.instant(),
                asked.actor(),
                asked.tenant(),
                asked.route().action(),
                asked.route().method() + " " + asked.path(),
                asked.why(),
                outcome);
    }

    private static String outcome(Refusal refusal) {
        return refusal.reason().family().status() + " " + refusal.reason().code();
    }

    /// The path with what stands in its places, never the query.
    private static String path(Routes.Route route, Call call) {
        var path = route.path();
        for (Map.Entry<String, String> part : call.path().entrySet()) {
            path =
                    path.replace("{" + part.getKey() + "}", part.getValue())
                            .replace("{+" + part.getKey() + "}", part.getValue());
        }
        return path;
    }

    // --- refusals ----------------------------------------------------------------------------

    private void refused(AuditEntry entry, Refusal refusal) {
        if (!FOR_WANT_OF_RIGHTS.contains(refusal.reason().family().status())
                || !turnedAway.isOneOfFirst(entry)) {
            return;
        }
        try {
            log.append(entry);
        } catch (Refused e) {
            turnedAway.count(entry); // nothing was done: it is told with the next minute's
        }
    }

    private void run() {
        var begun = clock.instant();
        try {
            while (!closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (Duration.between(begun, clock.instant()).abs().compareTo(MINUTE) >= 0) {
                    begun = clock.instant();
                    flush(begun);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void flush(Instant now) {
        for (var counted : turnedAway.take()) {
            try {
                log.append(counted.entry(now));
            } catch (Refused e) {
                LOG.log(System.Logger.Level.WARNING, "a count of refusals waits: {0}", counted);
                turnedAway.add(counted);
            }
        }
    }

    /// Writes what was counted.
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        flush(clock.instant());
    }
}

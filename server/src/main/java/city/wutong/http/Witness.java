package city.wutong.http;

import city.wutong.access.AuditLog;
import city.wutong.access.Caller;
import city.wutong.access.Deed;
import city.wutong.access.Rights;
import city.wutong.access.Trail;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Tells the audit log of each request what it may do, before it is done, so that no resource can
/// forget to.
///
/// The entry is written first, then the change is made, whose commit makes both durable
/// (docs/decisions/0007): what is there has its entry. If the entry cannot be written nothing is
/// done. What was refused or failed after all gets an entry that names the first. What is refused
/// here, for want of rights, gets one alone, within bounds ([TurnedAway]).
public final class Witness implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Witness.class.getName());
    private static final Set<Integer> FOR_WANT_OF_RIGHTS = Set.of(401, 403, 429);
    private static final String TO = " -> ";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Trail trail;
    private final Clock clock;
    private final TurnedAway turnedAway = new TurnedAway();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    public Witness(AuditLog log, Clock clock) {
        this.trail = new Trail(log, clock);
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
            turnedAway(asked(route, caller.actor(), knock).came(outcome(e.refusal())), e.refusal());
            throw e;
        }
    }

    /// The resource's answer, when the log has been told.
    ///
    /// @throws Refused when it cannot be told
    Answer answer(Routes.Route route, Call call) {
        var begun = begun(route, call);
        try {
            var answer = route.resource().answer(call);
            begun.cameTo(answer);
            return answer;
        } catch (Refused e) {
            begun.cameTo(e.refusal());
            throw e;
        } catch (RuntimeException e) {
            begun.failed();
            throw e;
        }
    }

    private Begun begun(Routes.Route route, Call call) {
        var naming = route.told().flatMap(told -> told.naming().of(call));
        if (naming.isEmpty()) {
            return new Begun(() -> asked(route, call), OptionalLong.empty());
        }
        var deed = asked(route, call);
        var named = naming.get().isEmpty() ? deed : deed.on(deed.object() + TO + naming.get());
        boolean isCarried = route.told().filter(Routes.Told::isCarried).isPresent();
        long number = isCarried ? trail.precede(named) : trail.tell(named);
        return new Begun(() -> named, OptionalLong.of(number));
    }

    /// A request that is being answered, with the number of its entry if it has one.
    private final class Begun {
        private final Supplier<Deed> deed;
        private final OptionalLong number;

        Begun(Supplier<Deed> deed, OptionalLong number) {
            this.deed = deed;
            this.number = number;
        }

        /// Where what was made is now is told, unless that was clear before.
        void cameTo(Answer answer) {
            if (answer.body() instanceof Answer.Problem(var refusal)) {
                cameTo(refusal);
            } else if (number.isPresent()) {
                location(answer).ifPresent(location -> made(TO + location, answer.status()));
            }
        }

        private void made(String location, int status) {
            var object = deed.get().object();
            if (!object.endsWith(location)) {
                follow(deed.get().on(object + location).came(Integer.toString(status)));
            }
        }

        void cameTo(Refusal refusal) {
            if (number.isPresent()) {
                follow(deed.get().came(outcome(refusal)));
            } else if (isForWantOfRights(refusal)) {
                turnedAway(deed.get().came(outcome(refusal)), refusal);
            }
        }

        void failed() {
            if (number.isPresent()) {
                follow(deed.get().came("defect"));
            }
        }

        private void follow(Deed what) {
            number.ifPresent(first -> trail.follow(what.after(first)));
        }
    }

    /// Where what was made is now.
    private static Optional<String> location(Answer answer) {
        int at = answer.headers().indexOf("Location");
        return at < 0 ? Optional.empty() : Optional.of(answer.headers().get(at + 1));
    }

    private static Deed asked(Routes.Route route, Call call) {
        return Deed.of(call.rights(), route.action(), route.method() + " " + path(route, call))
                .because(call.purpose().orElse(""));
    }

    private static Deed asked(Routes.Route route, String actor, Gate.Knock knock) {
        var object = route.method() + " " + knock.path();
        return new Deed(actor, knock.tenant(), route.action(), object, "", Deed.ALLOWED);
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

    private static boolean isForWantOfRights(Refusal refusal) {
        return FOR_WANT_OF_RIGHTS.contains(refusal.reason().family().status());
    }

    private void turnedAway(Deed deed, Refusal refusal) {
        if (!isForWantOfRights(refusal) || !turnedAway.isOneOfFirst(deed, clock.instant())) {
            return;
        }
        try {
            trail.precede(deed);
        } catch (Refused e) {
            turnedAway.count(deed, clock.instant()); // it is told with the next minute's
        }
    }

    private void run() {
        var begun = clock.instant();
        try {
            while (!closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (Duration.between(begun, clock.instant()).abs().compareTo(MINUTE) >= 0) {
                    begun = clock.instant();
                    flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void flush() {
        for (var counted : turnedAway.take()) {
            try {
                trail.precede(counted.deed());
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
        flush();
    }
}

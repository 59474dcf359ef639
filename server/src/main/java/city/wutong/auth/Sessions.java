package city.wutong.auth;

import city.wutong.auth.proof.Secrets;
import city.wutong.people.Register;
import city.wutong.people.Session;
import city.wutong.people.Session.Stage;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The sessions of people. Ids are 256 bits of chance; only their hashes are kept. An id never
/// outlives a change of what it opens: the step to signed-in, another password, acting as somebody
/// all give a new one, and a change of grants ends the sessions of whom it concerns.
public final class Sessions {
    /// For what lies between the password and being signed in.
    static final Duration STEP = Duration.ofMinutes(15);

    /// More at a time end the oldest.
    static final int MOST_OF_ONE = 20;

    /// A use is noted when the last is as old as this.
    private static final Duration GRAIN = Duration.ofSeconds(1);

    private final Register<String, Session> register;
    private final Limits limits;
    private final Clock clock;

    /// How long a session lasts (GB/T 22239-2019 §8.1.4.1).
    ///
    /// @param idle without a request
    /// @param longest whatever is done
    public record Limits(Duration idle, Duration longest) {}

    public Sessions(Register<String, Session> register, Limits limits, Clock clock) {
        this.register = register;
        this.limits = limits;
        this.clock = clock;
    }

    /// Begins a session, with an id that has never been.
    public Live begin(UUID account, Stage stage, Whence whence) {
        var mine = of(account);
        if (mine.size() >= MOST_OF_ONE) {
            end(mine.getLast());
        }
        var now = clock.instant();
        var id = Secrets.fresh();
        var session =
                new Session(
                        Secrets.hash(id),
                        account,
                        stage,
                        Optional.empty(),
                        now,
                        now,
                        whence.network(),
                        whence.agent());
        register.put(session);
        return new Live(id, session);
    }

    /// The session of that id, if it is not over; that is a use of it.
    public Optional<Live> find(String id) {
        return register.get(Secrets.hash(id))
                .filter(session -> !isOver(session))
                .map(session -> new Live(id, used(session)));
    }

    /// As [#find], without that being a use of it.
    Optional<Live> unused(String id) {
        return register.get(Secrets.hash(id))
                .filter(session -> !isOver(session))
                .map(session -> new Live(id, session));
    }

    private Session used(Session session) {
        var now = clock.instant();
        if (now.isBefore(session.usedAt().plus(GRAIN))) {
            return session;
        }
        return register.changeLater(session.hash(), each -> each.used(now)).orElse(session);
    }

    private boolean isOver(Session session) {
        var now = clock.instant();
        return !now.isBefore(session.usedAt().plus(limits.idle()))
                || !now.isBefore(session.startedAt().plus(limits.longest()))
                || (!session.isSignedIn() && !now.isBefore(session.startedAt().plus(STEP)));
    }

    /// The same session under a new id, at that stage; the old id is worth nothing from then on.
    ///
    /// @throws city.wutong.refusal.Refused with 401 when somebody was faster
    public Live renewed(Session old, Stage stage, Optional<UUID> actingAs) {
        var taken =
                register.take(old.hash())
                        .orElseThrow(() -> Refusal.of(AuthReason.STEP_OVER).thrown());
        var id = Secrets.fresh();
        var session =
                new Session(
                        Secrets.hash(id),
                        taken.account(),
                        stage,
                        actingAs,
                        taken.startedAt(),
                        clock.instant(),
                        taken.address(),
                        taken.agent());
        register.put(session);
        return new Live(id, session);
    }

    public void end(Session session) {
        register.take(session.hash());
    }

    /// Ends all of an account, and those in which somebody acts as it.
    public void endAll(UUID account) {
        register.removeAll(each ->
                each.account().equals(account)
                        || each.actingAs().filter(account::equals).isPresent());
    }

    /// Ends all of its account but this one.
    public void endOthers(Session kept) {
        register.removeAll(
                each -> each.account().equals(kept.account()) && !each.hash().equals(kept.hash()));
    }

    /// Those of an account that are not over, the newest first.
    public List<Session> of(UUID account) {
        return register.all().stream()
                .filter(session -> session.account().equals(account) && !isOver(session))
                .sorted(Comparator.comparing((Session each) -> each.startedAt()).reversed())
                .toList();
    }

    /// Whether that one is there and not over: for who holds a stream open for it.
    public boolean isOpen(Session session) {
        return register.get(session.hash()).filter(each -> !isOver(each)).isPresent();
    }

    /// Forgets those that are over.
    public void tidy() {
        register.removeAll(this::isOver);
    }
}

package city.wutong.messenger;

import city.wutong.messenger.Channel.Outcome;
import city.wutong.notification.Notification;
import city.wutong.outbox.Outbox;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Takes what is due out of the outbox and sends it, each channel in a thread of its own, one
/// letter after the other: a channel that does not answer holds up no other.
///
/// # Theory
///
/// A letter is noted as sent after it was sent. When the process is killed in between it is sent
/// again, under the same id: at least once, and whoever receives it can tell. What fails is tried
/// again after [#FIRST_PAUSE], twice that, and so on up to [#LONGEST_PAUSE], [#MOST_TRIES] times in
/// all (about an hour); then it stays in the outbox as failed until somebody has it tried again.
/// The rate of a channel counts tries: what gathered while it was away does not flood it.
public final class Sender implements AutoCloseable {
    public static final int MOST_TRIES = 10;
    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private static final System.Logger LOG = System.getLogger(Sender.class.getName());
    private static final int AT_ONCE = 100;
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    private final Outbox outbox;
    private final Routing routing;
    private final Channels channels;
    private final NoticeBoard board;
    private final Clock clock;
    private final ZoneId zone;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Map<String, List<Instant>> tried = new ConcurrentHashMap<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Thread looking;
    private final AtomicLong delivered = new AtomicLong();
    private final AtomicLong undelivered = new AtomicLong();
    private volatile boolean stopping;
    private Instant nextTidy;

    /// What it works with.
    ///
    /// @param clock the office clock
    /// @param zone in which times are written
    record Parts(
            Outbox outbox,
            Routing routing,
            Channels channels,
            NoticeBoard board,
            Clock clock,
            ZoneId zone) {}

    private Sender(Parts parts) {
        this.outbox = parts.outbox();
        this.routing = parts.routing();
        this.channels = parts.channels();
        this.board = parts.board();
        this.clock = parts.clock();
        this.zone = parts.zone();
        this.nextTidy = clock.instant();
        this.looking = Thread.ofVirtual().name("sends notifications").unstarted(this::run);
    }

    static Sender start(Parts parts) {
        var sender = new Sender(parts);
        sender.looking.start();
        return sender;
    }

    /// How many letters were delivered since the start.
    long delivered() {
        return delivered.get();
    }

    /// How many tries failed since the start.
    long undelivered() {
        return undelivered.get();
    }

    private void run() {
        while (!stopping) {
            try {
                look();
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            } catch (SQLException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "notifications wait: SQL state {0}",
                        e.getSQLState());
                if (!rest()) {
                    return;
                }
            }
        }
    }

    private static boolean rest() {
        try {
            Thread.sleep(FIRST_PAUSE);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void look() throws SQLException {
        var now = clock.instant();
        if (!now.isBefore(nextTidy)) {
            outbox.tidy(now);
            nextTidy = now.plus(TIDY_EVERY);
        }
        var not = new ArrayList<>(busy);
        routing.channels().stream()
                .filter(kept -> !hasRoom(kept.setting(), now))
                .forEach(kept -> not.add(kept.setting().id()));
        var byChannel = new HashMap<String, List<Notification>>();
        for (var one : outbox.due(not, now, AT_ONCE)) {
            byChannel.computeIfAbsent(one.message().channel(), _ -> new ArrayList<>()).add(one);
        }
        byChannel.forEach(this::begin);
    }

    private boolean hasRoom(ChannelSetting setting, Instant now) {
        return setting.on() && setting.rate().hasRoom(times(setting.id()), now);
    }

    private List<Instant> times(String channel) {
        return tried.getOrDefault(channel, List.of());
    }

    private void begin(String channel, List<Notification> due) {
        if (stopping || !busy.add(channel)) {
            return;
        }
        var thread =
                Thread.ofVirtual().name("sends by " + channel).unstarted(() -> send(channel, due));
        threads.add(thread);
        thread.start();
    }

    private void send(String id, List<Notification> due) {
        try {
            var kept = routing.find(id);
            if (kept.isEmpty()) {
                for (var one : due) {
                    outbox.failed(one, clock.instant(), Optional.empty(), "its channel is no more");
                }
                return;
            }
            try (var channel = channels.open(kept.get().setting())) {
                send(kept.get().setting(), channel, due);
            }
        } catch (SQLException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "what was sent by {0} may be sent again: SQL state {1}",
                    id,
                    e.getSQLState());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the channel " + id + " is broken", e);
        } finally {
            busy.remove(id);
            threads.remove(Thread.currentThread());
        }
    }

    private void send(ChannelSetting setting, Channel channel, List<Notification> due)
            throws SQLException {
        for (var one : due) {
            var now = clock.instant();
            if (stopping || !hasRoom(setting, now)) {
                return;
            }
            var counting = new ArrayList<>(setting.rate().counting(times(setting.id()), now));
            counting.add(now);
            tried.put(setting.id(), List.copyOf(counting));
            settle(setting, one, channel.send(Letter.of(one, zone)));
        }
    }

    private void settle(ChannelSetting setting, Notification one, Outcome outcome)
            throws SQLException {
        var now = clock.instant();
        switch (outcome) {
            case Outcome.Delivered() -> {
                delivered.incrementAndGet();
                outbox.sent(one, now);
                if (setting.kind() == ChannelKind.CONSOLE) {
                    board.put(one);
                }
                routing.note(setting.id(), "", now);
            }
            case Outcome.Undelivered(var why, var isLasting) -> {
                undelivered.incrementAndGet();
                boolean isLast = isLasting || one.tries() + 1 >= MOST_TRIES;
                var next = isLast ? Optional.<Instant>empty() : Optional.of(now.plus(pause(one)));
                outbox.failed(one, now, next, why);
                routing.note(setting.id(), why, now);
            }
        }
    }

    private static Duration pause(Notification one) {
        var pause = FIRST_PAUSE.multipliedBy(1L << one.tries());
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    @Override
    public void close() {
        stopping = true;
        looking.interrupt();
        threads.forEach(Thread::interrupt);
        try {
            looking.join();
            for (var thread : threads) {
                thread.join(Channels.PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

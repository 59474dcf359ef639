package city.wutong.messenger;

import city.wutong.auth.proof.Seal;
import city.wutong.messenger.Channel.Outcome;
import city.wutong.notification.Mention;
import city.wutong.notification.Message;
import city.wutong.notification.Notification;
import city.wutong.notification.Notification.State;
import city.wutong.notification.NotificationReason;
import city.wutong.notification.Notifier.Plan;
import city.wutong.notification.Recipient;
import city.wutong.outbox.Outbox;
import city.wutong.outbox.Outbox.Asked;
import city.wutong.outbox.Outbox.Outgoing;
import city.wutong.outbox.RoutingTable;
import city.wutong.postgres.Tables;
import city.wutong.refusal.Refusal;
import city.wutong.rule.Rule.Severity;
import city.wutong.text.Text;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Whoever carries the messages of one tenant to people: its routes and channels, its outbox, what
/// the console shows, and the sender.
public final class Messenger implements AutoCloseable {
    /// The route of a letter that no route has made, but somebody who tries a channel.
    public static final String NO_ROUTE = "";

    private static final String NO_ALERT = "urn:ngsi-ld:Alert:test";

    private final Outbox outbox;
    private final Routing routing;
    private final Channels channels;
    private final NoticeBoard board;
    private final Ground ground;
    private final Sender sender;

    /// What it stands on.
    ///
    /// @param alsoPrivate whether channels may name hosts of private networks
    /// @param clock the office clock
    /// @param zone of the city
    public record Ground(
            Seal seal, boolean alsoPrivate, Clock clock, ZoneId zone, Supplier<UUID> ids) {}

    private Messenger(Outbox outbox, Routing routing, NoticeBoard board, Ground ground) {
        this.outbox = outbox;
        this.routing = routing;
        this.board = board;
        this.ground = ground;
        this.channels = Channels.of(ground.alsoPrivate(), ground.clock());
        this.sender =
                Sender.start(
                        new Sender.Parts(
                                outbox, routing, channels, board, ground.clock(), ground.zone()));
    }

    /// Reads what is kept, and begins to send.
    public static Messenger open(Tables tables, Outbox outbox, Ground ground) throws SQLException {
        var routing =
                new Routing(new RoutingTable(tables), ground.seal(), ground.zone(), ground.ids());
        return new Messenger(outbox, routing, new NoticeBoard(shown(routing, outbox)), ground);
    }

    private static List<Notification> shown(Routing routing, Outbox outbox) throws SQLException {
        var shown = new ArrayList<Notification>();
        for (var kept : routing.channels()) {
            if (kept.setting().kind() == ChannelKind.CONSOLE) {
                var asked =
                        new Asked(Optional.of(State.SENT), Optional.of(kept.setting().id()), "");
                shown.addAll(outbox.find(asked, NoticeBoard.MOST, 0));
            }
        }
        shown.sort(Comparator.comparingLong(Notification::number));
        return shown;
    }

    public Routing routing() {
        return routing;
    }

    /// The notices of the console.
    public NoticeBoard board() {
        return board;
    }

    /// How many letters were delivered since the start.
    public long delivered() {
        return sender.delivered();
    }

    /// How many tries to deliver one failed since the start.
    public long undelivered() {
        return sender.undelivered();
    }

    /// What is decided by.
    public Plan plan() {
        return routing.plan();
    }

    /// Sends a letter by a channel to see whether it works, past its rate and without trying again.
    ///
    /// @param whom to; for a channel of the console whoever is meant finds it there
    public Outcome test(String id, Recipient whom) {
        var setting = routing.channel(id).setting();
        var now = ground.clock().instant();
        var mention =
                new Mention(
                        NO_ALERT,
                        Mention.What.RAISED,
                        Severity.INFORMATIONAL,
                        "",
                        "",
                        new Text("这是一条测试通知。", "This is a test."),
                        now);
        var message = new Message(NO_ROUTE, 0, id, whom, List.of(mention), 0);
        var uuid = ground.ids().get();
        if (setting.kind() == ChannelKind.CONSOLE) {
            Routing.keep(() -> outbox.add(new Outgoing(uuid, message), now));
            return Outcome.delivered();
        }
        try (var channel = channels.open(setting)) {
            var outcome = channel.send(new Letter(uuid, message, now, ground.zone()));
            var trouble = outcome instanceof Outcome.Undelivered(var why, var _) ? why : "";
            Routing.keep(() -> routing.note(id, trouble, now));
            return outcome;
        }
    }

    /// Some of what was, is and will be sent, the newest first.
    public List<Notification> find(Asked asked, int limit, int offset) {
        return asked(() -> outbox.find(asked, limit, offset));
    }

    public int count(Asked asked) {
        return asked(() -> outbox.count(asked));
    }

    /// Has one that failed tried again.
    ///
    /// @throws city.wutong.refusal.Refused when there is none, or it has not failed
    public Notification retry(UUID id) {
        if (!asked(() -> outbox.retry(id, ground.clock().instant()))) {
            throw Refusal.of(
                            asked(() -> outbox.find(id)).isPresent()
                                    ? NotificationReason.NOT_FAILED
                                    : NotificationReason.NOTIFICATION_UNKNOWN,
                            id)
                    .thrown();
        }
        return asked(() -> outbox.find(id))
                .orElseThrow(
                        () -> Refusal.of(NotificationReason.NOTIFICATION_UNKNOWN, id).thrown());
    }

    @FunctionalInterface
    private interface Asking<T> {
        T answer() throws SQLException;
    }

    private static <T> T asked(Asking<T> asking) {
        try {
            return asking.answer();
        } catch (SQLException e) {
            throw Refusal.of(NotificationReason.NOT_KEPT).thrown();
        }
    }

    @Override
    public void close() {
        sender.close();
    }
}

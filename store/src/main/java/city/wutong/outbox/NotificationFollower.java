package city.wutong.outbox;

import city.wutong.context.Change;
import city.wutong.feed.Follower;
import city.wutong.notification.AlertNews;
import city.wutong.notification.News;
import city.wutong.notification.Notifier;
import city.wutong.notification.Notifier.Plan;
import city.wutong.outbox.Outbox.Outgoing;
import city.wutong.outbox.Outbox.Round;
import city.wutong.outbox.Outbox.Standing;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/// The follower that hears what happens to alerts and writes down whom to tell, in one transaction
/// with its offset.
public final class NotificationFollower implements Follower {
    public static final String NAME = "notifications";

    /// Changes after which the offset is saved though nothing happened to alerts.
    private static final int SAVE_EVERY = 10_000;

    private final Outbox outbox;
    private final AlertNews news;
    private final Supplier<Plan> plan;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private Standing standing;
    private boolean isSure = true;
    private volatile long offset;

    /// @param plan the routes and rates as they are now
    /// @param clock the office clock
    public NotificationFollower(
            Outbox outbox, AlertNews news, Supplier<Plan> plan, Clock clock, Supplier<UUID> ids)
            throws SQLException {
        this.outbox = outbox;
        this.news = news;
        this.plan = plan;
        this.clock = clock;
        this.ids = ids;
        this.standing = outbox.standing();
        this.offset = standing.seq();
    }

    /// As the constructor. One that never followed begins with what comes now: nobody is told of
    /// what was before there were notifications.
    ///
    /// @param seq the last change there is
    public static NotificationFollower open(NotificationFollower follower, long seq)
            throws SQLException {
        if (follower.offset == 0 && seq > 0) {
            follower.keep(List.of(), List.of(), seq);
        }
        return follower;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public void follow(List<Change> changes) throws SQLException {
        if (!isSure) {
            standing = outbox.standing(); // what was cut off took place, or it did not
            offset = Math.max(offset, standing.seq());
            isSure = true;
        }
        var now = clock.instant();
        var heard = new ArrayList<News>();
        var gone = new ArrayList<String>();
        long to = offset;
        for (var change : changes) {
            if (change.seq() > offset) {
                news.of(change, now).ifPresent(heard::add);
                to = change.seq();
            }
        }
        for (var each : heard) {
            if (each instanceof News.Gone(var alert)) {
                gone.add(alert);
            }
        }
        keep(heard, gone, to);
    }

    private void keep(List<News> heard, List<String> gone, long to) throws SQLException {
        var now = clock.instant();
        var decision = Notifier.decide(plan.get(), standing.underway(), heard, now);
        boolean changed = !decision.underway().equals(standing.underway());
        boolean isNothing = heard.isEmpty() && decision.messages().isEmpty() && !changed;
        if (isNothing && to - standing.seq() < SAVE_EVERY) {
            offset = to;
            return;
        }
        var outgoing =
                decision.messages().stream()
                        .map(message -> new Outgoing(ids.get(), message))
                        .toList();
        isSure = false;
        var round = new Round(standing.seq(), to, decision.underway(), outgoing, gone, now);
        if (!outbox.keep(round)) {
            throw new SQLException("the offset of " + NAME + " is not where it was");
        }
        standing = new Standing(to, decision.underway());
        offset = to;
        isSure = true;
    }
}

package city.wutong.server;

import city.wutong.access.Policy;
import city.wutong.context.Context;
import city.wutong.context.SeenContext;
import city.wutong.entity.Entity;
import city.wutong.messenger.Messenger;
import city.wutong.notification.AlertNews;
import city.wutong.notification.News;
import city.wutong.outbox.NotificationFollower;
import city.wutong.outbox.Outbox;
import city.wutong.postgres.Tables;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;

/// Opens what carries a tenant's notifications.
final class Notifying {
    private Notifying() {}

    /// Opens whoever carries a tenant's messages.
    static Messenger messenger(Tables tables, Ground ground) throws SQLException {
        var config = ground.config();
        return Messenger.open(
                tables,
                outbox(tables),
                new Messenger.Ground(
                        ground.seal(),
                        config.notifications().alsoPrivate(),
                        ground.officeClock(),
                        config.clock().zone(),
                        ground.ids()::uuid));
    }

    private static Outbox outbox(Tables tables) {
        return new Outbox(tables, NotificationFollower.NAME);
    }

    /// Opens the follower that decides what a tenant's messages are.
    static NotificationFollower follower(
            Tables tables, Context context, Messenger messenger, Ground ground)
            throws SQLException {
        var policy = new Policy(ground.scenarios().marks(), ground.areas());
        var outsiders = new SeenContext(context, ground.analysts(context::entity));
        var news =
                new AlertNews(outsiders::entity, alert -> subject(alert, context, policy, ground));
        return NotificationFollower.open(
                new NotificationFollower(
                        outbox(tables),
                        news,
                        messenger::plan,
                        ground.officeClock(),
                        ground.ids()::uuid),
                context.seq());
    }

    private static News.Subject subject(
            Entity alert, Context context, Policy policy, Ground ground) {
        var types =
                AlertNews.subject(alert, context::entity)
                        .map(subject ->
                                subject.types().stream()
                                        .map(ground.coreWords()::compact)
                                        .collect(Collectors.toSet()));
        return new News.Subject(types.orElse(Set.of()), policy.areasOf(alert, context::entity));
    }
}

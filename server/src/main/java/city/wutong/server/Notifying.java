package city.wutong.server;

import city.wutong.access.Areas;
import city.wutong.access.Policy;
import city.wutong.auth.proof.Seal;
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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What the notifications of all tenants stand on. Tenants are opened before it is known which
/// areas there are: until then nobody is told of an alert, and nothing is missed.
///
/// @param seal by which the secrets of channels are kept
/// @param areas as they are now, once that is known
record Notifying(Seal seal, CompletableFuture<Supplier<Areas>> areas) implements AutoCloseable {
    static Notifying by(Seal seal) {
        return new Notifying(seal, new CompletableFuture<>());
    }

    /// Opens whoever carries a tenant's messages.
    static Messenger messenger(Tables tables, Ground ground) throws SQLException {
        var config = ground.config();
        return Messenger.open(
                tables,
                outbox(tables),
                new Messenger.Ground(
                        ground.notifying().seal(),
                        config.notifications().alsoPrivate(),
                        ground.officeClock(),
                        config.clock().zone(),
                        ground.ids()::uuid));
    }

    private static Outbox outbox(Tables tables) {
        return new Outbox(tables, NotificationFollower.NAME);
    }

    /// Opens the follower that decides what a tenant's messages are.
    NotificationFollower follower(
            Tables tables, Context context, Messenger messenger, Ground ground)
            throws SQLException {
        var policy = new Policy(ground.scenarios().marks(), () -> areas.join().get());
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

    /// Tells which areas there are.
    void begin(Supplier<Areas> known) {
        areas.complete(known);
    }

    /// Whoever still waits to know the areas, because the start failed, waits no more.
    @Override
    public void close() {
        areas.completeExceptionally(new CancellationException("the start failed"));
    }
}

package city.wutong.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.context.Change;
import city.wutong.context.Operation;
import city.wutong.context.OwnPatch;
import city.wutong.context.OwnType;
import city.wutong.context.Ruling;
import city.wutong.context.TestClock;
import city.wutong.entity.EntityPatch;
import city.wutong.journal.StoredTown;
import city.wutong.notification.AlertNews;
import city.wutong.notification.Mention;
import city.wutong.notification.News;
import city.wutong.notification.Notification;
import city.wutong.notification.Notification.State;
import city.wutong.notification.Notifier.Plan;
import city.wutong.notification.Rate;
import city.wutong.notification.Recipient;
import city.wutong.notification.Route;
import city.wutong.notification.Route.Matching;
import city.wutong.notification.Route.Step;
import city.wutong.outbox.Outbox.Asked;
import city.wutong.postgres.SharedPostgres;
import city.wutong.rule.Rule.Severity;
import city.wutong.text.Text;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is decided is in the outbox once, wherever the process is killed.
@Timeout(120)
class OutboxTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Asked ALL = new Asked(Optional.empty(), Optional.empty(), "");
    private static final Plan PLAN =
            new Plan(
                    Map.of(
                            "r",
                            new Route(
                                    "r",
                                    new Text("路由", "Route"),
                                    true,
                                    new Matching(
                                            Severity.LOW, Set.of(), Set.of(), Set.of(), Set.of()),
                                    Optional.empty(),
                                    List.of(
                                            step(0, new Recipient.OnDuty("p")),
                                            step(10, new Recipient.Address("a@example.org"))),
                                    Duration.ZERO,
                                    Optional.empty(),
                                    true)),
                    Map.of("c", new Rate(Rate.MOST, Duration.ofSeconds(1))));

    private final TestClock clock = new TestClock(NOON);
    private Optional<StoredTown> town = Optional.empty();

    private static Step step(int minutes, Recipient whom) {
        return new Step(Duration.ofMinutes(minutes), whom, "c");
    }

    @BeforeEach
    void open() throws Exception {
        var schema = SharedPostgres.freshSchema();
        town = Optional.of(StoredTown.open(SharedPostgres.database(), schema));
    }

    @AfterEach
    void close() {
        town.ifPresent(StoredTown::close);
    }

    private StoredTown town() {
        return town.orElseThrow();
    }

    private Outbox outbox() {
        return new Outbox(town().tables(), NotificationFollower.NAME);
    }

    private NotificationFollower follower() throws SQLException {
        var news =
                new AlertNews(
                        id -> town().context().entity(id),
                        _ -> new News.Subject(Set.of(), Set.of()));
        return new NotificationFollower(outbox(), news, () -> PLAN, clock, UUID::randomUUID);
    }

    private static String id(int number) {
        return "urn:ngsi-ld:Alert:" + number;
    }

    private void write(String id, EntityPatch patch) {
        town().apply(new Operation.Own(id, (_, _) -> new Ruling.Ruled.Done(patch)));
    }

    private void raise(String id) {
        write(
                id,
                OwnPatch.of(OwnType.ALERT)
                        .property("rule", "air/bad")
                        .property("category", "air")
                        .property("severity", "high")
                        .property("status", "active")
                        .text("description", new Text("坏了", "It is bad"))
                        .patch());
    }

    private void clear(String id) {
        write(id, OwnPatch.of(OwnType.ALERT).property("status", "cleared").patch());
    }

    private List<Change> after(NotificationFollower follower, int most) throws Exception {
        return town().feed().read(follower.offset(), most);
    }

    private List<Notification> all() throws SQLException {
        return outbox().find(ALL, 10_000, 0);
    }

    private static List<String> told(List<Notification> all) {
        return all.stream()
                .flatMap(each ->
                        each.message().mentions().stream()
                                .map(mention ->
                                        each.message().step()
                                                + " "
                                                + mention.alert()
                                                + " "
                                                + mention.what().word()))
                .toList();
    }

    @Test
    void what_happens_to_an_alert_is_told_to_those_who_must_know() throws Exception {
        var follower = follower();
        raise(id(1));
        follower.follow(after(follower, 100));
        assertThat(told(all())).containsExactly("0 urn:ngsi-ld:Alert:1 raised");
        assertThat(all().getFirst().message().mentions())
                .extracting(Mention::text)
                .containsExactly(new Text("坏了", "It is bad"));
        clock.goOn(Duration.ofMinutes(10));
        follower.follow(List.of());
        clear(id(1));
        follower.follow(after(follower, 100));
        assertThat(told(all()))
                .containsExactlyInAnyOrder(
                        "0 urn:ngsi-ld:Alert:1 raised",
                        "1 urn:ngsi-ld:Alert:1 escalated",
                        "0 urn:ngsi-ld:Alert:1 cleared",
                        "1 urn:ngsi-ld:Alert:1 cleared");
    }

    @Test
    void an_alert_that_begins_again_is_told_again() throws Exception {
        var follower = follower();
        raise(id(1));
        clear(id(1));
        raise(id(1));
        follower.follow(after(follower, 100));
        assertThat(told(all())).anyMatch(each -> each.endsWith("reopened"));
    }

    @Test
    void what_is_muted_or_part_of_a_storm_is_not_told() throws Exception {
        var follower = follower();
        var muted =
                OwnPatch.of(OwnType.ALERT)
                        .property("severity", "high")
                        .property("mutedUntil", NOON.plusSeconds(3_600))
                        .property("status", "active");
        write(id(1), muted.patch());
        var member =
                OwnPatch.of(OwnType.ALERT)
                        .property("severity", "high")
                        .property("status", "active")
                        .relationship("memberOf", id(9));
        write(id(2), member.patch());
        follower.follow(after(follower, 100));
        clock.goOn(Duration.ofHours(1));
        follower.follow(List.of());
        assertThat(all()).isEmpty();
    }

    @Test
    void whoever_acknowledges_stops_the_escalation() throws Exception {
        var follower = follower();
        raise(id(1));
        write(id(1), OwnPatch.of(OwnType.ALERT).property("acknowledged", true).patch());
        follower.follow(after(follower, 100));
        clock.goOn(Duration.ofHours(1));
        follower.follow(List.of());
        assertThat(all()).hasSize(1);
    }

    @Test
    void nobody_is_told_of_what_was_before_there_were_notifications() throws Exception {
        raise(id(1));
        var follower = NotificationFollower.open(follower(), town().feed().seq());
        raise(id(2));
        follower.follow(after(follower, 100));
        assertThat(told(all())).containsExactly("0 urn:ngsi-ld:Alert:2 raised");
    }

    @Test
    void wherever_it_is_killed_each_message_is_there_once() throws Exception {
        var random = new Random(7);
        var follower = follower();
        for (int i = 0; i < 60; i++) {
            raise(id(i));
        }
        while (follower.offset() < town().feed().seq() || random.nextInt(4) > 0) {
            var other = follower();
            var changes = after(follower, 1 + random.nextInt(40));
            switch (random.nextInt(4)) {
                case 0 -> follower = follower(); // killed before it did anything
                case 1 -> { // killed after the commit, of which it did not hear
                    other.follow(town().feed().read(other.offset(), 30));
                    if (!changes.isEmpty()) {
                        var late = follower;
                        assertThatThrownBy(() -> late.follow(changes))
                                .isInstanceOf(SQLException.class);
                    }
                    follower.follow(after(follower, 40));
                }
                default -> follower.follow(changes);
            }
        }
        assertThat(told(all()))
                .hasSize(60)
                .doesNotHaveDuplicates()
                .allMatch(each -> each.endsWith("raised"));
    }

    @Test
    void what_is_erased_is_told_no_more_and_is_in_no_message() throws Exception {
        var follower = follower();
        raise(id(1));
        follower.follow(after(follower, 100));
        town().apply(new Operation.Erase(id(1)));
        follower.follow(after(follower, 100));
        var one = all().getFirst();
        assertThat(one.state()).isEqualTo(State.ERASED);
        assertThat(one.message().mentions()).isEmpty();
    }

    @Test
    void what_fails_waits_for_its_next_try_and_is_tried_again_when_somebody_says_so()
            throws Exception {
        var follower = follower();
        raise(id(1));
        follower.follow(after(follower, 100));
        var now = clock.instant();
        var one = outbox().due(List.of(), now, 10).getFirst();
        outbox().failed(one, now, Optional.of(now.plusSeconds(60)), "away");
        assertThat(outbox().due(List.of(), now, 10)).isEmpty();
        assertThat(outbox().due(List.of("c"), now.plusSeconds(60), 10)).isEmpty();
        assertThat(outbox().due(List.of(), now.plusSeconds(60), 10)).hasSize(1);
        assertThat(outbox().retry(one.id(), now)).isFalse();
        outbox().failed(one, now, Optional.empty(), "refused");
        var failed = new Asked(Optional.of(State.FAILED), Optional.empty(), "REFUSED");
        assertThat(outbox().find(failed, 10, 0)).hasSize(1);
        assertThat(outbox().count(failed)).isEqualTo(1);
        assertThat(outbox().retry(one.id(), now)).isTrue();
        outbox().sent(one, now);
        assertThat(outbox().find(one.id()).orElseThrow().state()).isEqualTo(State.SENT);
    }

    @Test
    void what_was_sent_long_ago_is_forgotten_and_what_waits_is_not() throws Exception {
        var follower = follower();
        raise(id(1));
        follower.follow(after(follower, 100));
        raise(id(2));
        follower.follow(after(follower, 100));
        outbox().sent(outbox().due(List.of(), clock.instant(), 1).getFirst(), clock.instant());
        outbox().tidy(NOON.plus(Outbox.KEPT).plusSeconds(60));
        assertThat(all()).extracting(Notification::state).containsOnly(State.WAITING);
    }
}

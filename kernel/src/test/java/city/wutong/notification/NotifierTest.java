package city.wutong.notification;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.notification.Mention.What;
import city.wutong.notification.Notifier.Plan;
import city.wutong.notification.Route.Matching;
import city.wutong.notification.Route.Step;
import city.wutong.rule.Rule.Severity;
import city.wutong.rule.Schedule;
import city.wutong.text.Text;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NotifierTest {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Text NAME = new Text("路由", "Route");
    private static final Matching ALL =
            new Matching(Severity.INFORMATIONAL, Set.of(), Set.of(), Set.of(), Set.of());
    private static final Step DESK = step(0, "desk");
    private static final Rate OFTEN = new Rate(1_000, Duration.ofMinutes(1));

    private final List<Message> told = new ArrayList<>();
    private Plan plan = Plan.NOTHING;
    private Underway underway = Underway.NOTHING;
    private Instant now = NOON;

    static Step step(int minutes, String who) {
        return new Step(Duration.ofMinutes(minutes), new Recipient.Person(who), "console");
    }

    static Route route(Matching alerts, Duration gathers, boolean tellsCleared, Step... steps) {
        return new Route(
                "r",
                NAME,
                true,
                alerts,
                Optional.empty(),
                List.of(steps),
                gathers,
                Optional.empty(),
                tellsCleared);
    }

    static Schedule hours(String from, String to) {
        var every = EnumSet.allOf(DayOfWeek.class);
        return new Schedule(every, LocalTime.parse(from), LocalTime.parse(to), ZoneOffset.UTC);
    }

    private void by(Route route, Rate rate) {
        plan = new Plan(Map.of(route.id(), route), Map.of("console", rate));
    }

    static News.Raised raised(String alert, Severity severity, Instant at) {
        var mention =
                new Mention(
                        alert, What.RAISED, severity, "air/bad", "air", new Text("坏", "bad"), at);
        return new News.Raised(mention, new News.Subject(Set.of("Camera"), Set.of("330483")));
    }

    private List<Message> hear(News... news) {
        var decision = Notifier.decide(plan, underway, List.of(news), now);
        underway = decision.underway();
        told.addAll(decision.messages());
        return decision.messages();
    }

    private List<Message> after(Duration time) {
        now = now.plus(time);
        return hear();
    }

    private static List<String> alerts(List<Message> messages) {
        return messages.stream()
                .flatMap(message -> message.mentions().stream())
                .map(mention -> mention.alert() + " " + mention.what().word())
                .toList();
    }

    @Test
    void an_alert_is_told_at_once_and_once() {
        by(route(ALL, Duration.ZERO, false, DESK), OFTEN);
        assertThat(alerts(hear(raised("a", Severity.LOW, now)))).containsExactly("a raised");
        assertThat(after(Duration.ofHours(1))).isEmpty();
    }

    @Test
    void only_what_a_route_is_for_takes_it() {
        var high = new Matching(Severity.HIGH, Set.of("air"), Set.of(), Set.of("Camera"), Set.of());
        by(route(high, Duration.ZERO, false, DESK), OFTEN);
        assertThat(hear(raised("low", Severity.MEDIUM, now))).isEmpty();
        assertThat(alerts(hear(raised("high", Severity.HIGH, now)))).containsExactly("high raised");
        var elsewhere = new Matching(Severity.LOW, Set.of(), Set.of(), Set.of(), Set.of("330400"));
        by(route(elsewhere, Duration.ZERO, false, DESK), OFTEN);
        assertThat(hear(raised("there", Severity.HIGH, now))).isEmpty();
    }

    @Test
    void what_nobody_acknowledges_is_told_to_the_next() {
        by(route(ALL, Duration.ZERO, false, DESK, step(10, "chief"), step(30, "mayor")), OFTEN);
        hear(raised("a", Severity.HIGH, now));
        assertThat(after(Duration.ofMinutes(9))).isEmpty();
        var chief = after(Duration.ofMinutes(1));
        assertThat(chief).extracting(Message::recipient).containsExactly(step(10, "chief").whom());
        assertThat(alerts(chief)).containsExactly("a escalated");
        assertThat(after(Duration.ofMinutes(20))).extracting(Message::step).containsExactly(2);
        assertThat(after(Duration.ofDays(2))).isEmpty();
    }

    @Test
    void what_somebody_takes_up_or_is_over_goes_no_further() {
        by(route(ALL, Duration.ZERO, false, DESK, step(10, "chief")), OFTEN);
        hear(raised("a", Severity.HIGH, now), raised("b", Severity.HIGH, now));
        hear(new News.TakenUp("a"), new News.Cleared("b"));
        assertThat(after(Duration.ofHours(1))).isEmpty();
        assertThat(underway.open()).isEmpty();
    }

    @Test
    void whoever_was_told_of_an_alert_is_told_of_its_end() {
        by(route(ALL, Duration.ZERO, true, DESK, step(10, "chief"), step(20, "mayor")), OFTEN);
        hear(raised("a", Severity.HIGH, now));
        after(Duration.ofMinutes(10));
        hear(new News.TakenUp("a"));
        after(Duration.ofMinutes(30));
        var over = hear(new News.Cleared("a"));
        assertThat(over).extracting(Message::step).containsExactly(0, 1);
        assertThat(alerts(over)).containsOnly("a cleared");
    }

    @Test
    void a_digest_tells_at_most_once_in_its_time_what_has_gathered() {
        by(route(ALL, Duration.ofMinutes(30), false, DESK), OFTEN);
        assertThat(hear(raised("a", Severity.LOW, now))).hasSize(1);
        hear(raised("b", Severity.LOW, now));
        assertThat(after(Duration.ofMinutes(29))).isEmpty();
        hear(raised("c", Severity.LOW, now));
        assertThat(alerts(after(Duration.ofMinutes(1)))).containsExactly("b raised", "c raised");
    }

    @Test
    void in_quiet_hours_only_critical_alerts_are_told() {
        var quiet =
                new Route(
                        "r",
                        NAME,
                        true,
                        ALL,
                        Optional.empty(),
                        List.of(DESK),
                        Duration.ZERO,
                        Optional.of(hours("22:00", "07:00")),
                        false);
        by(quiet, OFTEN);
        now = Instant.parse("2026-11-23T23:00:00Z");
        assertThat(hear(raised("a", Severity.HIGH, now))).isEmpty();
        assertThat(alerts(hear(raised("b", Severity.CRITICAL, now)))).containsExactly("b raised");
        now = Instant.parse("2026-11-24T07:00:00Z");
        assertThat(alerts(hear())).containsExactly("a raised");
    }

    @Test
    void outside_its_hours_a_route_takes_nothing() {
        var office =
                new Route(
                        "r",
                        NAME,
                        true,
                        ALL,
                        Optional.of(hours("08:00", "18:00")),
                        List.of(DESK),
                        Duration.ZERO,
                        Optional.empty(),
                        false);
        by(office, OFTEN);
        assertThat(hear(raised("a", Severity.LOW, now))).hasSize(1);
        now = Instant.parse("2026-11-23T18:00:00Z");
        assertThat(hear(raised("b", Severity.LOW, now))).isEmpty();
    }

    @Test
    void more_than_a_channel_takes_waits_and_goes_together() {
        by(route(ALL, Duration.ZERO, false, DESK), new Rate(2, Duration.ofMinutes(1)));
        for (var name : List.of("a", "b", "c", "d")) {
            hear(raised(name, Severity.LOW, now));
        }
        assertThat(told).hasSize(2);
        assertThat(alerts(after(Duration.ofMinutes(1)))).containsExactly("c raised", "d raised");
    }

    @Test
    void what_is_erased_is_not_told() {
        by(route(ALL, Duration.ofMinutes(5), false, DESK, step(10, "chief")), OFTEN);
        hear(raised("a", Severity.LOW, now));
        hear(raised("b", Severity.LOW, now));
        hear(new News.Gone("b"));
        assertThat(alerts(after(Duration.ofMinutes(10)))).containsExactly("a escalated");
    }

    @Test
    void a_channel_that_is_off_takes_nothing_and_nothing_is_lost() {
        by(route(ALL, Duration.ZERO, false, DESK), OFTEN);
        var on = plan;
        plan = new Plan(on.routes(), Map.of());
        assertThat(hear(raised("a", Severity.LOW, now))).isEmpty();
        plan = on;
        assertThat(alerts(hear())).containsExactly("a raised");
    }

    @Test
    void what_there_is_no_room_for_is_counted() {
        by(route(ALL, Duration.ZERO, false, DESK), OFTEN);
        var on = plan;
        plan = new Plan(on.routes(), Map.of());
        int more = 7;
        var news = new ArrayList<News>();
        for (int i = 0; i < Notifier.MOST_WAITING + more; i++) {
            news.add(raised("a" + i, Severity.LOW, now));
        }
        hear(news.toArray(News[]::new));
        plan = on;
        var messages = hear();
        assertThat(alerts(messages)).hasSize(Notifier.MOST_WAITING).doesNotHaveDuplicates();
        assertThat(messages.stream().mapToInt(Message::more).sum()).isEqualTo(more);
        assertThat(messages.getLast().more()).isEqualTo(more);
        assertThat(messages).allMatch(each -> each.mentions().size() <= Message.MOST_MENTIONS);
    }

    @Test
    void when_too_many_are_open_the_oldest_goes_on_early() {
        by(route(ALL, Duration.ZERO, false, DESK, step(60, "chief")), OFTEN);
        for (int i = 0; i <= Notifier.MOST_OPEN; i++) {
            hear(raised("a" + i, Severity.LOW, now.plusMillis(i)));
            now = now.plusMillis(70);
        }
        assertThat(underway.open()).hasSize(Notifier.MOST_OPEN);
        assertThat(alerts(told)).contains("a0 escalated").doesNotContain("a1 escalated");
    }
}

package city.wutong.notification;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import city.wutong.json.JsonWriter;
import city.wutong.notification.Notifier.Plan;
import city.wutong.notification.Route.Matching;
import city.wutong.notification.Route.Step;
import city.wutong.rule.Rule.Severity;
import city.wutong.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever happens, in whatever order and with restarts in the middle: no alert is lost, none is
/// told twice, and no channel gets more than its rate.
class NotifierProperties {
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);
    private static final List<String> CHANNELS = List.of("x", "y");

    /// A moment in the life of a city.
    ///
    /// @param seconds since the one before
    /// @param what happens: 0–4 raised with that severity, 5 cleared, 6 taken up, others nothing
    /// @param alert to which of a few alerts
    /// @param restarts whether everything is forgotten but what was kept
    record Moment(int seconds, int what, int alert, boolean restarts) {}

    @Provide
    Arbitrary<List<Moment>> lives() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 900),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(true, false, false))
                .as(Moment::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<Plan> plans() {
        var rates =
                Combinators.combine(
                                Arbitraries.integers().between(1, 3),
                                Arbitraries.integers().between(1, 600))
                        .as((most, seconds) -> new Rate(most, Duration.ofSeconds(seconds)));
        return Combinators.combine(routes().list().ofMinSize(1).ofMaxSize(3), rates, rates)
                .as((all, x, y) -> {
                    var routes = new LinkedHashMap<String, Route>();
                    for (int i = 0; i < all.size(); i++) {
                        routes.put("r" + i, named(all.get(i), "r" + i));
                    }
                    return new Plan(routes, Map.of("x", x, "y", y));
                });
    }

    private static Arbitrary<Route> routes() {
        var steps =
                Combinators.combine(
                                Arbitraries.integers().between(1, 20),
                                Arbitraries.of(CHANNELS),
                                Arbitraries.of("a", "b"))
                        .as((minutes, channel, who) ->
                                new Step(
                                        Duration.ofMinutes(minutes),
                                        new Recipient.Person(who),
                                        channel))
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3);
        return Combinators.combine(
                        steps,
                        Arbitraries.of(Severity.values()),
                        Arbitraries.of(0, 1, 10),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((all, least, gathers, quiet, cleared) ->
                        new Route(
                                "",
                                new Text("路由", "Route"),
                                true,
                                new Matching(least, Set.of(), Set.of(), Set.of(), Set.of()),
                                Optional.empty(),
                                inOrder(all),
                                Duration.ofMinutes(gathers),
                                quiet
                                        ? Optional.of(NotifierTest.hours("12:30", "13:30"))
                                        : Optional.empty(),
                                cleared));
    }

    private static List<Step> inOrder(List<Step> steps) {
        var all = new ArrayList<Step>();
        var after = Duration.ZERO;
        for (var step : steps) {
            after = all.isEmpty() ? Duration.ZERO : after.plus(step.after());
            all.add(new Step(after, step.whom(), step.channel()));
        }
        return all;
    }

    private static Route named(Route route, String id) {
        return new Route(
                id,
                route.name(),
                route.on(),
                route.alerts(),
                route.hours(),
                route.steps(),
                route.gathers(),
                route.quiet(),
                route.tellsCleared());
    }

    private record Sent(Message message, Instant at) {}

    /// Lives through it all, and on until nothing waits any more.
    private static List<Sent> live(Plan plan, List<Moment> moments, Set<String> expected) {
        var sent = new ArrayList<Sent>();
        var underway = Underway.NOTHING;
        var now = NotifierTest.NOON;
        for (var moment : moments) {
            now = now.plusSeconds(moment.seconds());
            var news = news(moment, now);
            expect(plan, news, expected, now);
            var decision = Notifier.decide(plan, underway, news, now);
            for (var message : decision.messages()) {
                sent.add(new Sent(message, now));
            }
            underway = moment.restarts() ? restarted(decision.underway()) : decision.underway();
        }
        for (int i = 0; i < 70 || (underway.waitingMentions() > 0 && i < 4_000); i++) {
            now = now.plusSeconds(60);
            var decision = Notifier.decide(plan, underway, List.of(), now);
            for (var message : decision.messages()) {
                sent.add(new Sent(message, now));
            }
            underway = decision.underway();
        }
        assertThat(underway.waitingMentions()).isZero();
        return sent;
    }

    private static Underway restarted(Underway underway) {
        try {
            return UnderwayForm.underway(JSON.read(JsonWriter.bytes(UnderwayForm.told(underway))));
        } catch (JsonMalformed e) {
            throw new AssertionError(e);
        }
    }

    private static List<News> news(Moment moment, Instant now) {
        var alert = "alert" + moment.alert();
        return switch (moment.what()) {
            case 5 -> List.of(new News.Cleared(alert));
            case 6 -> List.of(new News.TakenUp(alert));
            case 7 -> List.of();
            default ->
                    List.of(
                            NotifierTest.raised(
                                    alert, List.of(Severity.values()).get(moment.what()), now));
        };
    }

    /// What must be told at the first steps: each raising of each route that takes it.
    private static void expect(Plan plan, List<News> news, Set<String> expected, Instant now) {
        for (var each : news) {
            if (each instanceof News.Raised raised) {
                plan.routes().values().stream()
                        .filter(route -> route.takes(raised, now))
                        .forEach(route -> expected.add(name(route.id(), 0, raised.mention())));
            }
        }
    }

    private static String name(String route, int step, Mention mention) {
        return "%s/%d %s %s %s"
                .formatted(route, step, mention.alert(), mention.what(), mention.at());
    }

    @Property(tries = 300)
    void no_alert_is_lost_and_none_is_told_twice(
            @ForAll("plans") Plan plan, @ForAll("lives") List<Moment> moments) {
        var expected = new HashSet<String>();
        var told = new ArrayList<String>();
        for (var sent : live(plan, moments, expected)) {
            var message = sent.message();
            assertThat(message.more()).isZero();
            message.mentions().stream()
                    .filter(each -> each.what() == Mention.What.RAISED)
                    .forEach(each -> told.add(name(message.route(), message.step(), each)));
        }
        // two that are raised in the same instant have the same name
        assertThat(new HashSet<>(told)).isEqualTo(expected);
    }

    @Property(tries = 300)
    void each_alert_comes_to_each_step_at_most_once_for_each_time_that_it_is_raised(
            @ForAll("plans") Plan plan, @ForAll("lives") List<Moment> moments) {
        var raised = new HashMap<String, Integer>();
        var told = new HashMap<String, Integer>();
        for (var moment : moments) {
            if (moment.what() < 5) {
                raised.merge("alert" + moment.alert(), 1, Integer::sum);
            }
        }
        for (var sent : live(plan, moments, new HashSet<>())) {
            for (var each : sent.message().mentions()) {
                var where = sent.message().route() + "/" + sent.message().step();
                told.merge(where + " " + each.alert() + " " + each.what(), 1, Integer::sum);
            }
        }
        told.forEach((name, times) ->
                assertThat(times)
                        .as(name)
                        .isLessThanOrEqualTo(raised.getOrDefault(name.split(" ")[1], 0)));
    }

    @Property(tries = 300)
    void the_rate_of_a_channel_is_never_exceeded(
            @ForAll("plans") Plan plan, @ForAll("lives") List<Moment> moments) {
        var sent = live(plan, moments, new HashSet<>());
        for (var channel : CHANNELS) {
            var rate = plan.rates().get(channel);
            assertThat(rate).isNotNull();
            var times =
                    sent.stream()
                            .filter(each -> each.message().channel().equals(channel))
                            .map(Sent::at)
                            .toList();
            for (int i = 0; rate != null && i + rate.most() < times.size(); i++) {
                var window = Duration.between(times.get(i), times.get(i + rate.most()));
                assertThat(window).isGreaterThanOrEqualTo(rate.per());
            }
        }
    }

    @Property(tries = 300)
    void a_digest_is_never_told_more_often_than_it_says(
            @ForAll("plans") Plan plan, @ForAll("lives") List<Moment> moments) {
        var last = new HashMap<String, Instant>();
        for (var sent : live(plan, moments, new HashSet<>())) {
            var message = sent.message();
            var before = last.put(message.route() + "/" + message.step(), sent.at());
            var route = plan.routes().get(message.route());
            if (before != null && route != null) {
                assertThat(Duration.between(before, sent.at()))
                        .isGreaterThanOrEqualTo(route.gathers());
            }
        }
    }

    @Property(tries = 300)
    void what_waits_survives_a_restart_as_it_was(
            @ForAll("plans") Plan plan, @ForAll("lives") List<Moment> moments) {
        var forgetful = new ArrayList<Moment>();
        var mindful = new ArrayList<Moment>();
        for (var each : moments) {
            forgetful.add(new Moment(each.seconds(), each.what(), each.alert(), true));
            mindful.add(new Moment(each.seconds(), each.what(), each.alert(), false));
        }
        assertThat(live(plan, forgetful, new HashSet<>()))
                .isEqualTo(live(plan, mindful, new HashSet<>()));
    }
}

package city.wutong.notification;

import city.wutong.notification.Mention.What;
import city.wutong.notification.Underway.Course;
import city.wutong.notification.Underway.Open;
import city.wutong.notification.Underway.Outlet;
import city.wutong.notification.Underway.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides what is told to whom: what is under way, what has happened and what time it is make the
/// messages to send and what is under way then. Pure: nothing here reads a clock or keeps anything.
///
/// # Theory
///
/// An alert that takes a route waits at its first step. While it is neither cleared nor taken up it
/// comes to each further step when its time has come. What waits at a step leaves in a message as
/// soon as three allow it: the step told nothing for as long as the route gathers; the hours are
/// not quiet, or the alert is critical; the channel has room by its rate. Nothing that waits is
/// dropped: each alert that takes a route is in exactly one message of each step that it comes to,
/// each time that it is raised.
///
/// Bounds: so many alerts wait ([#MOST_WAITING]), the ones beyond are counted, and the message that
/// ends the waiting says how many; so many are open ([#MOST_OPEN]), then the oldest comes to its
/// next step at once, for it is better told early than not at all. A route that is taken away takes
/// with it what waits on it.
public final class Notifier {
    public static final int MOST_OPEN = 2_000;
    public static final int MOST_WAITING = 2_000;

    private final Plan plan;
    private final Instant now;
    private final LinkedHashMap<Course, Open> open;
    private final LinkedHashMap<Outlet, Waiting> waiting;
    private final Map<String, List<Instant>> sent;
    private final List<Message> messages = new ArrayList<>();
    private int mentions;

    /// What is decided by.
    ///
    /// @param routes by id, in the order in which they were made
    /// @param rates of the channels, by id; a channel that is not there takes nothing
    public record Plan(Map<String, Route> routes, Map<String, Rate> rates) {
        public static final Plan NOTHING = new Plan(Map.of(), Map.of());

        public Plan {
            routes = Collections.unmodifiableMap(new LinkedHashMap<>(routes));
            rates = Map.copyOf(rates);
        }
    }

    /// What was decided.
    public record Decision(Underway underway, List<Message> messages) {
        public Decision {
            messages = List.copyOf(messages);
        }
    }

    private Notifier(Plan plan, Underway before, Instant now) {
        this.plan = plan;
        this.now = now;
        this.open = new LinkedHashMap<>(before.open());
        this.waiting = new LinkedHashMap<>(before.waiting());
        this.sent = new HashMap<>(before.sent());
        this.mentions = before.waitingMentions();
    }

    /// Decides.
    ///
    /// @param news what has happened since the last time, in order; nothing when only time has
    ///   passed
    /// @param now by the office clock
    public static Decision decide(Plan plan, Underway before, List<News> news, Instant now) {
        var notifier = new Notifier(plan, before, now);
        notifier.forgetOldRoutes();
        news.forEach(notifier::hear);
        notifier.escalate();
        notifier.tell();
        return new Decision(notifier.underway(), notifier.messages);
    }

    private void forgetOldRoutes() {
        open.keySet().removeIf(key -> !plan.routes().containsKey(key.route()));
        waiting.keySet().removeIf(outlet -> stepOf(outlet).isEmpty());
        mentions = waiting.values().stream().mapToInt(each -> each.mentions().size()).sum();
    }

    private Optional<Route.Step> stepOf(Outlet outlet) {
        return Optional.ofNullable(plan.routes().get(outlet.route()))
                .filter(route -> outlet.step() < route.steps().size())
                .map(route -> route.steps().get(outlet.step()));
    }

    private void hear(News news) {
        switch (news) {
            case News.Raised raised -> {
                for (var route : plan.routes().values()) {
                    if (route.takes(raised, now)) {
                        begin(route, raised.mention());
                    }
                }
            }
            case News.Cleared(var alert) -> end(alert);
            case News.TakenUp(var alert) -> takeUp(alert);
            case News.Gone(var alert) -> forget(alert);
        }
    }

    private void begin(Route route, Mention mention) {
        wait(new Outlet(route.id(), 0), mention);
        if (route.goesOn(1)) {
            makeRoom();
            var key = new Course(route.id(), mention.alert());
            open.remove(key); // who is raised again begins again, behind the others
            open.put(key, new Open(mention, 1, false));
        }
    }

    private void wait(Outlet outlet, Mention mention) {
        var before = waiting.getOrDefault(outlet, Waiting.NOTHING);
        boolean hasRoom = mentions < MOST_WAITING;
        waiting.put(outlet, hasRoom ? before.with(mention) : before.counted());
        mentions += hasRoom ? 1 : 0;
    }

    /// The oldest goes on at once when there are too many.
    private void makeRoom() {
        if (open.size() >= MOST_OPEN) {
            var oldest = open.firstEntry();
            open.remove(oldest.getKey());
            var one = oldest.getValue();
            if (!one.isTakenUp()) {
                var outlet = new Outlet(oldest.getKey().route(), one.next());
                if (stepOf(outlet).isPresent()) {
                    wait(outlet, one.mention().as(What.ESCALATED, now));
                }
            }
        }
    }

    private void end(String alert) {
        for (var route : plan.routes().values()) {
            var over = open.remove(new Course(route.id(), alert));
            if (over != null && route.tellsCleared()) {
                int told = Math.min(over.next(), route.steps().size());
                for (int step = 0; step < told; step++) {
                    wait(new Outlet(route.id(), step), over.mention().as(What.CLEARED, now));
                }
            }
        }
    }

    private void takeUp(String alert) {
        for (var route : plan.routes().values()) {
            var key = new Course(route.id(), alert);
            if (route.tellsCleared()) {
                open.computeIfPresent(key, (_, one) -> one.takenUp());
            } else {
                open.remove(key);
            }
        }
    }

    private void forget(String alert) {
        open.keySet().removeIf(key -> key.alert().equals(alert));
        waiting.replaceAll((_, each) -> each.without(alert));
        mentions = waiting.values().stream().mapToInt(each -> each.mentions().size()).sum();
    }

    private void escalate() {
        for (var each : List.copyOf(open.entrySet())) {
            var route = plan.routes().get(each.getKey().route());
            if (route == null) {
                throw new IllegalStateException("an alert is open on no route");
            }
            var one = each.getValue();
            while (!one.isTakenUp() && isDue(route, one)) {
                wait(new Outlet(route.id(), one.next()), one.mention().as(What.ESCALATED, now));
                one = one.further();
            }
            if (route.goesOn(one.next())) {
                open.put(each.getKey(), one);
            } else {
                open.remove(each.getKey());
            }
        }
    }

    private boolean isDue(Route route, Open one) {
        return one.next() < route.steps().size()
                && !one.mention().at().plus(route.steps().get(one.next()).after()).isAfter(now);
    }

    private void tell() {
        for (var outlet : List.copyOf(waiting.keySet())) {
            var route = plan.routes().get(outlet.route());
            var step = stepOf(outlet);
            if (route == null || step.isEmpty()) {
                continue;
            }
            boolean told = true;
            while (told) {
                told = tell(outlet, route, step.get());
            }
        }
        waiting.values()
                .removeIf(each -> each.isNothing() && each.last().filter(this::counts).isEmpty());
    }

    /// The longest that a route gathers: what was told before makes no difference.
    private boolean counts(Instant last) {
        return last.plus(Route.LONGEST_GATHERING).isAfter(now);
    }

    /// Whether a message was made.
    private boolean tell(Outlet outlet, Route route, Route.Step step) {
        var there = waiting.getOrDefault(outlet, Waiting.NOTHING);
        var next = leaving(route, there);
        boolean ends = next.size() == there.mentions().size();
        int more = ends && !route.isQuiet(now) ? there.more() : 0;
        if ((next.isEmpty() && more == 0) || gathers(route, there) || !hasRoom(step.channel())) {
            return false;
        }
        messages.add(
                new Message(route.id(), outlet.step(), step.channel(), step.whom(), next, more));
        var left = new ArrayList<>(there.mentions());
        next.forEach(left::remove); // once each: two may be alike
        waiting.put(outlet, new Waiting(left, there.more() - more, Optional.of(now)));
        mentions -= next.size();
        sent.merge(step.channel(), List.of(now), Notifier::together);
        return true;
    }

    private List<Mention> leaving(Route route, Waiting there) {
        boolean isQuiet = route.isQuiet(now);
        return there.mentions().stream()
                .filter(mention -> !isQuiet || mention.isCritical())
                .limit(Message.MOST_MENTIONS)
                .toList();
    }

    private boolean gathers(Route route, Waiting there) {
        return !route.gathers().isZero()
                && there.last().filter(last -> last.plus(route.gathers()).isAfter(now)).isPresent();
    }

    private boolean hasRoom(String channel) {
        return Optional.ofNullable(plan.rates().get(channel))
                .filter(rate -> rate.hasRoom(sent.getOrDefault(channel, List.of()), now))
                .isPresent();
    }

    private static List<Instant> together(List<Instant> before, List<Instant> more) {
        var all = new ArrayList<>(before);
        all.addAll(more);
        return all;
    }

    private Underway underway() {
        var counting = new HashMap<String, List<Instant>>();
        sent.forEach((channel, times) ->
                Optional.ofNullable(plan.rates().get(channel))
                        .map(rate -> rate.counting(times, now))
                        .filter(still -> !still.isEmpty())
                        .ifPresent(still -> counting.put(channel, still)));
        return new Underway(open, waiting, counting);
    }
}

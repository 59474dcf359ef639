package city.wutong.resource;

import city.wutong.alert.AlertDecider;
import city.wutong.alert.AlertDeed;
import city.wutong.alert.AlertReason;
import city.wutong.alert.AlertTimeline;
import city.wutong.auth.Accounts;
import city.wutong.context.Command;
import city.wutong.context.ContextReason;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.OwnType;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.people.Account;
import city.wutong.refusal.Refusal;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// `/api/alerts`: what people do with alerts, and what has happened to them. They are read as
/// entities of the type `Alert`.
final class AlertsResource {
    private static final String TEXT =
            "a text of 1 to " + AlertDecider.LONGEST_TEXT + " characters";
    private static final String ALERTS = "the URIs of 1 to 100 alerts";

    private final Tenancy tenancy;
    private final Accounts accounts;
    private final CityTimes times;
    private final Clock officeClock;

    AlertsResource(Tenancy tenancy, Accounts accounts, CityTimes times, Clock officeClock) {
        this.tenancy = tenancy;
        this.accounts = accounts;
        this.times = times;
        this.officeClock = officeClock;
    }

    Answer acknowledge(Call call) {
        return done(call, () -> new AlertDeed.Acknowledge(optional(call, "note", TEXT)));
    }

    /// The one field that a body may have; it may be left out.
    private static Optional<String> optional(Call call, String name, String allowed) {
        return call.body().length == 0
                ? Optional.empty()
                : Fields.of(call, Set.of(name)).optionalText(name, allowed);
    }

    private static String field(Call call, String name, String allowed) {
        return Fields.of(call, Set.of(name)).text(name, allowed);
    }

    Answer unacknowledge(Call call) {
        return done(call, AlertDeed.Unacknowledge::new);
    }

    /// Many at once: those that cannot be are told with the reason, the others are done.
    Answer acknowledgeAll(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var ids = Fields.of(call, Set.of("alerts")).texts("alerts", ALERTS);
        if (ids.isEmpty()) {
            throw Refusal.of(HttpReason.FIELD_MISSING, "alerts", ALERTS).thrown();
        }
        var actor = call.cause().actor();
        var deed = new AlertDeed.Acknowledge(Optional.empty());
        var operations =
                ids.stream()
                        .map(id -> Call.uri("alerts", id))
                        .<Operation>map(id ->
                                new Operation.Own(id, new AlertDecider(id, actor).ruling(deed)))
                        .toList();
        var outcomes =
                tenancy.of(call)
                        .writer()
                        .submit(Command.of(operations, call.cause(), call.weight()));
        var refused =
                outcomes.stream()
                        .filter(Outcome.Refused.class::isInstance)
                        .map(Outcome.Refused.class::cast)
                        .toList();
        return Tell.object()
                .with("acknowledged", ids.size() - refused.size())
                .withAll("refused", refused, AlertsResource::refused)
                .answer(200);
    }

    private static Json refused(Outcome.Refused refused) {
        return Tell.object()
                .with("id", refused.entityId())
                .with("code", refused.refusal().reason().code())
                .json();
    }

    Answer clear(Call call) {
        return done(
                call,
                () ->
                        new AlertDeed.Clear(
                                field(call, "reason", TEXT),
                                tenancy.of(call).time().now(officeClock)));
    }

    /// Gives it to an account, or to who asks.
    Answer assign(Call call) {
        return done(
                call,
                () ->
                        new AlertDeed.Assign(
                                optional(call, "to", "the id of an account")
                                        .map(this::actor)
                                        .orElseGet(() -> call.cause().actor())));
    }

    private String actor(String account) {
        return PeopleJson.id(account)
                .flatMap(accounts::get)
                .filter(Account::isActive)
                .map(Account::toString)
                .orElseThrow(() -> Refusal.of(AlertReason.ASSIGNEE_UNKNOWN, account).thrown());
    }

    Answer release(Call call) {
        return done(call, AlertDeed.Release::new);
    }

    Answer comment(Call call) {
        return done(call, () -> new AlertDeed.Comment(field(call, "text", TEXT)));
    }

    Answer mute(Call call) {
        return done(
                call,
                () ->
                        new AlertDeed.Mute(
                                times.field("until", field(call, "until", CityTimes.ALLOWED))));
    }

    Answer unmute(Call call) {
        return done(call, AlertDeed.Unmute::new);
    }

    Answer markFalse(Call call) {
        return done(call, AlertDeed.MarkFalse::new);
    }

    Answer unmarkFalse(Call call) {
        return done(call, AlertDeed.UnmarkFalse::new);
    }

    private Answer done(Call call, Supplier<AlertDeed> deed) {
        call.parameters().allow(Set.of(Call.TENANT));
        var id = call.uri("id");
        var city = tenancy.of(call);
        if (!isSeen(city, id)) {
            return unknown(id);
        }
        var ruling = new AlertDecider(id, call.cause().actor()).ruling(deed.get());
        long weight = Command.OVERHEAD + call.weight();
        var command = Command.of(new Operation.Own(id, ruling), call.cause(), weight);
        return city.writer().submit(command).getFirst()
                        instanceof Outcome.Refused(var _, var refusal)
                ? Answer.refused(refusal)
                : Answer.of(204);
    }

    private static boolean isSeen(City city, String id) {
        return city.context().entity(id).filter(e -> e.hasType(OwnType.ALERT.iri())).isPresent();
    }

    private static Answer unknown(String id) {
        return Answer.refused(Refusal.of(ContextReason.ENTITY_UNKNOWN, id));
    }

    Answer timeline(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var id = call.uri("id");
        var city = tenancy.of(call);
        if (!isSeen(city, id)) {
            return unknown(id);
        }
        try {
            var moments = AlertTimeline.of(city.history().changes(id));
            return Tell.object().withAll("moments", moments, AlertsResource::moment).answer(200);
        } catch (JournalAway e) {
            throw Refusal.of(ContextReason.JOURNAL_AWAY).thrown();
        }
    }

    private static Json moment(AlertTimeline.Moment moment) {
        return Tell.object()
                .with("at", moment.at())
                .with("by", moment.by())
                .with("what", moment.what().word())
                .with("detail", moment.detail())
                .json();
    }
}

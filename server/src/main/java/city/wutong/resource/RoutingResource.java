package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.messenger.Channel.Outcome;
import city.wutong.messenger.ChannelForm;
import city.wutong.messenger.ChannelKind;
import city.wutong.messenger.Routing;
import city.wutong.notification.Recipient;
import city.wutong.notification.RouteForm;
import java.util.Optional;
import java.util.Set;

/// `/api/notification-routes` and `/api/notification-channels`: who is told of which alerts, and by
/// what. Secrets of channels are taken and never told.
final class RoutingResource {
    private static final String ROUTES = "/api/notification-routes/";
    private static final String CHANNELS = "/api/notification-channels/";
    private static final int LONGEST_ADDRESS = 200;

    private final Tenancy tenancy;

    RoutingResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    private Routing routing(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return tenancy.of(call).messenger().routing();
    }

    Answer routes(Call call) {
        return Tell.object().withAll("routes", routing(call).routes(), RouteForm::told).answer(200);
    }

    Answer addRoute(Call call) {
        var route = routing(call).addRoute(call.json());
        return Answer.of(201, new Answer.Plain(RouteForm.told(route)))
                .with("Location", ROUTES + route.id());
    }

    Answer changeRoute(Call call) {
        var route = routing(call).changeRoute(call.path("id"), call.json());
        return Answer.of(200, new Answer.Plain(RouteForm.told(route)));
    }

    Answer removeRoute(Call call) {
        routing(call).removeRoute(call.path("id"));
        return Answer.of(204);
    }

    Answer channels(Call call) {
        return Tell.object()
                .withAll("channels", routing(call).channels(), RoutingResource::told)
                .answer(200);
    }

    Answer addChannel(Call call) {
        var kept = routing(call).addChannel(call.json());
        return Answer.of(201, new Answer.Plain(told(kept)))
                .with("Location", CHANNELS + kept.setting().id());
    }

    Answer changeChannel(Call call) {
        return Answer.of(
                200,
                new Answer.Plain(told(routing(call).changeChannel(call.path("id"), call.json()))));
    }

    Answer removeChannel(Call call) {
        routing(call).removeChannel(call.path("id"));
        return Answer.of(204);
    }

    /// What a channel is set up by, which secrets it has, and what went wrong last.
    private static Json told(Routing.Kept kept) {
        var setting = kept.setting();
        var all = Tell.object();
        ChannelForm.told(setting).members().forEach(all::with);
        return all.withTexts("has", setting.secrets().keySet().stream().sorted().toList())
                .with("trouble", Optional.of(kept.trouble()).filter(t -> !t.isEmpty()), Json::of)
                .with("troubleAt", kept.troubleAt(), Tell::time)
                .json();
    }

    /// Sends a test letter: by the console to whoever asks.
    Answer test(Call call) {
        var id = call.path("id");
        var routing = routing(call);
        var fields = Fields.of(call, Set.of("address"));
        var address = fields.optionalText("address", "an address").orElse("");
        if (address.length() > LONGEST_ADDRESS) {
            throw Fields.wrong("address", Json.of("longer"), "at most 200 characters");
        }
        var isConsole = routing.channel(id).setting().kind() == ChannelKind.CONSOLE;
        var actor = call.rights().caller().actor();
        var whom =
                isConsole || address.isEmpty()
                        ? new Recipient.Person(actor.substring(actor.lastIndexOf(':') + 1))
                        : new Recipient.Address(address);
        return switch (tenancy.of(call).messenger().test(id, whom)) {
            case Outcome.Delivered() -> Tell.object().with("delivered", true).answer(200);
            case Outcome.Undelivered(var why, var _) ->
                    Tell.object().with("delivered", false).with("trouble", why).answer(200);
        };
    }
}

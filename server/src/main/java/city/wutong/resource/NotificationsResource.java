package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.messenger.Messenger;
import city.wutong.notification.Notification;
import city.wutong.notification.Notification.State;
import city.wutong.notification.NotificationReason;
import city.wutong.notification.RouteForm;
import city.wutong.notification.UnderwayForm;
import city.wutong.outbox.Outbox.Asked;
import city.wutong.refusal.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// `/api/notifications`: what was, is and will be sent, for whoever manages it.
final class NotificationsResource {
    private final Tenancy tenancy;

    NotificationsResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer list(Call call) {
        var page = Page.of(call, Set.of("state", "channel", "q"));
        var parameters = call.parameters();
        var asked =
                new Asked(
                        parameters
                                .text("state")
                                .filter(text -> !text.isEmpty())
                                .map(NotificationsResource::state),
                        parameters.text("channel").filter(text -> !text.isEmpty()),
                        parameters.text("q").orElse(""));
        var messenger = tenancy.of(call).messenger();
        return Tell.object()
                .with("total", messenger.count(asked))
                .withAll(
                        "notifications",
                        messenger.find(asked, page.limit(), page.offset()),
                        NotificationsResource::told)
                .answer(200);
    }

    private static State state(String text) {
        return Arrays.stream(State.values())
                .filter(state -> word(state).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        Refusal.of(
                                        HttpReason.PARAMETER_VALUE,
                                        "state",
                                        text,
                                        Arrays.stream(State.values())
                                                .map(NotificationsResource::word)
                                                .collect(Collectors.joining(", ")))
                                .thrown());
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    Answer retry(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var messenger = tenancy.of(call).messenger();
        return Answer.of(200, new Answer.Plain(told(retried(messenger, call.path("id")))));
    }

    private static Notification retried(Messenger messenger, String id) {
        UUID known =
                PeopleJson.id(id)
                        .orElseThrow(() ->
                                Refusal.of(NotificationReason.NOTIFICATION_UNKNOWN, id).thrown());
        return messenger.retry(known);
    }

    private static Json told(Notification one) {
        var message = one.message();
        return Tell.object()
                .with("id", one.id().toString())
                .with("madeAt", one.madeAt())
                .with("state", word(one.state()))
                .with("route", message.route())
                .with("step", message.step())
                .with("channel", message.channel())
                .with("recipient", RouteForm.told(message.recipient()))
                .with("alerts", UnderwayForm.told(message.mentions()))
                .with("more", message.more())
                .with("tries", one.tries())
                .with("nextTry", one.nextTry(), Tell::time)
                .with("doneAt", one.doneAt(), Tell::time)
                .with("trouble", Optional.of(one.trouble()).filter(t -> !t.isEmpty()), Json::of)
                .json();
    }
}

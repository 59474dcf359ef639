package city.wutong.resource;

import city.wutong.access.Rights;
import city.wutong.context.SeenContext;
import city.wutong.json.Json;
import city.wutong.live.Notices;
import city.wutong.messenger.Messenger;
import city.wutong.messenger.NoticeBoard;
import city.wutong.notification.Notification;
import city.wutong.notification.UnderwayForm;
import java.util.List;
import java.util.Optional;

/// The notices of the console that are meant for one caller, of which they are told what they see:
/// an alert that is hidden from them, or is there no more, is not told of.
record SeenNotices(NoticeBoard board, SeenContext context, Rights rights, Addressees addressees)
        implements Notices {
    @Override
    public long last() {
        return board.last();
    }

    @Override
    public List<Json> after(long place) {
        return board.after(place).stream()
                .filter(notice -> addressees.isFor(rights, notice))
                .flatMap(notice -> told(notice).stream())
                .toList();
    }

    private Optional<Json> told(Notification notice) {
        var message = notice.message();
        boolean isTest = message.route().equals(Messenger.NO_ROUTE);
        var seen =
                message.mentions().stream()
                        .filter(each -> isTest || context.entity(each.alert()).isPresent())
                        .toList();
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Tell.object()
                        .with("id", notice.id().toString())
                        .with("madeAt", notice.madeAt())
                        .with("step", message.step())
                        .with("isTest", isTest)
                        .with("alerts", UnderwayForm.told(seen))
                        .with("more", message.more())
                        .json());
    }
}

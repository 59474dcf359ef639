package city.wutong.resource;

import city.wutong.access.Holding;
import city.wutong.access.Rights;
import city.wutong.notification.Notification;
import city.wutong.notification.Recipient;
import city.wutong.organisation.Kept.Duty;
import city.wutong.organisation.Organisation;
import java.time.Clock;
import java.time.Instant;

/// Who is meant by the recipients of notices. Whoever has all rights is meant by all.
///
/// @param clock the office clock
record Addressees(Organisation organisation, Clock clock) {
    private static final String PERSON = "person:";

    /// Whether a notice is meant for a caller. One for a post is meant for whoever was on duty then
    /// and for whoever is on duty now, who has taken over.
    boolean isFor(Rights rights, Notification notice) {
        return rights.isFull()
                || switch (notice.message().recipient()) {
                    case Recipient.Person(var account) -> isAccount(rights, account);
                    case Recipient.Holders(var role, var area) ->
                            rights.holdings().stream()
                                    .anyMatch(held ->
                                            held.role().id().equals(role) && isFor(held, area));
                    case Recipient.OnDuty(var post) ->
                            organisation.duties(rights.tenant()).stream()
                                    .filter(duty -> duty.post().equals(post))
                                    .filter(duty -> isOn(duty, notice.madeAt()))
                                    .anyMatch(duty -> isAccount(rights, duty.account()));
                    case Recipient.Address _ -> false;
                };
    }

    /// Whoever acts in the name of somebody else is that one.
    private static boolean isAccount(Rights rights, String account) {
        return rights.caller().actor().endsWith(PERSON + account);
    }

    private boolean isFor(Holding held, String area) {
        return held.isEverywhere() || organisation.areas().isWithin(area, held.area());
    }

    private boolean isOn(Duty duty, Instant then) {
        return duty.isOn(then) || duty.isOn(clock.instant());
    }
}

package city.wutong.notification;

import java.util.List;

/// A message (通知) that is to be sent: what a step of a route tells somebody.
///
/// @param route the id of the route
/// @param step the number of the step, from 0
/// @param channel the id of the channel
/// @param mentions the alerts, in the order in which they were heard of
/// @param more how many further alerts it stands for that are not named
public record Message(
        String route,
        int step,
        String channel,
        Recipient recipient,
        List<Mention> mentions,
        int more) {
    /// It names no more alerts than this; the others are named by the next.
    public static final int MOST_MENTIONS = 50;

    public Message {
        mentions = List.copyOf(mentions);
    }
}

package city.wutong.notification;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A message as it is kept until it is sent, and after.
///
/// @param number its place among all of its tenant
/// @param id what the receiver knows it by: one that comes twice has the same
/// @param tries how often it was tried to send it
/// @param nextTry when it is tried next, while it waits
/// @param doneAt when it was sent or given up
/// @param trouble why the last try failed; empty when none did
public record Notification(
        long number,
        UUID id,
        Message message,
        Instant madeAt,
        State state,
        int tries,
        Optional<Instant> nextTry,
        Optional<Instant> doneAt,
        String trouble) {

    /// What became of it.
    public enum State {
        WAITING,
        SENT,
        /// It was tried as often as may be; somebody may have it tried again.
        FAILED,
        /// What it told of was erased (PIPL article 47).
        ERASED
    }
}

package city.wutong.alert;

import static city.wutong.rule.AlertEntity.ACKNOWLEDGED;
import static city.wutong.rule.AlertEntity.CLEARED_BY;
import static city.wutong.rule.AlertEntity.CLEAR_REASON;
import static city.wutong.rule.AlertEntity.MUTED_BY;
import static city.wutong.rule.AlertEntity.MUTED_UNTIL;

import city.wutong.context.ContextReason;
import city.wutong.context.OwnPatch;
import city.wutong.context.OwnRead;
import city.wutong.context.OwnType;
import city.wutong.context.Ruling;
import city.wutong.context.Ruling.Ruled;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import city.wutong.rule.AlertEntity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Decides, in the writer, what a person's deed makes of an alert as it is then. What is so already
/// changes nothing.
public final class AlertDecider {
    /// Characters of a note, a reason, a comment.
    public static final int LONGEST_TEXT = 1_000;

    public static final int MOST_COMMENTS = 100;
    public static final Duration LONGEST_MUTE = Duration.ofDays(30);

    static final String ACKNOWLEDGED_BY = "acknowledgedBy";
    static final String ACKNOWLEDGE_NOTE = "acknowledgeNote";
    static final String ASSIGNED_TO = "assignedTo";
    static final String COMMENTS = "comments";
    static final String FALSE_ALARM = "falseAlarm";
    static final String FALSE_ALARM_BY = "falseAlarmBy";

    private final String id;
    private final String actor;

    /// @param id of the alert
    /// @param actor who does it
    public AlertDecider(String id, String actor) {
        this.id = id;
        this.actor = actor;
    }

    public Ruling ruling(AlertDeed deed) {
        return (present, now) ->
                present.filter(entity -> entity.hasType(OwnType.ALERT.iri()))
                        .map(alert -> decide(alert, deed, now))
                        .orElseGet(() -> refuse(Refusal.of(ContextReason.ENTITY_UNKNOWN, id)));
    }

    private Ruled decide(Entity alert, AlertDeed deed, Instant now) {
        return switch (deed) {
            case AlertDeed.Acknowledge(var note) -> acknowledge(alert, note);
            case AlertDeed.Unacknowledge _ ->
                    done(
                            patch().property(ACKNOWLEDGED, false)
                                    .without(ACKNOWLEDGED_BY)
                                    .without(ACKNOWLEDGE_NOTE));
            case AlertDeed.Clear(var reason, var at) -> clear(alert, reason, at);
            case AlertDeed.Assign(var to) -> done(patch().property(ASSIGNED_TO, to));
            case AlertDeed.Release _ -> done(patch().without(ASSIGNED_TO));
            case AlertDeed.Comment(var text) -> comment(alert, text, now);
            case AlertDeed.Mute(var until) -> mute(until, now);
            case AlertDeed.Unmute _ -> done(patch().without(MUTED_UNTIL).without(MUTED_BY));
            case AlertDeed.MarkFalse _ -> markFalse(alert);
            case AlertDeed.UnmarkFalse _ ->
                    done(patch().without(FALSE_ALARM).without(FALSE_ALARM_BY));
        };
    }

    private Ruled acknowledge(Entity alert, Optional<String> note) {
        var known = OwnRead.of(alert);
        if (known.flag(ACKNOWLEDGED).orElse(false)) {
            var by = known.text(ACKNOWLEDGED_BY).orElse("");
            return note.isEmpty()
                    ? new Ruled.Nothing()
                    : refuse(Refusal.of(AlertReason.ACKNOWLEDGED, id, by));
        }
        var patch = patch().property(ACKNOWLEDGED, true).property(ACKNOWLEDGED_BY, actor);
        if (note.isEmpty()) {
            return done(patch);
        }
        return wrongLength("note", note.get())
                .orElseGet(() -> done(patch.property(ACKNOWLEDGE_NOTE, note.get())));
    }

    private Ruled clear(Entity alert, String reason, Instant at) {
        return wrongLength("reason", reason)
                .orElseGet(() ->
                        AlertEntity.isActive(alert)
                                ? done(
                                        patch().property(AlertEntity.STATUS, AlertEntity.CLEARED)
                                                .property(AlertEntity.VALID_TO, at)
                                                .property(CLEARED_BY, actor)
                                                .property(CLEAR_REASON, reason))
                                : new Ruled.Nothing());
    }

    private Ruled comment(Entity alert, String text, Instant now) {
        var comments = new ArrayList<>(comments(alert));
        if (comments.size() >= MOST_COMMENTS) {
            return refuse(Refusal.of(AlertReason.COMMENTS_FULL, id, comments.size()));
        }
        var comment = new LinkedHashMap<String, Json>();
        comment.put("at", Json.of(now.toString()));
        comment.put("by", Json.of(actor));
        comment.put("text", Json.of(text));
        comments.add(Json.object(comment));
        return wrongLength("text", text)
                .orElseGet(() -> done(patch().property(COMMENTS, Json.array(comments))));
    }

    /// What has been said of an alert, the oldest first.
    static List<Json> comments(Entity alert) {
        return OwnRead.of(alert)
                .attribute(COMMENTS)
                .map(attribute ->
                        attribute.content() instanceof Json.Arr(var items)
                                ? items
                                : List.of(attribute.content()))
                .orElse(List.of());
    }

    private Ruled mute(Instant until, Instant now) {
        return until.isAfter(now) && !until.isAfter(now.plus(LONGEST_MUTE))
                ? done(patch().property(MUTED_UNTIL, until).property(MUTED_BY, actor))
                : refuse(Refusal.of(AlertReason.MUTE_TIME, until, now, LONGEST_MUTE.toDays()));
    }

    private Ruled markFalse(Entity alert) {
        return OwnRead.of(alert).flag(FALSE_ALARM).orElse(false)
                ? new Ruled.Nothing()
                : done(patch().property(FALSE_ALARM, true).property(FALSE_ALARM_BY, actor));
    }

    private static Optional<Ruled> wrongLength(String field, String text) {
        int length = text.codePointCount(0, text.length());
        return text.isBlank() || length > LONGEST_TEXT
                ? Optional.of(
                        refuse(Refusal.of(AlertReason.TEXT_LENGTH, field, length, LONGEST_TEXT)))
                : Optional.empty();
    }

    private static OwnPatch patch() {
        return OwnPatch.of(OwnType.ALERT);
    }

    private static Ruled done(OwnPatch patch) {
        return new Ruled.Done(patch.patch());
    }

    private static Ruled refuse(Refusal refusal) {
        return new Ruled.Refused(refusal);
    }
}

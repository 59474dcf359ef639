package city.wutong.notification;

import city.wutong.context.Change;
import city.wutong.context.OwnRead;
import city.wutong.context.OwnType;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import city.wutong.notification.Mention.What;
import city.wutong.rule.AlertEntity;
import city.wutong.rule.Rule.Severity;
import city.wutong.text.Text;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Hears of the changes of alerts what matters to those who decide whom to tell.
///
/// Whatever is said of an alert is said as whoever may see least is shown it: messages leave the
/// city, and what is personal stays.
///
/// @param alerts by URI, with what is personal masked
/// @param subjects what an alert is about
public record AlertNews(
        Function<String, Optional<Entity>> alerts, Function<Entity, News.Subject> subjects) {
    /// Texts are cut to so many characters.
    static final int LONGEST_TEXT = 500;

    private static final String PREFIX = "urn:ngsi-ld:Alert:";
    private static final String STATUS = LdContext.CORE.expand(AlertEntity.STATUS);
    private static final Set<String> TAKEN_UP =
            Set.of(
                    LdContext.CORE.expand("mutedUntil"),
                    LdContext.CORE.expand("memberOf"),
                    LdContext.CORE.expand("falseAlarm"));
    private static final String ACKNOWLEDGED = LdContext.CORE.expand(AlertEntity.ACKNOWLEDGED);

    /// What an alert is about, if that is still there.
    public static Optional<Entity> subject(Entity alert, LinkedEntities entities) {
        return OwnRead.of(alert).text(AlertEntity.SOURCE).flatMap(entities::entity);
    }

    /// What a change means; empty when it means nothing to them.
    ///
    /// @param now by the office clock
    public Optional<News> of(Change change, Instant now) {
        if (!change.entityId().startsWith(PREFIX)) {
            return Optional.empty();
        }
        return switch (change.what()) {
            case Change.Set(var attribute) -> of(change, attribute, now);
            case Change.Ended _, Change.Erased _ -> Optional.of(new News.Gone(change.entityId()));
            case Change.Created _,
                    Change.Described _,
                    Change.Late _,
                    Change.Edited _,
                    Change.Unset _,
                    Change.Blank _ ->
                    Optional.empty();
        };
    }

    private Optional<News> of(Change change, Attribute attribute, Instant now) {
        var id = change.entityId();
        if (attribute.name().equals(STATUS)) {
            return attribute.content().equals(Json.of(AlertEntity.ACTIVE))
                    ? raised(change, now)
                    : Optional.of(new News.Cleared(id));
        }
        boolean isTakenUp =
                TAKEN_UP.contains(attribute.name())
                        || (attribute.name().equals(ACKNOWLEDGED)
                                && attribute.content() == Json.Literal.TRUE);
        return isTakenUp ? Optional.of(new News.TakenUp(id)) : Optional.empty();
    }

    private Optional<News> raised(Change change, Instant now) {
        return alerts.apply(change.entityId())
                .filter(alert -> alert.hasType(OwnType.ALERT.iri()))
                .filter(alert -> !isSilent(OwnRead.of(alert), now))
                .map(alert -> {
                    boolean isNew = !alert.createdAt().isBefore(change.at());
                    var what = isNew ? What.RAISED : What.REOPENED;
                    return new News.Raised(mention(alert, what, now), subjects.apply(alert));
                });
    }

    /// Whether it is muted, or part of a storm, whose head is told of.
    private static boolean isSilent(OwnRead alert, Instant now) {
        return alert.text("memberOf").isPresent()
                || alert.text("mutedUntil").filter(until -> isAfter(until, now)).isPresent();
    }

    private static boolean isAfter(String until, Instant now) {
        try {
            return Instant.parse(until).isAfter(now);
        } catch (DateTimeException e) {
            return false; // what is no time mutes nothing
        }
    }

    private static Mention mention(Entity entity, What what, Instant now) {
        var alert = OwnRead.of(entity);
        var name = alert.words("ruleName").orElse(new Text("预警", "Alert"));
        var text = alert.words(AlertEntity.DESCRIPTION).orElse(name);
        return new Mention(
                entity.id(),
                what,
                severity(alert),
                alert.text("rule").orElse(""),
                alert.text("category").orElse(""),
                new Text(shortened(text.zh()), shortened(text.en())),
                now);
    }

    private static Severity severity(OwnRead alert) {
        var word = alert.text("severity").orElse("");
        return Arrays.stream(Severity.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElse(Severity.INFORMATIONAL);
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        boolean cutsPair = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
        return text.substring(0, LONGEST_TEXT - (cutsPair ? 1 : 0)) + "…";
    }
}

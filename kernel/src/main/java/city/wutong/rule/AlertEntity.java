package city.wutong.rule;

import city.wutong.context.OwnPatch;
import city.wutong.context.OwnRead;
import city.wutong.context.OwnType;
import city.wutong.context.Ruling;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.text.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An alert (预警) as an entity of the type `Alert`, with the names of Smart Data Models' Alert where
/// it has them.
public final class AlertEntity {
    public static final String RULE = "rule";
    public static final String RULE_VERSION = "ruleVersion";
    public static final String STATUS = "status";
    public static final String ACTIVE = "active";
    public static final String CLEARED = "cleared";
    public static final String ACKNOWLEDGED = "acknowledged";
    public static final String SOURCE = "alertSource";
    public static final String CASE_TYPE = "caseType";
    public static final String DESCRIPTION = "description";
    public static final String LOCATION = "location";
    private static final String VALID_TO = "validTo";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");

    private static final EntityPatch GOES_ON =
            OwnPatch.of(OwnType.ALERT).property(STATUS, ACTIVE).without(VALID_TO).patch();

    private AlertEntity() {}

    /// The id of the alert of one episode: made from rule, entity and the episode's start, so that
    /// it is the same however often it is raised.
    public static String id(String ruleId, String entityId, Instant start) {
        var name = ruleId + '\n' + entityId + '\n' + start;
        return "urn:ngsi-ld:Alert:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /// Raises an alert that is not there, or that was cleared though its episode goes on.
    ///
    /// @param subject the entity that something is wrong with, as it is now
    static Ruling raising(Rule rule, String entityId, Optional<Entity> subject, Episode episode) {
        var patch = raised(rule, entityId, subject, episode);
        return (present, _) ->
                present.isEmpty()
                        ? new Ruling.Ruled.Done(patch)
                        : isActive(present.get())
                                ? new Ruling.Ruled.Nothing()
                                : new Ruling.Ruled.Done(GOES_ON);
    }

    /// One time that something was wrong.
    ///
    /// @param start when what is wrong began, by the city clock
    /// @param raised when it was found to be wrong, by the city clock
    /// @param version of the rule that found it
    record Episode(Instant start, Instant raised, int version) {}

    private static EntityPatch raised(
            Rule rule, String entityId, Optional<Entity> subject, Episode episode) {
        var notice = rule.notice();
        var patch =
                OwnPatch.of(OwnType.ALERT)
                        .property(RULE, rule.id())
                        .property(RULE_VERSION, episode.version())
                        .text("ruleName", rule.name())
                        .property("category", notice.category())
                        .property("subCategory", notice.subCategory())
                        .property("severity", notice.severity().word())
                        .property(STATUS, ACTIVE)
                        .property(ACKNOWLEDGED, false)
                        .relationship(SOURCE, entityId)
                        .text(DESCRIPTION, filled(rule, subject))
                        .property("validFrom", episode.start())
                        .property("dateIssued", episode.raised());
        rule.caseType().ifPresent(type -> patch.property(CASE_TYPE, type));
        subject.flatMap(entity -> OwnRead.of(entity).place(LOCATION))
                .ifPresent(place -> patch.place(LOCATION, place));
        return patch.patch();
    }

    /// Ends an alert that is active.
    static Ruling clearing(Instant at) {
        var patch =
                OwnPatch.of(OwnType.ALERT).property(STATUS, CLEARED).property(VALID_TO, at).patch();
        return (present, _) ->
                present.filter(AlertEntity::isActive).isPresent()
                        ? new Ruling.Ruled.Done(patch)
                        : new Ruling.Ruled.Nothing();
    }

    /// Notes that somebody has seen an alert; nothing when it is not there.
    public static Ruling acknowledging(String actor) {
        var patch =
                OwnPatch.of(OwnType.ALERT)
                        .property(ACKNOWLEDGED, true)
                        .property("acknowledgedBy", actor)
                        .patch();
        return (present, _) ->
                present.filter(alert -> !isAcknowledged(alert)).isPresent()
                        ? new Ruling.Ruled.Done(patch)
                        : new Ruling.Ruled.Nothing();
    }

    public static boolean isActive(Entity alert) {
        return OwnRead.of(alert).text(STATUS).filter(ACTIVE::equals).isPresent();
    }

    private static boolean isAcknowledged(Entity alert) {
        return OwnRead.of(alert).flag(ACKNOWLEDGED).orElse(false);
    }

    private static Text filled(Rule rule, Optional<Entity> subject) {
        var text = rule.notice().text();
        return new Text(filled(text.zh(), rule, subject), filled(text.en(), rule, subject));
    }

    /// What is not known is shown as a dash.
    private static String filled(String text, Rule rule, Optional<Entity> subject) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(match -> {
                    var name = rule.attributes().get(match.group(1));
                    var value =
                            subject.filter(_ -> name != null)
                                    .flatMap(entity -> entity.attribute(String.valueOf(name), null))
                                    .map(attribute -> text(attribute.content()));
                    return Matcher.quoteReplacement(value.orElse("—"));
                });
    }

    private static String text(Json content) {
        return switch (content) {
            case Json.Str(var text) -> text;
            case Json.Num number -> number.asDecimal().stripTrailingZeros().toPlainString();
            case Json.Literal literal -> literal.name().toLowerCase(Locale.ROOT);
            case Json.Arr _, Json.Obj _ -> JsonWriter.text(content);
        };
    }
}

package city.wutong.rule;

import city.wutong.context.OwnPatch;
import city.wutong.context.OwnRead;
import city.wutong.context.OwnType;
import city.wutong.context.Ruling;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.jsonld.LdContext;
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
    public static final String VALID_FROM = "validFrom";
    public static final String VALID_TO = "validTo";

    /// How many episodes it has had, from 1, and when the last was raised.
    public static final String OCCURRENCES = "occurrences";

    public static final String LAST_OCCURRED_AT = "lastOccurredAt";

    /// Of a member of a storm: its head. Of the head: how many members it has had.
    public static final String MEMBER_OF = "memberOf";

    public static final String MEMBERS = "members";

    /// Until when nobody is to be told of it, nor of the next ones of its rule and entity, by the
    /// office clock; and who wanted that.
    public static final String MUTED_UNTIL = "mutedUntil";

    public static final String MUTED_BY = "mutedBy";

    /// Who cleared it by hand, and why.
    public static final String CLEARED_BY = "clearedBy";

    public static final String CLEAR_REASON = "clearReason";

    /// The attributes of its entity whose values are in doubt while it is active, named as whoever
    /// reads by the core `@context` finds them.
    public static final String DOUBTS = "doubts";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");

    private AlertEntity() {}

    /// The id of the alert of one episode: made from rule, entity and the episode's start, so that
    /// it is the same however often it is raised.
    public static String id(String ruleId, String entityId, Instant start) {
        var name = ruleId + '\n' + entityId + '\n' + start;
        return "urn:ngsi-ld:Alert:" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /// Raises an alert that is not there, or whose next episode begins. One that was cleared by
    /// hand stays so until then.
    ///
    /// @param subject the entity that something is wrong with, as it is now
    static Ruling raising(
            InForce rule, String entityId, Optional<Entity> subject, Episode episode) {
        var last = episode.last();
        return (present, now) ->
                present.isEmpty()
                        ? new Ruling.Ruled.Done(
                                muted(raised(rule, entityId, subject, last), episode, now))
                        : isActive(present.get())
                                        && occurrences(present.get()) >= last.occurrences()
                                ? new Ruling.Ruled.Nothing()
                                : new Ruling.Ruled.Done(
                                        again(rule.rule(), subject, last, present.get()));
    }

    /// Has an active alert doubt what the text of its rule doubts now.
    static Ruling doubting(Rule rule) {
        return (present, _) ->
                present.filter(alert -> doubtsOther(rule, alert))
                        .<Ruling.Ruled>map(alert -> {
                            var patch = OwnPatch.of(OwnType.ALERT);
                            withDoubts(patch, doubts(rule), doubted(alert));
                            return new Ruling.Ruled.Done(patch.patch());
                        })
                        .orElseGet(Ruling.Ruled.Nothing::new);
    }

    /// Whether an alert was raised by another text of its rule, which doubted other attributes.
    static boolean doubtsOther(Rule rule, Entity alert) {
        return isActive(alert) && !doubted(alert).equals(doubts(rule));
    }

    private static Optional<Json> doubted(Entity alert) {
        return alert.attribute(LdContext.CORE.expand(DOUBTS), null).map(Attribute::content);
    }

    private static Optional<Json> doubts(Rule rule) {
        var names = rule.notice().doubts();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Json.array(
                                names.stream()
                                        .map(name -> rule.attributes().getOrDefault(name, name))
                                        .map(LdContext.CORE::compact)
                                        .map(Json::of)
                                        .toList()));
    }

    /// @param there what it doubts by now
    private static OwnPatch withDoubts(
            OwnPatch patch, Optional<Json> doubts, Optional<Json> there) {
        if (doubts.isEmpty()) {
            return there.isEmpty() ? patch : patch.without(DOUBTS);
        }
        return patch.property(DOUBTS, doubts.get());
    }

    /// One time that something was wrong.
    ///
    /// @param before the alert of the same rule and entity before this one
    record Episode(LastAlert last, Optional<Entity> before) {}

    private static OwnPatch raised(
            InForce inForce, String entityId, Optional<Entity> subject, LastAlert last) {
        var rule = inForce.rule();
        var patch =
                told(inForce)
                        .property("severity", rule.notice().severity().word())
                        .relationship(SOURCE, entityId)
                        .text(DESCRIPTION, filled(rule, subject))
                        .property(OCCURRENCES, last.occurrences())
                        .property(LAST_OCCURRED_AT, last.raisedAt())
                        .property(VALID_FROM, last.start())
                        .property("dateIssued", last.raisedAt());
        withDoubts(patch, doubts(rule), Optional.empty());
        headOf(rule.id(), last).ifPresent(head -> patch.relationship(MEMBER_OF, head));
        subject.flatMap(entity -> OwnRead.of(entity).place(LOCATION))
                .ifPresent(place -> patch.place(LOCATION, place));
        return patch;
    }

    /// What every alert of a rule says when it is raised.
    static OwnPatch told(InForce inForce) {
        var rule = inForce.rule();
        var patch =
                OwnPatch.of(OwnType.ALERT)
                        .property(RULE, rule.id())
                        .property(RULE_VERSION, inForce.version())
                        .text("ruleName", rule.name())
                        .property("category", rule.notice().category())
                        .property("subCategory", rule.notice().subCategory())
                        .property(STATUS, ACTIVE)
                        .property(ACKNOWLEDGED, false);
        rule.caseType().ifPresent(type -> patch.property(CASE_TYPE, type));
        return patch;
    }

    /// Whoever wanted to hear nothing of the alert before hears nothing of this one.
    private static EntityPatch muted(OwnPatch patch, Episode episode, Instant now) {
        episode.before()
                .map(OwnRead::of)
                .ifPresent(before ->
                        before.time(MUTED_UNTIL)
                                .filter(until -> until.isAfter(now))
                                .ifPresent(until -> {
                                    patch.property(MUTED_UNTIL, until);
                                    before.text(MUTED_BY)
                                            .ifPresent(by -> patch.property(MUTED_BY, by));
                                }));
        return patch.patch();
    }

    private static EntityPatch again(
            Rule rule, Optional<Entity> subject, LastAlert last, Entity alert) {
        var patch =
                goingOn()
                        .text(DESCRIPTION, filled(rule, subject))
                        .property(OCCURRENCES, last.occurrences())
                        .property(LAST_OCCURRED_AT, last.raisedAt());
        headOf(rule.id(), last)
                .ifPresentOrElse(
                        head -> patch.relationship(MEMBER_OF, head),
                        () -> patch.without(MEMBER_OF));
        return withDoubts(patch, doubts(rule), doubted(alert)).patch();
    }

    /// That an alert which is there is active.
    static OwnPatch goingOn() {
        return OwnPatch.of(OwnType.ALERT)
                .property(STATUS, ACTIVE)
                .without(VALID_TO)
                .without(CLEARED_BY)
                .without(CLEAR_REASON);
    }

    /// The head of the storm that an alert belongs to.
    static Optional<String> headOf(String ruleId, LastAlert last) {
        return last.target()
                .flatMap(target -> last.storm().map(start -> StormHead.id(ruleId, target, start)));
    }

    /// Makes an alert that is there a member of a storm.
    static Ruling joining(String head) {
        var patch = OwnPatch.of(OwnType.ALERT).relationship(MEMBER_OF, head).patch();
        return (present, _) ->
                present.isPresent() ? new Ruling.Ruled.Done(patch) : new Ruling.Ruled.Nothing();
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

    public static boolean isActive(Entity alert) {
        return OwnRead.of(alert).text(STATUS).filter(ACTIVE::equals).isPresent();
    }

    /// What was raised before episodes were counted has had one.
    private static double occurrences(Entity alert) {
        return OwnRead.of(alert).number(OCCURRENCES).orElse(1.0);
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

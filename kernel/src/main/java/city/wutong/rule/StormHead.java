package city.wutong.rule;

import city.wutong.context.OwnPatch;
import city.wutong.context.OwnRead;
import city.wutong.context.OwnType;
import city.wutong.context.Ruling;
import city.wutong.entity.Entity;
import city.wutong.text.Text;
import java.time.Instant;
import java.util.Optional;

/// The head of a storm (告警风暴): the one alert that tells of many behind the same target. It is an
/// alert about the target, under the name of the rule.
final class StormHead {
    private StormHead() {}

    /// Made from rule, target and start, so that it is the same however often it is raised. The
    /// rule may watch the target too: that alert has another id.
    static String id(String ruleId, String target, Instant start) {
        return AlertEntity.id(ruleId + "\nstorm", target, start);
    }

    /// Raises the head.
    ///
    /// @param about the target as it is now; it need not be known
    static Ruling beginning(InForce inForce, Storms.Storm storm, Optional<Entity> about) {
        var rule = inForce.rule();
        var notice = rule.notice();
        var patch =
                AlertEntity.told(inForce)
                        .relationship(AlertEntity.SOURCE, storm.target())
                        .text(AlertEntity.DESCRIPTION, words(rule.name()))
                        .property("severity", notice.severity().word())
                        .property(AlertEntity.OCCURRENCES, 1)
                        .property(AlertEntity.MEMBERS, storm.members())
                        .property(AlertEntity.VALID_FROM, storm.start())
                        .property("dateIssued", storm.start());
        about.flatMap(entity -> OwnRead.of(entity).place(AlertEntity.LOCATION))
                .ifPresent(place -> patch.place(AlertEntity.LOCATION, place));
        return (present, _) ->
                present.isEmpty()
                        ? new Ruling.Ruled.Done(patch.patch())
                        : AlertEntity.isActive(present.get())
                                ? new Ruling.Ruled.Nothing()
                                : new Ruling.Ruled.Done(AlertEntity.goingOn().patch());
    }

    private static Text words(Text rule) {
        return new Text("同一来源的多条预警：" + rule.zh(), "Many alerts behind this: " + rule.en());
    }

    /// Notes how many members it has had; the number never falls.
    static Ruling counting(int members) {
        var patch = OwnPatch.of(OwnType.ALERT).property(AlertEntity.MEMBERS, members).patch();
        return (present, _) ->
                present.map(OwnRead::of)
                                .filter(head ->
                                        head.number(AlertEntity.MEMBERS).orElse(0.0) < members)
                                .isPresent()
                        ? new Ruling.Ruled.Done(patch)
                        : new Ruling.Ruled.Nothing();
    }
}

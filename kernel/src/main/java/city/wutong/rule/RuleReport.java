package city.wutong.rule;

import java.util.List;

/// How a rule that is asked stands.
///
/// @param version of the rule
/// @param watched entities that it watches
/// @param active alerts of it that are active
/// @param nanos that all evaluations took
/// @param share of all time since it was put to work, 0 to 1
/// @param isIsolated whether it is asked no more
/// @param letters why, the newest last
public record RuleReport(
        int version,
        int watched,
        int active,
        long evaluations,
        long nanos,
        double share,
        boolean isIsolated,
        List<DeadLetter> letters) {
    public RuleReport {
        letters = List.copyOf(letters);
    }

    static RuleReport of(Watching watching, long now) {
        var cost = watching.cost();
        var standing = watching.standing();
        return new RuleReport(
                watching.inForce().version(),
                watching.entities().size(),
                watching.active(),
                cost.evaluations(),
                cost.nanos(),
                cost.share(now),
                standing.isIsolated(),
                standing.letters());
    }
}

package city.wutong.access;

import city.wutong.cases.CaseRights;
import city.wutong.entity.Entity;
import java.util.Optional;

/// What the holder of roles may see and do of cases.
///
/// @param reading for what they hold a role that shows cases
/// @param working for what they hold one that lets them act
/// @param opening for what they hold one that lets them open cases
record RightsOverCases(Whereabouts whereabouts, Reach reading, Reach working, Reach opening)
        implements CaseRights {
    /// Words that people write are internal.
    @Override
    public Optional<Entity> seen(Entity theCase) {
        return reading.clear(theCase)
                .filter(clear -> clear.compareTo(Sensitivity.INTERNAL) >= 0)
                .map(clear -> new View(whereabouts.marksOf(theCase), clear).of(theCase));
    }

    @Override
    public boolean workOn(Entity theCase) {
        return working.includes(theCase);
    }

    @Override
    public boolean actAs(String role, Entity theCase) {
        return working.includes(theCase, role);
    }

    @Override
    public boolean openAbout(Entity subject) {
        return opening.includes(subject);
    }
}

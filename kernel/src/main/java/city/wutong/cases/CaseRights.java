package city.wutong.cases;

import city.wutong.entity.Entity;
import java.util.Optional;

/// What somebody may see and do of cases, told by the entities of cases and of their subjects.
public interface CaseRights {
    /// Everything.
    CaseRights FULL =
            new CaseRights() {
                @Override
                public Optional<Entity> seen(Entity theCase) {
                    return Optional.of(theCase);
                }

                @Override
                public boolean workOn(Entity theCase) {
                    return true;
                }

                @Override
                public boolean actAs(String role, Entity theCase) {
                    return true;
                }

                @Override
                public boolean openAbout(Entity subject) {
                    return true;
                }
            };

    /// The case as it is seen; empty when it is hidden.
    Optional<Entity> seen(Entity theCase);

    boolean workOn(Entity theCase);

    /// Whether they hold that role for the case.
    ///
    /// @param role its id
    boolean actAs(String role, Entity theCase);

    /// Whether they may open a case about that entity.
    boolean openAbout(Entity subject);
}

package city.wutong.cases;

import city.wutong.context.OwnPatch;
import city.wutong.context.OwnType;
import city.wutong.entity.EntityPatch;

/// A case as an entity of the type `Case`: the projection of its log, so that it can be queried,
/// mapped and subscribed to as anything else in the city.
final class CaseEntity {
    private CaseEntity() {}

    static EntityPatch of(Case theCase) {
        var patch = whole(theCase);
        if (theCase.open() && theCase.events().size() > 1) {
            patch.without("closedAt").without("onTime"); // it may have been opened again
        }
        return patch.patch();
    }

    /// Of a case whose entity begins anew.
    static EntityPatch afresh(Case theCase) {
        return whole(theCase).patch();
    }

    private static OwnPatch whole(Case theCase) {
        var patch =
                OwnPatch.of(OwnType.CASE)
                        .property("number", theCase.number())
                        .property("caseType", theCase.typeId())
                        .property("caseTypeVersion", theCase.version())
                        .text("title", theCase.title())
                        .property("state", theCase.state())
                        .property("open", theCase.open())
                        .relationship("refersTo", theCase.subject())
                        .property("openedAt", theCase.openedAt())
                        .property("dueAt", theCase.dueAt())
                        .property("steps", theCase.events().size());
        if (!theCase.alerts().isEmpty()) {
            patch.relationships("alerts", theCase.alerts());
        }
        theCase.closedAt().ifPresent(at -> patch.property("closedAt", at));
        theCase.onTime().ifPresent(onTime -> patch.property("onTime", onTime));
        theCase.place().ifPresent(place -> patch.place("location", place));
        return patch;
    }
}

package city.wutong.resource;

import city.wutong.cases.CaseBook;
import city.wutong.cases.EvidenceStore;
import city.wutong.context.Context;
import city.wutong.context.EntityMaps;
import city.wutong.context.Writer;
import city.wutong.feed.Feed;
import city.wutong.history.History;
import city.wutong.index.Figures;
import city.wutong.jsonld.StoredContexts;
import city.wutong.messenger.Messenger;
import city.wutong.person.PersonSearch;
import city.wutong.rulebook.CityRules;
import city.wutong.rulebook.RuleTrials;

/// One tenant as it is: what is now, what was, what comes, who changes it, what must be done, how
/// it counts, and who is told. No resource ever holds it: they get the [City] that their caller may
/// see.
public record WholeCity(
        Context context,
        Writer writer,
        Feed feed,
        History history,
        CaseBook cases,
        PersonSearch persons,
        EvidenceStore evidence,
        StoredContexts contexts,
        EntityMaps maps,
        Figures figures,
        Messenger messenger,
        CityRules rules,
        RuleTrials trials) {}

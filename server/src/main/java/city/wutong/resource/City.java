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

/// One tenant as the doors see it: what is now, what was, what comes, who changes it, what must be
/// done, and how it counts.
public record City(
        Context context,
        Writer writer,
        Feed feed,
        History history,
        CaseBook cases,
        EvidenceStore evidence,
        StoredContexts contexts,
        EntityMaps maps,
        Figures figures) {}

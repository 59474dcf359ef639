package city.wutong.server;

import city.wutong.access.Areas;
import city.wutong.access.Policy;
import city.wutong.access.Sensitivity;
import city.wutong.auth.proof.Seal;
import city.wutong.cases.CaseRetentions;
import city.wutong.cases.CaseType;
import city.wutong.config.Config;
import city.wutong.entity.LinkedEntities;
import city.wutong.feed.Reaction;
import city.wutong.figure.Marked;
import city.wutong.http.LdContexts;
import city.wutong.journal.WriterSession;
import city.wutong.jsonld.CachedContexts;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.StoredContexts;
import city.wutong.query.Sight;
import city.wutong.resource.Ids;
import city.wutong.scenario.Scenarios;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// What all tenants of a process stand on.
///
/// @param folder the data folder
/// @param areas of the city, as they are now
/// @param coreWords the core `@context`
/// @param web where `@context`s of other servers come from
/// @param officeClock what tokens, audit and `modifiedAt` are stamped by
/// @param reactions what follows from changes besides rules and cases
/// @param beforehand has to be sure whenever a tenant's writer begins on a fresh session
/// @param seal by which secrets are kept
record Ground(
        Config config,
        Path folder,
        Scenarios scenarios,
        Supplier<Areas> areas,
        LdContext coreWords,
        CachedContexts web,
        Clock officeClock,
        Ids ids,
        List<Reaction> reactions,
        WriterSession.Beforehand beforehand,
        Seal seal) {
    Ground {
        reactions = List.copyOf(reactions);
    }

    /// What each tenant's stored `@context`s stand on.
    StoredContexts.Ground contexts() {
        return new StoredContexts.Ground(LdContexts.STORED, web, officeClock, ids::uuid);
    }

    /// The attributes that are searched by, as IRIs: those that scenarios name and those of the
    /// setting.
    Set<String> searched() {
        var names = new HashSet<>(scenarios.searched());
        config.entities().searched().forEach(name -> names.add(coreWords.expand(name)));
        return names;
    }

    /// What SQL tools see of a tenant's entities.
    ///
    /// @param entities of the tenant, as they are
    Sight analysts(LinkedEntities entities) {
        return new Policy(scenarios.marks(), () -> Areas.NONE).analysts(entities);
    }

    /// The attributes that are personal, as the database knows them.
    Set<Marked> marked() {
        var marked = new HashSet<Marked>();
        scenarios
                .marks()
                .byType()
                .forEach((type, marks) ->
                        marks.attributes()
                                .forEach((attribute, mark) -> {
                                    if (mark.sensitivity().compareTo(Sensitivity.PERSONAL) >= 0) {
                                        marked.add(new Marked(coreWords.compact(type), attribute));
                                    }
                                }));
        return marked;
    }

    /// How long after their closing cases keep what they tell of people.
    CaseRetentions.Kept casesKept() {
        var byType = new HashMap<String, Duration>();
        scenarios
                .caseTypes()
                .forEach(type -> type.kept().ifPresent(time -> byType.put(type.id(), time)));
        return new CaseRetentions.Kept(byType, config.cases().kept());
    }

    Map<String, CaseType> caseTypes() {
        return scenarios.caseTypes().stream()
                .collect(Collectors.toUnmodifiableMap(CaseType::id, Function.identity()));
    }
}

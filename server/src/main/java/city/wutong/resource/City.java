package city.wutong.resource;

import city.wutong.access.AccessReason;
import city.wutong.access.Disclosure;
import city.wutong.access.Holding;
import city.wutong.access.Permission;
import city.wutong.access.Policy;
import city.wutong.access.Rights;
import city.wutong.cases.SeenCases;
import city.wutong.clock.CityTime;
import city.wutong.context.Cause;
import city.wutong.context.ContextReason;
import city.wutong.context.GuardedWriter;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.SeenContext;
import city.wutong.context.SeenMaps;
import city.wutong.entity.Entity;
import city.wutong.export.PersonExport;
import city.wutong.history.PastInstance;
import city.wutong.history.SeenHistory;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.StoredContexts;
import city.wutong.live.EventStream;
import city.wutong.messenger.Messenger;
import city.wutong.person.PersonErasure;
import city.wutong.person.PersonReason;
import city.wutong.person.PersonalData;
import city.wutong.query.Sight;
import city.wutong.refusal.Refusal;
import city.wutong.rule.Rehearsal;
import city.wutong.rule.Rule;
import city.wutong.rule.RuleEngine;
import city.wutong.rule.RuleReason;
import city.wutong.rule.RuleReport;
import city.wutong.rule.Traces;
import city.wutong.rule.Why;
import city.wutong.rulebook.CityRules;
import city.wutong.rulebook.RuleTrials;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// One tenant as one caller sees it and may change it: all that resources get of it, so that none
/// can forget to ask what its caller may.
final class City {
    private final WholeCity whole;
    private final Policy policy;
    private final Rights rights;
    private final SeenContext context;

    /// @param lifted whether the caller has stated a purpose for which masks are lifted
    City(WholeCity whole, Policy policy, Rights rights, boolean lifted) {
        this.whole = whole;
        this.policy = policy;
        this.rights = rights;
        var sight = policy.sight(rights, lifted, whole.context()::entity);
        this.context = new SeenContext(whole.context(), sight);
    }

    SeenContext context() {
        return context;
    }

    /// For changing entities one by one or in batches.
    GuardedWriter writer() {
        return writer(Permission.WRITE_CONTEXT);
    }

    /// For purging many at once.
    GuardedWriter purging() {
        return writer(Permission.PURGE_CONTEXT);
    }

    private GuardedWriter writer(Permission permission) {
        var guard = policy.guard(rights, permission, context.sight(), whole.context()::entity);
        return new GuardedWriter(whole.writer(), guard);
    }

    /// Erases everything that is kept of these (PIPL article 47): whoever may do that for the whole
    /// tenant erases what they need not see.
    ///
    /// @param pseudonyms for what cases were about
    /// @throws city.wutong.refusal.Refused when they may not
    PersonErasure.Result erase(List<String> ids, Cause cause, Supplier<String> pseudonyms) {
        checkRightsOfPersons();
        var erasure = new PersonErasure(whole.persons(), whole.cases(), whole.writer(), pseudonyms);
        try {
            var result = erasure.erase(ids, cause);
            whole.maps().forget(Set.copyOf(result.erased()));
            return result;
        } catch (JournalAway e) {
            throw Refusal.of(ContextReason.JOURNAL_AWAY).thrown();
        }
    }

    /// What is kept of a person, for whoever hands it out or erases it.
    ///
    /// @throws city.wutong.refusal.Refused when they may not, or nothing is kept
    PersonalData personalData(String person) {
        var data = anyPersonalData(person);
        if (data.isNothing()) {
            throw Refusal.of(PersonReason.NOTHING_KEPT, person).thrown();
        }
        return data;
    }

    /// As [#personalData], and it may be nothing.
    PersonalData anyPersonalData(String person) {
        checkRightsOfPersons();
        try {
            return whole.persons().of(person);
        } catch (JournalAway e) {
            throw Refusal.of(ContextReason.JOURNAL_AWAY).thrown();
        }
    }

    /// Hands out what is kept of a person, to who may have asked for [#personalData].
    PersonExport export(PersonalData data, LdContext words) {
        checkRightsOfPersons();
        return new PersonExport(
                new PersonExport.Sources(
                        whole.context()::entity,
                        whole.history(),
                        whole.persons(),
                        whole.evidence(),
                        new Disclosure(policy.marks())),
                data,
                words);
    }

    private void checkRightsOfPersons() {
        checkEverywhere(Permission.EXERCISE_RIGHTS);
    }

    private void checkEverywhere(Permission permission) {
        if (rights.by(permission).stream().noneMatch(Holding::isEverywhere)) {
            throw Refusal.of(AccessReason.NOT_EVERYWHERE, permission).thrown();
        }
    }

    /// The past of an entity as it is, for who may edit what is there: no answer shows it.
    Optional<SeenHistory.Told> wholePast(String id) throws JournalAway {
        var everything = new SeenHistory(whole.history(), whole.context().seen());
        var sinks = new LinkedHashMap<String, Consumer<PastInstance>>();
        sinks.put(id, _ -> {});
        return Optional.ofNullable(everything.tell(sinks).get(id));
    }

    SeenHistory history() {
        return new SeenHistory(whole.history(), context);
    }

    SeenCases cases() {
        var entities = whole.context();
        return new SeenCases(
                whole.cases(), entities::entity, policy.cases(rights, entities::entity));
    }

    SeenEvidence evidence() {
        return new SeenEvidence(whole.evidence(), cases());
    }

    /// Those are for everybody of the tenant.
    StoredContexts contexts() {
        return whole.contexts();
    }

    SeenMaps maps() {
        return new SeenMaps(whole.maps(), context, rights.caller().actor());
    }

    SeenFigures figures() {
        return new SeenFigures(whole.figures(), context, policy.showsAllRows(rights));
    }

    /// The rules, which are no secret.
    CityRules rules() {
        return whole.rules();
    }

    /// The rules, for who changes or tries them: that works on the whole tenant.
    ///
    /// @throws city.wutong.refusal.Refused when they may not
    CityRules editRules() {
        checkEverywhere(Permission.EDIT_RULES);
        return whole.rules();
    }

    /// Whether they may know what rules cost, which depends on all there is.
    boolean maySeeCosts() {
        return rights.by(Permission.EDIT_RULES).stream().anyMatch(Holding::isEverywhere);
    }

    /// A rule that speaks of an attribute would tell what is masked of it.
    ///
    /// @throws city.wutong.refusal.Refused when they do not see an attribute of it as it is
    void checkSees(Rule rule) {
        rule.attributes()
                .forEach((name, attribute) -> {
                    if (!context.sight().isClear(attribute)) {
                        throw Refusal.of(RuleReason.MASKED, name).thrown();
                    }
                });
    }

    /// How a rule that is asked stands.
    Optional<RuleReport> ruleReport(String id) {
        return whole.rules().engine().flatMap(engine -> engine.report(id));
    }

    /// Why a rule says what it says of an entity; empty when it is not asked.
    Optional<Why> why(String rule, Entity entity) {
        return whole.rules().engine().flatMap(engine -> engine.why(rule, entity.number()));
    }

    Traces traces() {
        return whole.rules()
                .engine()
                .map(RuleEngine::traces)
                .orElseThrow(() -> Refusal.of(RuleReason.BUSY).thrown());
    }

    RuleTrials trials() {
        return whole.trials();
    }

    /// A span of the past, of what they see, no longer than until now.
    ///
    /// @param entity the only one, if not all are looked at
    Rehearsal.Span span(Instant from, Instant to, Optional<String> entity) {
        var all = context.sight().equals(Sight.EVERYTHING);
        var seen = new ConcurrentHashMap<String, Boolean>();
        return new Rehearsal.Span(
                from,
                to,
                id ->
                        entity.filter(only -> !only.equals(id)).isEmpty()
                                && (all
                                        || seen.computeIfAbsent(
                                                id, each -> context.entity(each).isPresent())));
    }

    /// The city's time, which is no secret.
    CityTime time() {
        return CityTime.of(whole.context().entity(CityTime.ID));
    }

    /// A live stream, which ends when a role of the caller's does: what they see may be another
    /// then.
    EventStream events(EventStream.Wanted wanted, BooleanSupplier isOver) {
        return new EventStream(context, whole.feed(), wanted, isOver);
    }

    /// Routes, channels and the outbox, for whoever may manage them.
    Messenger messenger() {
        return whole.messenger();
    }

    /// The notices that are meant for the caller.
    SeenNotices notices(Addressees addressees) {
        return new SeenNotices(whole.messenger().board(), context, rights, addressees);
    }
}

package city.wutong.cases;

import city.wutong.context.Ledger;
import city.wutong.context.Operation;
import city.wutong.context.Ruling.Ruled;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// All cases of a tenant, as their log makes them.
///
/// Commands on cases are decided in the writer, one after the other, against what is committed and
/// what the group has decided already; their events, the change of the case's entity and everything
/// else of the group become durable in one transaction or not at all. Readers see a case only as it
/// is committed.
public final class CaseBook implements Ledger {
    private final ZoneId zone;
    private final Map<String, Case> committed = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<String, Case> byNumber = new ConcurrentSkipListMap<>();
    private final Map<About, ConcurrentSkipListMap<String, String>> open =
            new ConcurrentHashMap<>();
    private final Map<String, Set<String>> byEvidence = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> lastNumbers = new HashMap<>();
    private final Map<String, Case> pending = new HashMap<>();
    private int pendingOpened;

    /// What open cases are about.
    private record About(String typeId, String subject) {}

    /// @param zone the tenant's zone, in which a year begins
    public CaseBook(ZoneId zone) {
        this.zone = zone;
    }

    /// Evolves a case by an event of its log, while the book is read back.
    public void replay(String caseId, CaseEvent event) {
        var before = committed.get(caseId);
        var after =
                before == null && event.what() instanceof CaseEvent.Opened opened
                        ? Case.opened(caseId, event, opened)
                        : Optional.ofNullable(before).orElseThrow().after(event);
        keep(after);
    }

    private void keep(Case theCase) {
        var before = Optional.ofNullable(committed.put(theCase.id(), theCase));
        byNumber.put(theCase.number(), theCase);
        if (theCase.isErased()) {
            before.ifPresent(this::forget);
        }
        keepOpen(theCase);
        keepEvidence(theCase);
        var parts = theCase.number().split("-", 2);
        lastNumbers.merge(Integer.valueOf(parts[0]), Integer.valueOf(parts[1]), Math::max);
    }

    /// What it was about, and what it named, leads to it no more.
    private void forget(Case before) {
        open.computeIfPresent(
                new About(before.typeId(), before.subject()),
                (_, same) -> {
                    same.remove(before.number());
                    return same.isEmpty() ? null : same;
                });
        for (var hash : before.evidence()) {
            byEvidence.computeIfPresent(
                    hash,
                    (_, cases) -> {
                        cases.remove(before.id());
                        return cases.isEmpty() ? null : cases;
                    });
        }
    }

    private void keepEvidence(Case theCase) {
        theCase.evidence().forEach(hash -> keepEvidence(hash, theCase.id()));
    }

    private void keepEvidence(String hash, String caseId) {
        byEvidence.computeIfAbsent(hash, _ -> ConcurrentHashMap.newKeySet()).add(caseId);
    }

    private void keepOpen(Case theCase) {
        var about = new About(theCase.typeId(), theCase.subject());
        var same = open.computeIfAbsent(about, _ -> new ConcurrentSkipListMap<>());
        if (theCase.open()) {
            same.put(theCase.number(), theCase.id());
        } else {
            same.remove(theCase.number());
        }
        if (same.isEmpty()) {
            open.remove(about);
        }
    }

    /// The cases, newest first.
    public Collection<Case> all() {
        return byNumber.descendingMap().values();
    }

    public Optional<Case> of(String caseId) {
        return Optional.ofNullable(committed.get(caseId));
    }

    /// Whether a case names a piece of evidence.
    public boolean namesEvidence(String sha256) {
        return byEvidence.containsKey(sha256);
    }

    /// The ids of the cases that name a piece of evidence.
    Set<String> withEvidence(String sha256) {
        return byEvidence.getOrDefault(sha256, Set.of());
    }

    /// The open case of that type about that entity, the oldest of several.
    public Optional<Case> open(String typeId, String subject) {
        return Optional.ofNullable(open.get(new About(typeId, subject)))
                .flatMap(same -> same.values().stream().findFirst())
                .flatMap(this::of);
    }

    /// A command on a case as an operation for the writer.
    ///
    /// @param actor a pseudonym
    /// @param key an idempotency key: what has taken effect with it does not do so again
    public Operation.Own operation(
            String caseId, CaseCommand command, String actor, Optional<String> key) {
        return new Operation.Own(
                caseId, (_, now) -> decide(caseId, command, new Who(actor, key), now));
    }

    private record Who(String actor, Optional<String> key) {}

    private Ruled decide(String caseId, CaseCommand command, Who who, Instant now) {
        var present = present(caseId);
        if (who.key().isPresent() && present.filter(c -> c.knows(who.key().get())).isPresent()) {
            return new Ruled.Nothing();
        }
        var decider = new CaseDecider(now, nextNumber(now));
        return switch (decider.decide(caseId, present, command)) {
            case CaseDecider.Verdict.Nothing() -> new Ruled.Nothing();
            case CaseDecider.Verdict.Refused(var refusal) -> new Ruled.Refused(refusal);
            case CaseDecider.Verdict.Happens(var what) -> {
                int number = present.map(c -> c.events().size()).orElse(0) + 1;
                var event = new CaseEvent(number, now, who.actor(), who.key(), what);
                yield happens(caseId, present, event);
            }
        };
    }

    private Ruled happens(String caseId, Optional<Case> present, CaseEvent event) {
        var after =
                event.what() instanceof CaseEvent.Opened opened
                        ? Case.opened(caseId, event, opened)
                        : present.orElseThrow().after(event);
        var rows = List.of(CaseLog.row(caseId, event));
        return after.isErased()
                ? new Ruled.Afresh(CaseEntity.afresh(after), rows, () -> accept(after))
                : new Ruled.Done(CaseEntity.of(after), rows, () -> accept(after));
    }

    private void accept(Case theCase) {
        pending.put(theCase.id(), theCase);
        pendingOpened += theCase.events().size() == 1 ? 1 : 0;
    }

    /// As the group that is being decided sees it.
    Optional<Case> present(String caseId) {
        return Optional.ofNullable(pending.get(caseId)).or(() -> of(caseId));
    }

    private String nextNumber(Instant now) {
        int year = now.atZone(zone).getYear();
        int number = lastNumbers.getOrDefault(year, 0) + pendingOpened + 1;
        return String.format(Locale.ROOT, "%d-%06d", year, number);
    }

    @Override
    public void committed() {
        pending.values().forEach(this::keep);
        dropped();
    }

    @Override
    public void dropped() {
        pending.clear();
        pendingOpened = 0;
    }
}

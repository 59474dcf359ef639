package city.wutong.cases;

import city.wutong.context.Operation;
import city.wutong.context.OwnRead;
import city.wutong.context.Ruling;
import city.wutong.context.Ruling.Ruled;
import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.refusal.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The cases as one caller sees them and may act on them. Whether they may is decided in the
/// writer, together with the command.
public final class SeenCases {
    private final CaseBook book;
    private final LinkedEntities entities;
    private final CaseRights rights;

    /// @param entities as they are
    public SeenCases(CaseBook book, LinkedEntities entities, CaseRights rights) {
        this.book = book;
        this.entities = entities;
        this.rights = rights;
    }

    /// The cases, newest first.
    public Collection<Case> all() {
        return rights.equals(CaseRights.FULL) ? book.all() : seen(book.all());
    }

    private List<Case> seen(Collection<Case> cases) {
        return cases.stream().flatMap(theCase -> seen(theCase).stream()).toList();
    }

    public Optional<Case> of(String caseId) {
        return book.of(caseId).flatMap(this::seen);
    }

    /// Whether the place of a case, as it is seen, is a masked one.
    public boolean isPlaceMasked(Case seen) {
        return seen.place().isPresent()
                && book.of(seen.id())
                        .filter(theCase -> !theCase.place().equals(seen.place()))
                        .isPresent();
    }

    /// Its place may be masked.
    private Optional<Case> seen(Case theCase) {
        return rights.equals(CaseRights.FULL)
                ? Optional.of(theCase)
                : entities.entity(theCase.id())
                        .flatMap(rights::seen)
                        .map(seen -> theCase.at(OwnRead.of(seen).place("location")));
    }

    /// Whether a piece of evidence is seen: with a case that is, or, until a case names it, by who
    /// knows its hash.
    public boolean showEvidence(String sha256) {
        if (rights.equals(CaseRights.FULL)) {
            return true;
        }
        var named = book.withEvidence(sha256);
        return named.isEmpty() || named.stream().anyMatch(id -> of(id).isPresent());
    }

    /// Whether they may take that way on.
    public boolean mayTake(CaseType.Transition transition, Case theCase) {
        return rights.equals(CaseRights.FULL)
                || entities.entity(theCase.id())
                        .filter(entity -> rights.workOn(entity) && isTheirs(transition, entity))
                        .isPresent();
    }

    private boolean isTheirs(CaseType.Transition transition, Entity theCase) {
        return transition.role().isEmpty() || rights.actAs(transition.role().get(), theCase);
    }

    /// A command on a case as an operation for the writer; as [CaseBook#operation].
    public Operation operation(
            String caseId, CaseCommand command, String actor, Optional<String> key) {
        var operation = book.operation(caseId, command, actor, key);
        return rights.equals(CaseRights.FULL)
                ? operation
                : new Operation.Own(caseId, guarded(caseId, command, operation.ruling()));
    }

    private Ruling guarded(String caseId, CaseCommand command, Ruling ruling) {
        return (present, now) ->
                refusal(caseId, present, command)
                        .<Ruled>map(Ruled.Refused::new)
                        .orElseGet(() -> ruling.decide(present, now));
    }

    /// Who may not see a case is told that there is none.
    private Optional<Refusal> refusal(
            String caseId, Optional<Entity> present, CaseCommand command) {
        if (present.filter(theCase -> rights.seen(theCase).isEmpty()).isPresent()) {
            return Optional.of(Refusal.of(CaseReason.CASE_UNKNOWN, caseId));
        }
        boolean allowed =
                switch (command) {
                    case CaseCommand.Open open ->
                            entities.entity(open.subject()).filter(rights::openAbout).isPresent();
                    case CaseCommand.Act _, CaseCommand.Comment _, CaseCommand.Join _ ->
                            present.isEmpty() || rights.workOn(present.get());
                    case CaseCommand.Erase _ -> false; // rights of persons are another door
                };
        if (!allowed) {
            return Optional.of(Refusal.of(CaseReason.NOT_YOURS));
        }
        return command instanceof CaseCommand.Act act
                ? present.flatMap(theCase -> notTheirs(theCase, act))
                : Optional.empty();
    }

    private Optional<Refusal> notTheirs(Entity entity, CaseCommand.Act act) {
        return book.present(entity.id()).stream()
                .flatMap(theCase -> act.type().from(theCase.state()).stream())
                .filter(transition -> transition.action().equals(act.action()))
                .findFirst()
                .filter(transition -> !isTheirs(transition, entity))
                .map(transition ->
                        Refusal.of(
                                CaseReason.ROLE_NEEDED,
                                act.action(),
                                transition.role().orElse("")));
    }
}

package city.wutong.cases;

import city.wutong.context.Change;
import city.wutong.context.Context;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.OwnRead;
import city.wutong.context.OwnType;
import city.wutong.entity.Entity;
import city.wutong.feed.Reaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Opens a case for an alert whose rule names a case type, or joins the alert to the open case of
/// that type about the same entity.
public final class CaseOpener implements Reaction {
    public static final String NAME = "cases";

    private final Context context;
    private final CaseBook book;
    private final Map<String, CaseType> types;
    private final Supplier<String> ids;

    /// @param types the case types by id
    /// @param ids makes URIs of new cases
    public CaseOpener(
            Context context, CaseBook book, Map<String, CaseType> types, Supplier<String> ids) {
        this.context = context;
        this.book = book;
        this.types = Map.copyOf(types);
        this.ids = ids;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Operation> react(Change change) {
        if (!(change.what() instanceof Change.Created(var created, var _, var _))
                || !created.contains(OwnType.ALERT.iri())) {
            return List.of();
        }
        return context.entity(change.entityId()).flatMap(this::caseOf).stream().toList();
    }

    private Optional<Operation> caseOf(Entity entity) {
        var alert = OwnRead.of(entity);
        var type = alert.text("caseType").map(types::get);
        var subject = alert.text("alertSource");
        if (type.isEmpty() || subject.isEmpty()) {
            return Optional.empty();
        }
        var there = book.open(type.get().id(), subject.get());
        var command =
                there.isPresent()
                        ? new CaseCommand.Join(entity.id())
                        : new CaseCommand.Open(
                                type.get(),
                                alert.words("description").orElse(type.get().name()),
                                subject.get(),
                                alert.place("location"),
                                Optional.of(entity.id()));
        var caseId = there.map(Case::id).orElseGet(ids);
        return Optional.of(book.operation(caseId, command, NAME, Optional.empty()));
    }

    /// A case that was closed in the meantime is not joined: then another is opened.
    @Override
    public boolean settled(Change change, List<Outcome> outcomes) {
        return outcomes.stream()
                .noneMatch(outcome ->
                        outcome instanceof Outcome.Refused(var _, var refusal)
                                && refusal.reason() == CaseReason.CLOSED);
    }
}

package city.wutong.cases;

import city.wutong.context.Change;
import city.wutong.context.Context;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.OwnRead;
import city.wutong.context.OwnType;
import city.wutong.entity.Entity;
import city.wutong.feed.Reaction;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Opens a case for an alert whose rule names a case type, or joins the alert to the open case of
/// that type about the same entity. An alert that begins again is like another; of a storm's alerts
/// only the head counts.
public final class CaseOpener implements Reaction {
    public static final String NAME = "cases";

    private static final String OCCURRENCES = LdContext.CORE.expand("occurrences");

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
        return begins(change)
                ? context
                        .entity(change.entityId())
                        .filter(entity -> entity.hasType(OwnType.ALERT.iri()))
                        .filter(alert -> OwnRead.of(alert).text("memberOf").isEmpty())
                        .flatMap(this::caseOf)
                        .stream()
                        .toList()
                : List.of();
    }

    private boolean begins(Change change) {
        return switch (change.what()) {
            case Change.Created(var types, var _, var _) -> types.contains(OwnType.ALERT.iri());
            case Change.Set(var attribute) ->
                    attribute.name().equals(OCCURRENCES)
                            && !attribute.content().equals(Json.of(1))
                            && isActive(change.entityId());
            case Change.Described _,
                    Change.Late _,
                    Change.Edited _,
                    Change.Unset _,
                    Change.Ended _,
                    Change.Erased _,
                    Change.Blank _ ->
                    false;
        };
    }

    private boolean isActive(String alert) {
        return context.entity(alert)
                .flatMap(entity -> OwnRead.of(entity).text("status"))
                .filter("active"::equals)
                .isPresent();
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

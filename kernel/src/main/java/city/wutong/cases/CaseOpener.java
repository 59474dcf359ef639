package city.wutong.cases;

import city.wutong.context.Change;
import city.wutong.context.Context;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.OwnType;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.feed.Reaction;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import city.wutong.text.Text;
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

    private Optional<Operation> caseOf(Entity alert) {
        var type = text(alert, "caseType").map(types::get);
        var subject = text(alert, "alertSource");
        if (type.isEmpty() || subject.isEmpty()) {
            return Optional.empty();
        }
        var there = book.open(type.get().id(), subject.get());
        var command =
                there.isPresent()
                        ? new CaseCommand.Join(alert.id())
                        : new CaseCommand.Open(
                                type.get(),
                                title(alert).orElse(type.get().name()),
                                subject.get(),
                                attribute(alert, "location").map(Attribute::content),
                                Optional.of(alert.id()));
        var caseId = there.map(Case::id).orElseGet(ids);
        return Optional.of(book.operation(caseId, command, NAME, Optional.empty()));
    }

    private static Optional<Attribute> attribute(Entity entity, String name) {
        return entity.attribute(LdContext.CORE.expand(name), null);
    }

    private static Optional<String> text(Entity entity, String name) {
        return attribute(entity, name)
                .filter(each -> each.content() instanceof Json.Str)
                .map(each -> ((Json.Str) each.content()).value());
    }

    private static Optional<Text> title(Entity alert) {
        return attribute(alert, "description")
                .filter(each -> each.content() instanceof Json.Obj)
                .map(each -> (Json.Obj) each.content())
                .flatMap(map ->
                        map.get("zh")
                                .filter(Json.Str.class::isInstance)
                                .flatMap(zh ->
                                        map.get("en")
                                                .filter(Json.Str.class::isInstance)
                                                .map(en ->
                                                        new Text(
                                                                ((Json.Str) zh).value(),
                                                                ((Json.Str) en).value()))));
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

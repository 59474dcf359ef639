package city.wutong.cases;

import city.wutong.json.Json;
import city.wutong.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A case (案件) as it is after its events. Immutable; an event makes a new one.
///
/// @param id URI of its entity
/// @param number for people, e.g. `2026-000123`
/// @param version of the case type, with which it began
/// @param subject the URI of the entity it is about
/// @param alerts the URIs of the alerts that opened and joined it
/// @param open whether somebody must still act
/// @param closedAt when it came to the closed state that it is in
/// @param events in their order
public record Case(
        String id,
        String number,
        String typeId,
        int version,
        Text title,
        String subject,
        Optional<Json> place,
        List<String> alerts,
        String state,
        boolean open,
        Instant openedAt,
        Instant dueAt,
        Optional<Instant> closedAt,
        List<CaseEvent> events) {

    public Case {
        alerts = List.copyOf(alerts);
        events = List.copyOf(events);
    }

    /// The case that an event opens.
    static Case opened(String id, CaseEvent event, CaseEvent.Opened opened) {
        return new Case(
                id,
                opened.caseNumber(),
                opened.typeId(),
                opened.version(),
                opened.title(),
                opened.subject(),
                opened.place(),
                opened.alert().stream().toList(),
                opened.state(),
                true,
                event.at(),
                opened.dueAt(),
                Optional.empty(),
                List.of(event));
    }

    /// The case after its next event.
    ///
    /// @throws IllegalStateException when it is not the next one
    Case after(CaseEvent event) {
        if (event.number() != events.size() + 1) {
            throw new IllegalStateException(
                    "case " + id + " has " + events.size() + " events, not " + event.number());
        }
        return switch (event.what()) {
            case CaseEvent.Opened _ ->
                    throw new IllegalStateException("case " + id + " is opened twice");
            case CaseEvent.Joined(var alert) -> with(event, joined(alert), state, open, closedAt);
            case CaseEvent.Moved moved ->
                    with(
                            event,
                            alerts,
                            moved.to(),
                            moved.open(),
                            moved.open() ? Optional.empty() : Optional.of(event.at()));
            case CaseEvent.Commented _ -> with(event, alerts, state, open, closedAt);
            case CaseEvent.Erased(var pseudonym) -> erased(event, pseudonym);
        };
    }

    private Case erased(CaseEvent event, String pseudonym) {
        var left = new ArrayList<CaseEvent>(events.size() + 1);
        events.forEach(each -> left.add(each.blank(pseudonym)));
        left.add(event);
        var opened = (CaseEvent.Opened) left.getFirst().what();
        return new Case(
                id,
                number,
                typeId,
                version,
                opened.title(),
                opened.subject(),
                Optional.empty(),
                List.of(),
                state,
                open,
                openedAt,
                dueAt,
                closedAt,
                left);
    }

    /// Whether nothing has happened since what it tells of people was erased.
    public boolean isErased() {
        return events.getLast().what() instanceof CaseEvent.Erased;
    }

    /// Whether it is closed and has been since that time or longer.
    public boolean isClosedBy(Instant time) {
        return closedAt.filter(at -> !at.isAfter(time)).isPresent();
    }

    /// The SHA-256 of every piece of evidence that it names.
    public Set<String> evidence() {
        return events.stream()
                .map(CaseEvent::what)
                .filter(CaseEvent.Moved.class::isInstance)
                .flatMap(what -> ((CaseEvent.Moved) what).evidence().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private List<String> joined(String alert) {
        var all = new ArrayList<>(alerts);
        all.add(alert);
        return all;
    }

    private Case with(
            CaseEvent event,
            List<String> nextAlerts,
            String nextState,
            boolean nextOpen,
            Optional<Instant> nextClosedAt) {
        var all = new ArrayList<>(events);
        all.add(event);
        return new Case(
                id,
                number,
                typeId,
                version,
                title,
                subject,
                place,
                nextAlerts,
                nextState,
                nextOpen,
                openedAt,
                dueAt,
                nextClosedAt,
                all);
    }

    /// The same case at another place.
    Case at(Optional<Json> otherPlace) {
        return place.equals(otherPlace)
                ? this
                : new Case(
                        id,
                        number,
                        typeId,
                        version,
                        title,
                        subject,
                        otherPlace,
                        alerts,
                        state,
                        open,
                        openedAt,
                        dueAt,
                        closedAt,
                        events);
    }

    /// Whether it was closed by its limit; empty while it is open.
    public Optional<Boolean> onTime() {
        return closedAt.map(at -> !at.isAfter(dueAt));
    }

    /// Whether a request with this idempotency key has taken effect.
    boolean knows(String key) {
        return events.stream().anyMatch(event -> event.key().filter(key::equals).isPresent());
    }
}

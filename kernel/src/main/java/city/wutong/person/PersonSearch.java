package city.wutong.person;

import city.wutong.access.Marks;
import city.wutong.cases.Case;
import city.wutong.cases.CaseBook;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.OwnType;
import city.wutong.history.History;
import city.wutong.history.History.Instance;
import city.wutong.history.TemporalQuery;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import city.wutong.refusal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// Finds everything that is kept of a person.
///
/// # Theory
///
/// What belongs to a person links to them by a relationship that the models mark `x-person: owner`.
/// Alerts and cases are about a person when they are about the person or about what belongs to them
/// alone. All of it is looked up in the journal, so that what was deleted, and lives on in history,
/// is found as well. What belonged to several, one after the other or together, is told apart: it
/// cannot be erased for one of them, and is handed out only for the time that it was theirs.
///
/// @param marks of the models
public record PersonSearch(Marks marks, References references, History history, CaseBook cases) {
    /// Entities that belong to one person at most.
    public static final int MOST = 20_000;

    private static final String ALERT_SOURCE = LdContext.CORE.expand("alertSource");

    /// Finds it all.
    ///
    /// @param person any URI: one that is no person's finds what is about it
    /// @throws city.wutong.refusal.Refused when it is more than [#MOST]
    public PersonalData of(String person) throws JournalAway {
        var owned = new ArrayList<String>();
        var shared = new ArrayList<String>();
        for (var id : pointing(person, marks.ofAll().persons().owners(), Set.of(person))) {
            var owners = ownersOf(id);
            if (!id.equals(person) && owners.contains(person)) {
                (owners.size() == 1 ? owned : shared).add(id);
            }
        }
        var theirs = new HashSet<>(owned);
        theirs.add(person);
        var alerts = alerts(person, theirs);
        return new PersonalData(
                person, isKnown(person), owned, shared, alerts, cases(theirs, alerts));
    }

    private Collection<String> pointing(
            String person, Set<String> relationships, Set<String> targets) throws JournalAway {
        if (relationships.isEmpty()) {
            return List.of();
        }
        var found = references.to(relationships, targets, MOST);
        if (found.size() > MOST) {
            throw Refusal.of(PersonReason.TOO_MUCH, person, MOST).thrown();
        }
        return new TreeSet<>(found);
    }

    private boolean isKnown(String id) throws JournalAway {
        return history.of(id, ofTime(List.of(), 1)).isPresent();
    }

    private List<String> alerts(String person, Set<String> theirs) throws JournalAway {
        var alerts = new ArrayList<String>();
        for (var id : pointing(person, Set.of(ALERT_SOURCE), theirs)) {
            boolean isAlert =
                    history.of(id, ofTime(List.of(ALERT_SOURCE), 1))
                            .filter(series -> series.types().contains(OwnType.ALERT.iri()))
                            .isPresent();
            if (isAlert) {
                alerts.add(id);
            }
        }
        return alerts;
    }

    private List<Case> cases(Set<String> theirs, List<String> alerts) {
        var about = Set.copyOf(alerts);
        return cases.all().stream()
                .filter(theCase ->
                        theirs.contains(theCase.subject())
                                || theCase.alerts().stream().anyMatch(about::contains))
                .toList();
    }

    /// All that an entity ever belonged to.
    private Set<String> ownersOf(String id) throws JournalAway {
        var owners = new HashSet<String>();
        for (var instance : belonging(id)) {
            owners.addAll(targets(instance.attribute().content()));
        }
        return owners;
    }

    /// How it was said, one time after the other, whom an entity belongs to; empty when it is of no
    /// type whose entities belong to people.
    public List<Instance> belonging(String id) throws JournalAway {
        var all = List.copyOf(marks.ofAll().persons().owners());
        var series = history.of(id, ofTime(all, Integer.MAX_VALUE));
        if (series.isEmpty()) {
            return List.of();
        }
        var owners = marks.of(List.copyOf(series.get().types())).persons().owners();
        return series.get().instances().entrySet().stream()
                .filter(entry -> owners.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /// Whom a relationship leads to.
    public static Set<String> targets(Json content) {
        return switch (content) {
            case Json.Str(var uri) -> Set.of(uri);
            case Json.Arr(var items) -> {
                var all = new HashSet<String>();
                items.forEach(item -> all.addAll(targets(item)));
                yield all;
            }
            case Json.Num _, Json.Literal _, Json.Obj _ -> Set.of();
        };
    }

    private static TemporalQuery ofTime(List<String> attributes, int last) {
        return new TemporalQuery(
                TemporalQuery.TimeProperty.MODIFIED_AT,
                Optional.empty(),
                attributes,
                OptionalInt.of(last));
    }
}

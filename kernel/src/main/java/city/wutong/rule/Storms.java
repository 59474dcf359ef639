package city.wutong.rule;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Which of one rule's alerts make a storm (告警风暴): many that were raised within a short time and
/// share a target.
///
/// # Theory
///
/// What is here follows from what the rule remembers of its entities ([LastAlert]), so that it is
/// made again of that at a start. A storm begins when the last of so many alerts behind a target is
/// raised. Those are its first members; what is raised behind the target while it lasts joins. It
/// is over when none of its members is raised any more. Alerts that were raised long before it
/// began stay on their own.
final class Storms {
    private final Map<String, Behind> behind = new HashMap<>();
    private final Map<Long, String> targets = new HashMap<>();

    /// What is behind one target.
    private static final class Behind {
        final SequencedMap<Long, Instant> raised = new LinkedHashMap<>();
        final Set<Long> joined = new LinkedHashSet<>();
        final Set<Long> members = new HashSet<>();
        Optional<Instant> storm = Optional.empty();
    }

    /// A storm that there is.
    ///
    /// @param start when it began, by which it is known
    /// @param members how many entities have joined it so far
    record Storm(String target, Instant start, int members) {}

    /// A storm after an alert was raised.
    ///
    /// @param joined the entities that are members from now on
    /// @param begins whether there was no such storm before
    record Gathering(Storm storm, List<Long> joined, boolean begins) {}

    /// A storm that is over.
    ///
    /// @param joined the entities that were its members
    record Ending(Storm storm, List<Long> joined) {}

    /// Takes up what was saved of an entity.
    void recall(long entity, LastAlert last) {
        if (last.target().isEmpty() || (!last.active() && last.storm().isEmpty())) {
            return;
        }
        var target = last.target().get();
        var there = behind.computeIfAbsent(target, _ -> new Behind());
        targets.put(entity, target);
        last.storm().ifPresent(_ -> there.joined.add(entity));
        if (last.active()) {
            there.raised.put(entity, last.raisedAt());
            last.storm()
                    .ifPresent(start -> {
                        there.storm = Optional.of(start);
                        there.members.add(entity);
                    });
        }
    }

    /// Forgets those who joined storms that are over: to be called when all is taken up.
    ///
    /// @param alerts what the rule remembers, by entity
    void recalled(Map<Long, LastAlert> alerts) {
        for (var there : behind.values()) {
            for (long entity : List.copyOf(there.joined)) {
                var last = alerts.get(entity);
                if (last == null || !last.storm().equals(there.storm)) {
                    there.joined.remove(entity);
                    if (!there.raised.containsKey(entity)) {
                        targets.remove(entity);
                    }
                }
            }
        }
        behind.values().removeIf(there -> there.raised.isEmpty());
    }

    /// Whether an alert is raised behind some target.
    boolean isRaised(long entity) {
        return Optional.ofNullable(targets.get(entity))
                .map(behind::get)
                .filter(there -> there.raised.containsKey(entity))
                .isPresent();
    }

    /// Notes that an alert is raised which was not.
    Optional<Gathering> raised(long entity, String target, Instant at, Restraint.Group group) {
        forget(entity);
        targets.put(entity, target);
        var there = behind.computeIfAbsent(target, _ -> new Behind());
        there.raised.put(entity, at);
        if (there.storm.isPresent()) {
            return Optional.of(joined(there, target, List.of(entity), false));
        }
        var since = at.minus(group.within());
        var recent =
                there.raised.entrySet().stream()
                        .filter(each -> !each.getValue().isBefore(since))
                        .map(Map.Entry::getKey)
                        .toList();
        if (recent.size() < group.least()) {
            return Optional.empty();
        }
        there.storm = recent.stream().map(there.raised::get).min(Instant::compareTo);
        return Optional.of(joined(there, target, recent, true));
    }

    private static Gathering joined(
            Behind there, String target, List<Long> entities, boolean begins) {
        there.joined.addAll(entities);
        there.members.addAll(entities);
        var storm = new Storm(target, there.storm.orElseThrow(), there.joined.size());
        return new Gathering(storm, entities, begins);
    }

    /// Notes that an alert is cleared; the storm that is over with it.
    Optional<Ending> cleared(long entity) {
        var target = targets.get(entity);
        var there = target == null ? null : behind.get(target);
        if (target == null || there == null) {
            return Optional.empty();
        }
        there.raised.remove(entity);
        if (!there.joined.contains(entity)) {
            targets.remove(entity);
        }
        var over = Optional.<Ending>empty();
        if (there.members.remove(entity) && there.members.isEmpty()) {
            var joined = List.copyOf(there.joined);
            over = there.storm.map(start -> ending(target, start, joined));
            end(there);
        }
        if (there.raised.isEmpty()) {
            behind.remove(target);
        }
        return over;
    }

    private static Ending ending(String target, Instant start, List<Long> joined) {
        return new Ending(new Storm(target, start, joined.size()), joined);
    }

    private void end(Behind there) {
        there.joined.stream()
                .filter(entity -> !there.raised.containsKey(entity))
                .forEach(targets::remove);
        there.joined.clear();
        there.storm = Optional.empty();
    }

    /// Forgets an entity whose alert is not raised.
    void forget(long entity) {
        var there = Optional.ofNullable(targets.get(entity)).map(behind::get);
        if (there.isPresent() && !there.get().raised.containsKey(entity)) {
            there.get().joined.remove(entity);
            targets.remove(entity);
        }
    }

    /// The storms that there are.
    List<Storm> all() {
        return behind.entrySet().stream()
                .flatMap(each ->
                        each.getValue().storm.stream()
                                .map(start ->
                                        new Storm(
                                                each.getKey(),
                                                start,
                                                each.getValue().joined.size())))
                .toList();
    }
}

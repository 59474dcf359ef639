package city.wutong.trial;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import city.wutong.rule.Places;
import city.wutong.rule.Rehearsal;
import city.wutong.rule.Rehearsal.Raised;
import city.wutong.rule.Rule;
import city.wutong.scenario.Scenarios;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/// Readings of long ago as a journal has them that was told each when it was made, so that rules
/// can be asked about them.
final class ToldPast {
    /// Scenarios that only tests use.
    static final Path SCENARIOS = Path.of("src/test/resources/city/wutong/trial/scenarios");

    private static final Cause OUTSIDE = Cause.outside("test");

    private final String type;
    private final List<Change> changes = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long readings;

    /// @param type the short name of the entities' type
    ToldPast(String type) {
        this.type = LdContext.CORE.expand(type);
    }

    /// The next reading of an entity, which comes to be with its first.
    void observe(String entity, Instant at, Map<String, Integer> values) {
        if (!numbers.containsKey(entity)) {
            numbers.put(entity, numbers.size() + 1L);
            add(entity, at, new Change.Created(List.of(type), List.of(), null));
        }
        values.forEach(
                (name, value) -> add(entity, at, new Change.Set(attribute(name, value, at))));
        first = at.isBefore(first) ? at : first;
        last = at.isAfter(last) ? at : last;
        readings++;
    }

    private void add(String entity, Instant at, Change.What what) {
        long number = numbers.getOrDefault(entity, 0L);
        changes.add(new Change(changes.size() + 1L, number, entity, what, at, OUTSIDE));
    }

    private static Attribute attribute(String name, int value, Instant at) {
        return new Attribute(
                LdContext.CORE.expand(name),
                null,
                AttributeKind.PROPERTY,
                Json.of(value),
                at,
                at,
                at,
                Attribute.Details.NONE);
    }

    long readings() {
        return readings;
    }

    Instant first() {
        return first;
    }

    /// What a rule would have said.
    List<Raised> alerts(Rule rule) {
        var span = new Rehearsal.Span(first, last, _ -> true);
        var rehearsal = new Rehearsal(rule, span, Places.DRAWN, System::nanoTime);
        rehearsal.tell(changes);
        var result = rehearsal.finish();
        if (result.isTruncated() || result.problem().isPresent()) {
            throw new AssertionError(result.count() + " alerts, " + result.problem());
        }
        return result.alerts();
    }

    /// A rule of the scenarios that only tests use.
    static Rule rule(String id) {
        var scenarios = Scenarios.load(SCENARIOS);
        return scenarios.on().stream()
                .flatMap(scenario -> scenario.rules().stream())
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(id + ": " + scenarios.mistakes()));
    }

    /// The lines of a gzipped CSV after its header.
    static List<String> lines(InputStream file) {
        try (var in =
                new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            return in.lines().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package city.wutong.export;

import city.wutong.access.Disclosure;
import city.wutong.cases.EvidenceStore;
import city.wutong.context.Journal.JournalAway;
import city.wutong.entity.Attribute;
import city.wutong.entity.LinkedEntities;
import city.wutong.history.History;
import city.wutong.history.History.Instance;
import city.wutong.history.TemporalQuery;
import city.wutong.json.Json;
import city.wutong.jsonld.EntityWriter;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Representation;
import city.wutong.jsonld.TemporalWriter;
import city.wutong.person.PersonSearch;
import city.wutong.person.PersonalData;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Writes everything that is kept of a person as a ZIP archive of JSON lines (PIPL articles 45 and
/// 50), which `README.txt` in it explains.
///
/// It is written while it is read. What it holds in memory is bounded by the history of one entity
/// ([History#MOST_CHANGES]) and one piece of evidence. What is somebody else's is shown as
/// [Disclosure] says.
public final class PersonExport {
    private static final Representation SHOWN = Representation.NORMALIZED.withSysAttrs();
    private static final int INSTANCES_A_LINE = 1_000;
    private static final Map<String, String> ENDINGS =
            Map.of(
                    "image/jpeg", ".jpg",
                    "image/png", ".png",
                    "image/webp", ".webp",
                    "application/pdf", ".pdf");

    private final Sources from;
    private final PersonalData data;
    private final LdContext words;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> cut = new ArrayList<>();

    /// Where it is read.
    ///
    /// @param entities as they are
    public record Sources(
            LinkedEntities entities,
            History history,
            PersonSearch persons,
            EvidenceStore evidence,
            Disclosure disclosure) {}

    /// @param words the names that the person reads
    public PersonExport(Sources from, PersonalData data, LdContext words) {
        this.from = from;
        this.data = data;
        this.words = words;
    }

    /// Writes it; at an end before time the archive is no whole one.
    ///
    /// @param account that stands for the person
    public void write(OutputStream out, Optional<Json> account) throws IOException {
        var archive = new Archive(out);
        archive.readme();
        archive.file("entities.ndjson", this::entities);
        archive.file("history.ndjson", this::histories);
        archive.file("alerts.ndjson", this::alerts);
        archive.file("cases.ndjson", this::cases);
        evidence(archive);
        if (account.isPresent()) {
            archive.file("account.json", file -> file.line(account.get()));
        }
        archive.file("manifest.json", file -> file.line(manifest()));
        archive.close();
    }

    private void entities(Archive file) throws IOException {
        present(data.person(), "entities", file);
        for (var id : data.owned()) {
            present(id, "entities", file);
        }
    }

    private void alerts(Archive file) throws IOException {
        for (var id : data.alerts()) {
            present(id, "alerts", file);
        }
    }

    private void present(String id, String kind, Archive file) throws IOException {
        var entity = from.entities().entity(id);
        if (entity.isPresent()) {
            file.line(new EntityWriter(words, SHOWN).shown(from.disclosure().own(entity.get())));
            count(kind, 1);
        }
    }

    private void count(String kind, long more) {
        counts.merge(kind, more, Long::sum);
    }

    private void histories(Archive file) throws IOException {
        try {
            own(data.person(), file);
            for (var id : data.owned()) {
                own(id, file);
            }
            for (var id : data.alerts()) {
                own(id, file);
            }
            for (var id : data.shared()) {
                shared(id, file);
            }
        } catch (JournalAway e) {
            throw new IOException("history cannot be read", e);
        }
    }

    private void own(String id, Archive file) throws IOException, JournalAway {
        history(id, file, _ -> true, from.disclosure()::own);
    }

    /// Of what was another's for a time, only the time that it was the person's.
    private void shared(String id, Archive file) throws IOException, JournalAway {
        var belonging = from.persons().belonging(id);
        history(id, file, at -> isTheirs(belonging, at), from.disclosure()::shared);
    }

    private boolean isTheirs(List<Instance> belonging, Instant at) {
        Instance last = belonging.getFirst();
        for (var instance : belonging) {
            if (!instance.attribute().modifiedAt().isAfter(at)) {
                last = instance;
            }
        }
        return PersonSearch.targets(last.attribute().content()).contains(data.person());
    }

    /// Shows an attribute of an entity of these types.
    @FunctionalInterface
    private interface Showing {
        Optional<Attribute> shown(List<String> types, Attribute attribute);
    }

    private void history(String id, Archive file, Predicate<Instant> isMeant, Showing showing)
            throws IOException, JournalAway {
        var series =
                from.history()
                        .of(
                                id,
                                new TemporalQuery(
                                        TemporalQuery.TimeProperty.MODIFIED_AT,
                                        Optional.empty(),
                                        List.of(),
                                        OptionalInt.empty()));
        if (series.isEmpty()) {
            return;
        }
        if (series.get().isCut()) {
            cut.add(id);
        }
        var types = List.copyOf(series.get().types());
        for (var all : series.get().instances().values()) {
            var line = new ArrayList<TemporalWriter.Instance>();
            for (var instance : all) {
                if (isMeant.test(instance.attribute().modifiedAt())) {
                    showing.shown(types, instance.attribute())
                            .ifPresent(shown -> line.add(value(instance, shown)));
                }
                if (line.size() == INSTANCES_A_LINE) {
                    line(id, types, line, file);
                    line.clear();
                }
            }
            line(id, types, line, file);
        }
    }

    private static TemporalWriter.Value value(Instance instance, Attribute shown) {
        return new TemporalWriter.Value("urn:ngsi-ld:Instance:" + instance.seq(), shown);
    }

    private void line(
            String id, List<String> types, List<TemporalWriter.Instance> instances, Archive file)
            throws IOException {
        if (!instances.isEmpty()) {
            var first = ((TemporalWriter.Value) instances.getFirst()).attribute();
            var series = new TemporalWriter.Series(first.name(), null, List.copyOf(instances));
            var evolution = new TemporalWriter.Evolution(id, types, List.of(series));
            file.line(new TemporalWriter(words, SHOWN).shown(evolution));
            count("values", instances.size());
        }
    }

    private void cases(Archive file) throws IOException {
        for (var theCase : data.cases()) {
            file.line(CaseRecord.of(theCase, from.disclosure()::words));
            count("cases", 1);
        }
    }

    private void evidence(Archive archive) throws IOException {
        var pieces = new TreeSet<>(data.evidence());
        archive.file(
                "evidence.ndjson",
                file -> {
                    for (var hash : pieces) {
                        file.line(record(hash));
                    }
                });
        for (var hash : pieces) {
            var piece = from.evidence().find(hash);
            var content = from.evidence().read(hash);
            if (piece.isPresent() && content.isPresent()) {
                var ending = ENDINGS.getOrDefault(piece.get().contentType(), "");
                archive.file("evidence/" + hash + ending, content.get());
                count("evidence", 1);
            }
        }
    }

    private Json record(String hash) throws IOException {
        var members = new LinkedHashMap<String, Json>();
        members.put("sha256", Json.of(hash));
        from.evidence()
                .find(hash)
                .ifPresent(piece -> {
                    members.put("contentType", Json.of(piece.contentType()));
                    members.put("bytes", Json.of(piece.bytes()));
                    var taken = piece.taken();
                    taken.local()
                            .ifPresent(at -> members.put("takenLocal", Json.of(at.toString())));
                    taken.at().ifPresent(at -> members.put("takenAt", Json.of(at.toString())));
                    taken.place()
                            .ifPresent(place -> {
                                members.put("takenLongitude", Json.of(place.longitude()));
                                members.put("takenLatitude", Json.of(place.latitude()));
                            });
                });
        return Json.object(members);
    }

    private Json manifest() {
        var members = new LinkedHashMap<String, Json>();
        members.put("person", Json.of(data.person()));
        counts.forEach((kind, count) -> members.put(kind, Json.of(count)));
        members.put("cut", Json.array(cut.stream().map(Json::of).toList()));
        members.put("complete", Json.of(true));
        return Json.object(members);
    }
}

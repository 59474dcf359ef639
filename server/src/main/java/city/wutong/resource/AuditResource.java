package city.wutong.resource;

import city.wutong.audit.AuditQuery;
import city.wutong.audit.AuditTrail;
import city.wutong.audit.ChainLink;
import city.wutong.audit.Verdict;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.Parameters;
import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.refusal.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `/api/audit`: who did what to what, and whether anybody has changed that since.
final class AuditResource {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;
    private static final String FORMAT = "format";
    private static final Set<String> LOOKED_FOR = Set.of("actor", "action", "object", "from", "to");

    private final AuditTrail audit;

    AuditResource(AuditTrail audit) {
        this.audit = audit;
    }

    /// The newest first; `next` is what `before` is to be for the page after.
    Answer list(Call call) {
        var given = call.parameters();
        given.allow(with("limit", "before"));
        int limit = given.number("limit", 1, MOST).orElse(USUAL);
        var links = audit.find(query(given), before(given), limit);
        var answer = Tell.object().withAll("entries", links, AuditResource::told);
        var next =
                links.size() == limit
                        ? Optional.of(links.getLast().number())
                        : Optional.<Long>empty();
        return answer.with("next", next, Json::of).answer(200);
    }

    private static Set<String> with(String... more) {
        return Stream.concat(
                        LOOKED_FOR.stream(), Stream.concat(Stream.of(more), Stream.of(Call.TENANT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static AuditQuery query(Parameters given) {
        return new AuditQuery(
                given.text("actor"),
                given.text("action"),
                given.text("object"),
                given.time("from"),
                given.time("to"));
    }

    private static long before(Parameters given) {
        var text = given.text("before");
        if (text.isEmpty()) {
            return Long.MAX_VALUE;
        }
        if (!text.get().matches("[0-9]{1,18}")) {
            throw given.refused("before", "the number of an entry");
        }
        return Long.parseLong(text.get());
    }

    private static Json.Obj told(ChainLink link) {
        var entry = link.entry();
        return Tell.object()
                .with("number", link.number())
                .with("at", entry.at())
                .with("actor", entry.actor())
                .with("tenant", entry.tenant())
                .with("action", entry.action())
                .with("object", entry.object())
                .with("why", entry.why())
                .with("outcome", entry.outcome())
                .with("hash", link.hash())
                .json();
    }

    /// All that is looked for, the oldest first, as lines.
    Answer export(Call call) {
        var given = call.parameters();
        given.allow(with(FORMAT));
        var query = query(given);
        return switch (given.text(FORMAT).orElse("ndjson")) {
            case "ndjson" ->
                    stream("application/x-ndjson", out -> lines(query, out))
                            .with("Content-Disposition", "attachment; filename=\"audit.ndjson\"");
            case "csv" ->
                    stream("text/csv; charset=utf-8", out -> table(query, out))
                            .with("Content-Disposition", "attachment; filename=\"audit.csv\"");
            default -> throw given.refused(FORMAT, "ndjson, csv");
        };
    }

    private static Answer stream(String contentType, Answer.Writing writing) {
        return Answer.of(200, new Answer.Stream(contentType, writing));
    }

    private void lines(AuditQuery query, OutputStream out) throws IOException {
        try {
            audit.each(query, link -> write(out, JsonWriter.bytes(told(link)), "\n"));
        } catch (Refused e) {
            // The status has been sent: that the rest is missing must be said in the file.
            var problem = Tell.object().with("problem", e.refusal().english()).json();
            write(out, JsonWriter.bytes(problem), "\n");
        }
    }

    private void table(AuditQuery query, OutputStream out) throws IOException {
        var names = "number,at,actor,tenant,action,object,why,outcome,hash";
        write(out, bytes("\uFEFF" + names), "\r\n");
        try {
            audit.each(query, link -> write(out, bytes(row(link)), "\r\n"));
        } catch (Refused e) {
            write(out, bytes("problem," + cell(e.refusal().english())), "\r\n");
        }
    }

    private static String row(ChainLink link) {
        var entry = link.entry();
        return Stream.of(
                        Long.toString(link.number()),
                        entry.at().toString(),
                        entry.actor(),
                        entry.tenant(),
                        entry.action(),
                        entry.object(),
                        entry.why(),
                        entry.outcome(),
                        link.hash())
                .map(AuditResource::cell)
                .collect(Collectors.joining(","));
    }

    /// A spreadsheet calculates what begins like a formula: an apostrophe before it makes it text.
    private static String cell(String text) {
        boolean isFormula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return '"' + (isFormula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void write(OutputStream out, byte[] bytes, String end) {
        try {
            out.write(bytes);
            out.write(bytes(end));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Looks at every entry.
    Answer verify(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return switch (audit.verify()) {
            case Verdict.Sound sound ->
                    Tell.object()
                            .with("sound", true)
                            .with("first", sound.first())
                            .with("entries", sound.entries())
                            .with("head", sound.head().toString())
                            .answer(200);
            case Verdict.Broken(var number, var kind) ->
                    Tell.object()
                            .with("sound", false)
                            .with("number", number)
                            .with("kind", kind.name())
                            .with("text", kind.text())
                            .with("head", audit.head().toString())
                            .answer(200);
        };
    }
}

package city.wutong.scenario;

import city.wutong.index.Index;
import city.wutong.index.Index.Target;
import city.wutong.scenario.file.Document;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Place;
import city.wutong.scenario.file.Yaml;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads `indices/*.yaml`, each an index.
///
/// Of its SQL it sees only whether it can be one SELECT that answers what is asked; the database
/// says the rest, for a role that may read the views and nothing else.
final class IndexReader {
    private static final List<String> KEYS =
            List.of("index", "name", "about", "unit", "target", "figure", "rows");
    private static final Pattern SELECT = Pattern.compile("(?s)(select|with)\\b.*");
    private static final Pattern VALUE = Pattern.compile("\\bvalue\\b");
    private static final Pattern NUMERATOR = Pattern.compile("\\bnumerator\\b");
    private static final Pattern DENOMINATOR = Pattern.compile("\\bdenominator\\b");

    private final Vocabulary vocabulary;
    private final Mistakes mistakes;

    IndexReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.mistakes = vocabulary.mistakes();
    }

    Index read(Document document) {
        var file = FieldReader.ofFile(document, KEYS, mistakes);
        return new Index(
                vocabulary.define(file, "index"),
                file.words("name"),
                file.words("about"),
                file.optionalWords("unit"),
                file.optional("target").flatMap(this::target),
                figure(file),
                sql(file, "rows"));
    }

    private Optional<Target> target(Yaml value) {
        var fields = FieldReader.of(value, "target", List.of("most", "least"), mistakes);
        Optional<Target> most = fields.optionalNumber("most").map(Target.AtMost::new);
        Optional<Target> least = fields.optionalNumber("least").map(Target.AtLeast::new);
        if (fields.has("most") == fields.has("least")) {
            mistakes.add(fields.place(), Fault.TARGET_WRONG);
        }
        return most.or(() -> least);
    }

    private String figure(FieldReader file) {
        var sql = sql(file, "figure");
        var lower = sql.toLowerCase(Locale.ROOT);
        boolean ratio = NUMERATOR.matcher(lower).find() && DENOMINATOR.matcher(lower).find();
        if (!sql.equals(FieldReader.STAND_IN) && !VALUE.matcher(lower).find() && !ratio) {
            mistakes.add(file.place("figure"), Fault.SQL_NO_VALUE);
        }
        return sql;
    }

    private String sql(FieldReader file, String key) {
        var written = file.requiredScalar(key);
        if (written.isEmpty()) {
            return FieldReader.STAND_IN;
        }
        var text = written.get().text();
        int semicolon = text.indexOf(';');
        if (semicolon >= 0) {
            mistakes.add(placeOf(written.get(), semicolon), Fault.SQL_SEMICOLON);
        }
        if (!SELECT.matcher(text.strip().toLowerCase(Locale.ROOT)).matches()) {
            mistakes.add(written.get().place(), Fault.SQL_NOT_SELECT, key);
        }
        return text.strip();
    }

    private static Place placeOf(Yaml.Scalar written, int offset) {
        var before = written.text().substring(0, offset);
        int lineStart = before.lastIndexOf('\n') + 1;
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return written.placeOf(line, before.codePointCount(lineStart, offset) + 1);
    }
}

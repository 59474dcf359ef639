package city.wutong.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads a table in CSV: UTF-8, a line of names, then one row a line, fields without quotes.
final class Csv {
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_DIGITS = 20;

    private final String file;
    private final Map<String, Integer> columns = new HashMap<>();

    private Csv(String file) {
        this.file = file;
    }

    /// Takes one row.
    @FunctionalInterface
    interface RowReader {
        void read(Row row) throws ArchiveUnreadable;
    }

    /// Reads all rows, in their order.
    ///
    /// @param needed the columns that must be there; others are passed over
    static void read(Path path, List<String> needed, RowReader rows) throws ArchiveUnreadable {
        var csv = new Csv(String.valueOf(path.getFileName()));
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw csv.whole("is larger than 64 MiB", "大于 64 MiB");
            }
            try (var lines = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                csv.header(Optional.ofNullable(lines.readLine()).orElse(""), needed);
                csv.rows(lines, rows);
            }
        } catch (IOException e) {
            throw csv.whole("cannot be read as UTF-8 text: " + e, "无法按 UTF-8 文本读取：" + e);
        }
    }

    private void header(String line, List<String> needed) throws ArchiveUnreadable {
        var names = line.startsWith("\uFEFF") ? line.substring(1) : line;
        for (var name : names.split(",", -1)) {
            columns.put(name.strip(), columns.size());
        }
        for (var name : needed) {
            if (!columns.containsKey(name)) {
                throw whole("has no column \"" + name + "\"", "缺少列“" + name + "”");
            }
        }
    }

    private void rows(BufferedReader lines, RowReader rows) throws IOException, ArchiveUnreadable {
        int number = 1;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            rows.read(row(number, line));
        }
    }

    private Row row(int number, String line) throws ArchiveUnreadable {
        var fields = List.of(line.split(",", -1));
        if (fields.size() != columns.size() || line.indexOf('"') >= 0) {
            throw new ArchiveUnreadable(
                    new Problem(
                            file
                                    + ", line "
                                    + number
                                    + ": expected "
                                    + columns.size()
                                    + " fields without quotes",
                            file + " 第 " + number + " 行：应有 " + columns.size() + " 个不带引号的字段"));
        }
        return new Row(this, number, fields);
    }

    private ArchiveUnreadable whole(String english, String chinese) {
        return new ArchiveUnreadable(new Problem(file + " " + english, file + " " + chinese));
    }

    /// One row.
    ///
    /// @param line counted from 1, the header's
    record Row(Csv csv, int line, List<String> fields) {
        /// The text of a field, empty when there is none.
        String text(String column) {
            return fields.get(Objects.requireNonNull(csv.columns.get(column))).strip();
        }

        /// The text of a field that must not be empty.
        String someText(String column) throws ArchiveUnreadable {
            var text = text(column);
            if (text.isEmpty()) {
                throw wrong(column, "must not be empty", "不能为空");
            }
            return text;
        }

        /// The number in a field, if there is any text in it.
        Optional<BigDecimal> number(String column, int least, int most) throws ArchiveUnreadable {
            var text = text(column);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            var number = decimal(text);
            if (number.isEmpty()
                    || number.get().compareTo(BigDecimal.valueOf(least)) < 0
                    || number.get().compareTo(BigDecimal.valueOf(most)) > 0) {
                throw wrong(
                        column,
                        "must be a number from " + least + " to " + most,
                        "应为 " + least + " 到 " + most + " 之间的数");
            }
            return number;
        }

        private static Optional<BigDecimal> decimal(String text) {
            try {
                return text.length() > MOST_DIGITS
                                || text.indexOf('e') >= 0
                                || text.indexOf('E') >= 0
                        ? Optional.empty()
                        : Optional.of(new BigDecimal(text));
            } catch (NumberFormatException _) {
                return Optional.empty();
            }
        }

        /// What is wrong with a field of this row.
        ArchiveUnreadable wrong(String column, String english, String chinese) {
            var where = csv.file + ", line " + line + ", column " + column + ": ";
            var found = csv.file + " 第 " + line + " 行 " + column + " 列：";
            return new ArchiveUnreadable(
                    new Problem(
                            where + "\"" + text(column) + "\" " + english,
                            found + "“" + text(column) + "”" + chinese));
        }
    }
}

package city.wutong.scenario.file;

import java.util.List;

/// A file that has been read.
///
/// @param lines as they stand in the file
public record Document(String file, Yaml root, List<String> lines) {
    public Document {
        lines = List.copyOf(lines);
    }

    /// A block value as it was written, for people: its lines, moved to the left margin, without
    /// comments and blank lines at its end.
    public String excerpt(Yaml value) {
        int first = value.place().line() - 1;
        int last = Math.min(value.endLine() - 1, lines.size());
        while (last > first + 1 && saysNothing(lines.get(last - 1))) {
            last--;
        }
        int margin = value.place().column() - 1;
        return String.join(
                "\n",
                lines.subList(first, Math.max(first + 1, last)).stream()
                        .map(line -> moved(line, margin))
                        .toList());
    }

    private static boolean saysNothing(String line) {
        return line.isBlank() || line.strip().startsWith("#");
    }

    private static String moved(String line, int margin) {
        return line.codePointCount(0, line.length()) <= margin
                ? ""
                : line.substring(line.offsetByCodePoints(0, margin)).stripTrailing();
    }
}

package city.wutong.area;

import city.wutong.access.Area;
import city.wutong.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Areas as tables in CSV have them: UTF-8, the line [#HEADER], then one area a line, fields
/// without quotes; several aliases have spaces between them. Lines may come in any order, and a
/// parent may stand in another file. What is wrong is told with file and line, all at once.
final class AreaTable {
    static final String HEADER = "code,parent,name_zh,name_en,aliases";
    static final int MOST = 200_000;

    private static final int FIELDS = 5;
    private static final int DEEPEST = 12;
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z:_-]{0,63}");

    private final Map<String, Line> byCode = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private record Line(String where, Area area) {}

    /// Adds the areas of a file.
    ///
    /// @param name of the file, for what is wrong in it
    void add(String name, String text) {
        var all = (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList();
        if (all.isEmpty() || !all.getFirst().strip().equals(HEADER)) {
            problems.add(name + " line 1: expected " + HEADER);
            return;
        }
        for (int i = 1; i < all.size(); i++) {
            if (!all.get(i).isBlank()) {
                add(new Place(name, i + 1), all.get(i));
            }
        }
    }

    private record Place(String file, int line) {
        @Override
        public String toString() {
            return file + " line " + line;
        }
    }

    private void add(Place place, String text) {
        var fields = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (fields.size() != FIELDS || text.indexOf('"') >= 0) {
            problems.add(place + ": expected " + FIELDS + " fields without quotes");
            return;
        }
        var code = fields.getFirst();
        if (!CODE.matcher(code).matches()) {
            problems.add(place + ": the code \"" + code + "\" is not one of letters and digits");
        } else if (fields.get(2).isEmpty() || fields.get(3).isEmpty()) {
            problems.add(place + ": " + code + " lacks a name in Chinese or in English");
        } else if (lines.size() >= MOST) {
            problems.add(place + ": more than " + MOST + " areas");
        } else {
            enter(place, area(fields));
        }
    }

    private static Area area(List<String> fields) {
        return new Area(
                fields.getFirst(),
                new Text(fields.get(2), fields.get(3)),
                Optional.of(fields.get(1)).filter(parent -> !parent.isEmpty()),
                fields.get(4).isEmpty() ? Set.of() : Set.of(fields.get(4).split(" +")));
    }

    private void enter(Place place, Area area) {
        var line = new Line(place.toString(), area);
        lines.add(line);
        enter(area.code(), line);
        for (var alias : area.aliases()) {
            if (CODE.matcher(alias).matches()) {
                enter(alias, line);
            } else {
                problems.add(place + ": the alias \"" + alias + "\" is not a code");
            }
        }
    }

    private void enter(String code, Line line) {
        var other = byCode.putIfAbsent(code, line);
        if (other != null) {
            problems.add(line.where() + ": " + code + " stands in " + other.where() + " already");
        }
    }

    /// All areas, once no file is to come.
    List<Area> areas() {
        lines.forEach(this::checkPath);
        return lines.stream().map(Line::area).toList();
    }

    private void checkPath(Line line) {
        int levels = 1;
        for (var parent = line.area().parent(); parent.isPresent(); levels++) {
            var above = byCode.get(parent.get());
            if (above == null) {
                problems.add(line.where() + ": there is no area " + parent.get());
                return;
            }
            if (levels >= DEEPEST) {
                problems.add(
                        line.where() + ": " + line.area().code() + " lies in itself, or too deep");
                return;
            }
            parent = above.area().parent();
        }
    }

    /// What is wrong, a sentence each.
    List<String> problems() {
        return List.copyOf(problems);
    }
}

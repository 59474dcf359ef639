package city.wutong.scenario.file;

import city.wutong.config.Spelling;
import city.wutong.text.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// Gathers the mistakes of a scenario, so that all of them are told at once, up to [#MOST].
public final class Mistakes {
    /// More are of no use to anybody.
    public static final int MOST = 200;

    private static final int MOST_ALLOWED = 60;

    private final List<Mistake> all = new ArrayList<>();

    /// Notes a mistake.
    ///
    /// @param arguments what the words of the fault speak of; a [Text] stands in its language
    public void add(Place place, Fault fault, Object... arguments) {
        if (all.size() < MOST) {
            all.add(
                    new Mistake(
                            place.file(),
                            place.line(),
                            place.column(),
                            fault.problem(arguments),
                            fault.remedy(arguments)));
        }
    }

    /// The same unless there is one at that place already.
    public void addOnce(Place place, Fault fault, Object... arguments) {
        boolean told =
                all.stream().anyMatch(m -> place.equals(new Place(m.file(), m.line(), m.column())));
        if (!told) {
            add(place, fault, arguments);
        }
    }

    public List<Mistake> all() {
        return List.copyOf(all);
    }

    /// How many there are so far: who reads a part sees by it whether the part was well.
    public int count() {
        return all.size();
    }

    /// What to write in place of an unknown word: the known one that is near, else all of them.
    public static Text instead(String written, Collection<String> known) {
        return Spelling.nearest(written, known)
                .map(near -> new Text("是否想写 " + near + "？", "Did you mean " + near + "?"))
                .orElseGet(() -> allowed(known));
    }

    private static Text allowed(Collection<String> known) {
        if (known.isEmpty()) {
            return new Text("这里还没有可用的名称。", "There is none here yet.");
        }
        var words = known.stream().limit(MOST_ALLOWED).collect(Collectors.joining(", "));
        return new Text("可用：" + words + "。", "Known here: " + words + ".");
    }
}

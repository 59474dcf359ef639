package city.wutong.bench;

import java.util.List;

/// `bench/run`: what we claim, measured. `bench/README.md` says what each measurement is.
public final class Bench {
    /// The command that starts Wutong; `bench/run` says which.
    static final String LAUNCHER = System.getProperty("wutong.launcher", "./wutong");

    private static final String USAGE =
            "bench/run changes [--minutes 5] [--jfr]"
                    + " | requests [--jfr] | queries [--entities 1000000] [--jfr] | million [--entities 1000000] | border | audit | rules [--minutes 1] [--entities 100000] | silence [--entities 100000] | pages | storm | temporal [--entities 1000000]"
                    + " | beside --other /elsewhere/wutong";

    private Bench() {}

    public static void main(String[] words) throws Exception {
        if (words.length == 0) {
            throw misused("name a measurement");
        }
        Measurement measurement =
                switch (words[0]) {
                    case "changes" -> new Changes();
                    case "requests" -> new Requests();
                    case "queries" -> new Queries();
                    case "million" -> new Million();
                    case "border" -> new Border();
                    case "audit" -> new Audit();
                    case "rules" -> new Rules();
                    case "silence" -> Silences::measure;
                    case "pages" -> new Pages();
                    case "storm" -> new Storm();
                    case "temporal" -> new Temporal();
                    case "beside" -> new Beside();
                    default -> throw misused(words[0] + " is no measurement");
                };
        var arguments = Arguments.of(List.of(words).subList(1, words.length));
        measurement.run(arguments, new Report(System.out));
    }

    private static IllegalArgumentException misused(String problem) {
        return new IllegalArgumentException(problem + ": " + USAGE);
    }
}

package city.wutong.server;

import city.wutong.config.Config;
import city.wutong.config.Layers;
import city.wutong.config.Spelling;
import city.wutong.scenario.Scenario;
import city.wutong.scenario.Scenarios;
import city.wutong.scenario.file.Mistake;
import city.wutong.scenario.file.Mistakes;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import city.wutong.trial.Trial;
import city.wutong.trial.TrialClock;
import city.wutong.trial.TrialReader;
import city.wutong.trial.Trials;
import city.wutong.trial.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `wutong scenario test` and `wutong scenario check`: for who writes scenarios.
final class ScenarioCommand {
    private static final String FOLDER = "--scenarios";
    private static final String NONE = "";
    private static final String FALLBACK = "; without one, those that come with Wutong.";

    private ScenarioCommand() {}

    static CommandSpec spec() {
        var self = new CommandSpec[1];
        Callable<Integer> usage =
                () -> {
                    self[0].commandLine().usage(self[0].commandLine().getErr());
                    return ExitCode.USAGE.code();
                };
        var spec = CommandSpec.wrapWithoutInspection(usage);
        self[0] = spec;
        spec.usageMessage().description("Checks and tests scenarios.");
        spec.addSubcommand("check", check());
        spec.addSubcommand("test", test());
        return spec;
    }

    private static CommandSpec check() {
        return command(
                line -> check(line, folder(given(line, "DIR"))),
                spec -> {
                    spec.addPositional(parameter("DIR", "A folder of scenarios" + FALLBACK));
                    spec.usageMessage()
                            .description(
                                    "Reads scenarios and their tests and lists what is wrong, as"
                                            + " file:line:column problem — remedy.");
                });
    }

    private static CommandSpec test() {
        return command(
                line -> test(line, given(line, "NAME"), given(line, FOLDER)),
                spec -> {
                    spec.addPositional(parameter("NAME", "The scenario; without one, all."));
                    spec.addOption(
                            OptionSpec.builder(FOLDER)
                                    .type(String.class)
                                    .paramLabel("DIR")
                                    .description("A folder of scenarios" + FALLBACK)
                                    .build());
                    spec.usageMessage()
                            .description(
                                    "Runs the tests of scenarios, each in a fresh, empty city with"
                                            + " a clock of its own.");
                });
    }

    private static CommandSpec command(
            Function<CommandLine, ExitCode> work, Consumer<CommandSpec> shape) {
        var self = new CommandSpec[1];
        Callable<Integer> call = () -> work.apply(self[0].commandLine()).code();
        self[0] = CommandSpec.wrapWithoutInspection(call);
        shape.accept(self[0]);
        return self[0];
    }

    private static PositionalParamSpec parameter(String label, String about) {
        return PositionalParamSpec.builder()
                .type(String.class)
                .arity("0..1")
                .index("0")
                .paramLabel(label)
                .description(about)
                .build();
    }

    private static String given(CommandLine line, String label) {
        var spec = line.getCommandSpec();
        Optional<Object> value =
                label.startsWith("-")
                        ? Optional.ofNullable(spec.findOption(label).getValue())
                        : Optional.ofNullable(spec.positionalParameters().getFirst().getValue());
        return value.map(String::valueOf).orElse(NONE);
    }

    private static Path folder(String given) {
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        return Optional.ofNullable(System.getProperty(Wutong.HOME))
                .map(home -> Path.of(home).resolve("scenario"))
                .orElseThrow(() -> new StartRefused(ExitCode.USAGE, "Name a folder of scenarios."));
    }

    // --- check -------------------------------------------------------------------------------

    private static ExitCode check(CommandLine line, Path folder) {
        var scenarios = Scenarios.load(folder);
        var mistakes = new Mistakes();
        int tests =
                scenarios.on().stream().mapToInt(s -> TrialReader.read(s, mistakes).size()).sum();
        tell(line, scenarios.mistakes());
        tell(line, mistakes.all());
        int count = scenarios.mistakes().size() + mistakes.count();
        line.getOut()
                .println(
                        scenarios.on().size()
                                + " scenarios without a mistake, "
                                + tests
                                + " tests, "
                                + count
                                + " mistakes");
        return count == 0 ? ExitCode.OK : ExitCode.SCENARIO;
    }

    private static void tell(CommandLine line, List<Mistake> mistakes) {
        boolean chinese = Locale.getDefault().getLanguage().equals("zh");
        mistakes.forEach(m -> line.getOut().println(chinese ? m.chinese() : m.english()));
    }

    // --- test --------------------------------------------------------------------------------

    private static ExitCode test(CommandLine line, String name, String folder) {
        var scenarios = Scenarios.load(folder(folder));
        var mistakes = new Mistakes();
        var trials = new ArrayList<Trial>();
        for (var scenario : chosen(scenarios, name)) {
            trials.addAll(TrialReader.read(scenario, mistakes));
        }
        var wrong = new ArrayList<>(scenarios.mistakes());
        wrong.removeIf(mistake -> !name.isEmpty() && !mistake.file().startsWith(name + "/"));
        wrong.addAll(mistakes.all());
        if (!wrong.isEmpty()) {
            tell(line, wrong);
            return ExitCode.SCENARIO;
        }
        var verdicts = run(trials, folder, line.getOut()::println);
        long failed = verdicts.stream().filter(verdict -> !verdict.isPassed()).count();
        line.getOut()
                .println(
                        verdicts.size()
                                + " tests, "
                                + (verdicts.size() - failed)
                                + " passed, "
                                + failed
                                + " failed");
        return failed == 0 ? ExitCode.OK : ExitCode.SCENARIO;
    }

    private static List<Scenario> chosen(Scenarios scenarios, String name) {
        if (name.isEmpty()) {
            return scenarios.on();
        }
        var found = scenarios.on().stream().filter(s -> s.id().equals(name)).toList();
        boolean broken =
                scenarios.mistakes().stream().anyMatch(m -> m.file().startsWith(name + "/"));
        if (found.isEmpty() && !broken) {
            var known = scenarios.on().stream().map(Scenario::id).collect(Collectors.toSet());
            throw new StartRefused(
                    ExitCode.USAGE, "There is no scenario " + name + Spelling.hint(name, known));
        }
        return found;
    }

    /// A city in a temporary folder, for as long as the tests take.
    private static List<Verdict> run(List<Trial> trials, String folder, Voice voice) {
        if (trials.isEmpty()) {
            return List.of();
        }
        try {
            var temporary = Files.createTempDirectory("wutong-scenario-test-");
            try {
                var office = new TrialClock();
                try (var city = Wutong.open(config(temporary, folder), office, List.of())) {
                    var root = URI.create("http://127.0.0.1:" + city.port());
                    return new Trials(root, office, voice::say).run(trials);
                }
            } finally {
                deleteAll(temporary);
            }
        } catch (IOException e) {
            throw new StartRefused(
                    ExitCode.FOLDER_UNFIT, "A temporary folder cannot be used: " + e, e);
        }
    }

    /// Nothing of the environment: a test says the same everywhere.
    private static Config config(Path temporary, String folder) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("data", temporary.resolve("data").toString());
        options.put("port", "0");
        options.put("access", "open");
        options.put("tenants.by-header", "true");
        options.put("clock.replay", "true");
        options.put("context.fetch", "false");
        if (!folder.isEmpty()) {
            options.put("scenarios", folder);
        }
        return Config.of(new Layers().options(options));
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var inside = Files.walk(folder)) {
            for (var path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

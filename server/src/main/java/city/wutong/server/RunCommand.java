package city.wutong.server;

import city.wutong.config.Config;
import city.wutong.config.Key;
import city.wutong.config.Layers;
import city.wutong.start.ExitCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `wutong run`: runs a city. Every key of the configuration is an option; what is not one is kept
/// by the parser and told together with everything else that is wrong.
final class RunCommand {

    private static final String CONFIG = "--config";

    private RunCommand() {}

    static CommandSpec spec() {
        var spec = spec((config, voice) -> Wutong.run(config, voice), Map.of());
        spec.usageMessage().description("Runs a city until it is told to stop.");
        return spec;
    }

    /// What a command does with the configuration.
    @FunctionalInterface
    interface Running {
        ExitCode run(Config config, Voice voice);
    }

    /// A command that takes every key of the configuration as an option.
    ///
    /// @param defaults what it sets where nobody says otherwise
    static CommandSpec spec(Running running, Map<String, String> defaults) {
        CommandSpec[] self = new CommandSpec[1];
        Callable<Integer> run = () -> run(self[0], running, defaults);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(run);
        self[0] = spec;
        describe(spec);
        spec.addOption(
                option(CONFIG, "FILE")
                        .description("A file with lines \"key = value\" (WUTONG_CONFIG).")
                        .build());
        Config.KEYS.forEach(key -> spec.addOption(optionOf(key, defaults)));
        spec.parser().unmatchedArgumentsAllowed(true);
        return spec;
    }

    /// What options, environment and file say together.
    static Config config(
            Map<String, String> options, List<String> unmatched, Map<String, String> environment) {
        return config(options, unmatched, environment, Map.of());
    }

    private static Config config(
            Map<String, String> options,
            List<String> unmatched,
            Map<String, String> environment,
            Map<String, String> defaults) {
        Map<String, String> keys = new LinkedHashMap<>(options);
        Optional<String> file =
                Optional.ofNullable(keys.remove(CONFIG.substring(2)))
                        .or(() -> Optional.ofNullable(environment.get("WUTONG_CONFIG")));
        Layers layers = new Layers().defaults(defaults, "this command");
        file.ifPresent(f -> layers.file(Path.of(f)));
        layers.environment(environment).options(keys);
        addUnmatched(layers, unmatched);
        return Config.of(layers);
    }

    private static int run(CommandSpec spec, Running running, Map<String, String> defaults) {
        ParseResult parsed = spec.commandLine().getParseResult();
        Map<String, String> options = new LinkedHashMap<>();
        for (OptionSpec option : parsed.matchedOptions()) {
            options.put(
                    option.longestName().substring(2), String.valueOf(option.<Object>getValue()));
        }
        Config config = config(options, parsed.unmatched(), System.getenv(), defaults);
        return running.run(config, spec.commandLine().getOut()::println).code();
    }

    /// `--prot 1` comes as two words: the second is taken for the value of the first.
    private static void addUnmatched(Layers layers, List<String> words) {
        boolean afterOption = false;
        for (String word : words) {
            boolean option = word.startsWith("-");
            if (option) {
                String key = word.replaceFirst("^-+", "").replaceFirst("=.*$", "");
                layers.options(Map.of(key, ""));
            } else if (!afterOption) {
                layers.unexpected(word);
            }
            afterOption = option && !word.contains("=");
        }
    }

    private static void describe(CommandSpec spec) {
        spec.usageMessage()
                .footer(
                        "",
                        "Each option is also a line \"key = value\" of the file and a variable:"
                                + " http.max-body-bytes is WUTONG_HTTP_MAX_BODY_BYTES. An option"
                                + " wins over a variable, a variable over the file.");
    }

    private static OptionSpec optionOf(Key<?> key, Map<String, String> defaults) {
        String text = defaults.getOrDefault(key.name(), key.fallback());
        String fallback = text.isEmpty() ? "" : " Default: " + text + ".";
        return option("--" + key.name(), "VALUE")
                .description(key.about() + fallback, "Allowed: " + key.allowed() + ".")
                .build();
    }

    private static OptionSpec.Builder option(String name, String label) {
        return OptionSpec.builder(name).type(String.class).arity("1").paramLabel(label);
    }
}

package city.wutong.server;

import city.wutong.config.Spelling;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.PrintWriter;
import java.util.Arrays;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command line: which commands there are, and how a refusal or a bug is told.
final class CommandLineDoor {

    private CommandLineDoor() {}

    /// Does what the arguments say and returns the exit code.
    static int enter(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return commands(
                        new PrintWriter(System.out, true, System.out.charset()),
                        new PrintWriter(System.err, true, System.err.charset()))
                .execute(arguments);
    }

    static CommandLine commands(PrintWriter out, PrintWriter err) {
        CommandSpec root = CommandSpec.wrapWithoutInspection((Runnable) () -> {});
        root.name("wutong").usageMessage().description("Wutong (梧桐), an open city brain.");
        root.usageMessage().footerHeading("%nExit codes:%n").footer(exitCodes());
        CommandLine line =
                new CommandLine(root)
                        .addSubcommand("run", RunCommand.spec())
                        .addSubcommand("demo", DemoCommand.spec())
                        .addSubcommand("scenario", ScenarioCommand.spec())
                        .addSubcommand("key", KeyCommand.spec())
                        .addSubcommand("audit", AuditCommand.spec())
                        .addSubcommand("version", VersionCommand.spec())
                        .addSubcommand("warm-up", WarmUpCommand.spec())
                        .addSubcommand("help", new HelpCommand());
        line.setExecutionStrategy(CommandLineDoor::execute);
        return line.setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, _) -> misread(e))
                .setExecutionExceptionHandler((e, l, _) -> failed(e, l));
    }

    private static int execute(CommandLine.ParseResult parsed) {
        if (!parsed.hasSubcommand()) {
            CommandLine line = parsed.commandSpec().commandLine();
            line.usage(line.getErr());
            return ExitCode.USAGE.code();
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int misread(ParameterException e) {
        CommandLine line = e.getCommandLine();
        line.getErr().println("wutong: " + sentence(e));
        line.getErr().println("\"wutong help\" lists the commands and what they take.");
        return ExitCode.USAGE.code();
    }

    private static String sentence(ParameterException e) {
        return switch (e) {
            case UnmatchedArgumentException unmatched -> {
                String word = unmatched.getUnmatched().getFirst();
                yield "\""
                        + word
                        + "\" is not known here"
                        + Spelling.hint(word, e.getCommandLine().getSubcommands().keySet());
            }
            default -> e.getMessage() + ".";
        };
    }

    private static int failed(Exception e, CommandLine line) {
        return switch (e) {
            case StartRefused refused -> {
                refused.sentence()
                        .lines()
                        .forEach(sentence -> line.getErr().println("wutong: " + sentence));
                yield refused.exitCode().code();
            }
            default -> {
                LoggerFactory.getLogger(Wutong.class).error("a bug ends Wutong", e);
                yield ExitCode.BUG.code();
            }
        };
    }

    private static String[] exitCodes() {
        return Arrays.stream(ExitCode.values())
                .map(c -> "  " + c.code() + "  " + c.about())
                .toArray(String[]::new);
    }
}

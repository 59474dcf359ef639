package city.wutong.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of the operating system that is run to its end.
final class Program {

    private static final int CODE_OF_TIMEOUT = 124;
    private static final int CODE_OF_MISSING = 127;

    private Program() {}

    /// How it ended and what it printed (both streams).
    record Outcome(int code, String text) {

        boolean ok() {
            return code == 0;
        }

        /// The last line, for a sentence that says why.
        String reason() {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce((_, last) -> last)
                    .orElse("exit code " + code);
        }
    }

    /// Runs the command; one that is not installed ends with 127, one that is too slow with 124.
    static Outcome run(Duration limit, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("wutong-", ".out");
        try {
            Process process = builder(command).redirectOutput(output.toFile()).start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                return new Outcome(CODE_OF_TIMEOUT, "no end after " + limit.toSeconds() + " s");
            }
            return new Outcome(process.exitValue(), Files.readString(output, UTF_8));
        } catch (IOException e) {
            return new Outcome(CODE_OF_MISSING, String.valueOf(e.getMessage()));
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /// Without our secrets, and without settings that PostgreSQL would take from the environment,
    /// in a working directory that every user can enter.
    static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(Program::isPrivate);
        builder.environment().put("LC_ALL", "C");
        return builder.directory(new File("/")).redirectInput(new File("/dev/null"));
    }

    private static boolean isPrivate(String variable) {
        return variable.startsWith("PG") || variable.startsWith("WUTONG_");
    }
}

package city.wutong.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The tools of the JDK that runs us.
final class Jdk {
    private Jdk() {}

    static Path tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    /// Runs a tool to its end and returns what it printed.
    static String run(String name, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(tool(name).toString()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}

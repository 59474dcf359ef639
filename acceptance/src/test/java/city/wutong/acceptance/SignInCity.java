package city.wutong.acceptance;

import city.wutong.server.Wutong;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// `wutong run` as a process, where people sign in; empty but for what its first start makes.
final class SignInCity implements AutoCloseable {
    private static final Pattern SET_UP = Pattern.compile("(http://\\S+)/console/set-up#(\\S+)");

    private final Process process;
    private final Path data;
    private final String address;
    private final String setUpLink;

    private SignInCity(Process process, Path data, String address, String setUpLink) {
        this.process = process;
        this.data = data;
        this.address = address;
        this.setUpLink = setUpLink;
    }

    /// Starts it and returns when it has told its set-up link.
    static SignInCity start(Path data) throws IOException {
        var command =
                new ArrayList<>(CityProcess.java("-D" + Wutong.HOME + "=" + DemoProcess.home()));
        command.addAll(
                List.of(Wutong.class.getName(), "run", "--data", data.toString(), "--port", "0"));
        var log = data.resolveSibling(data.getFileName() + ".log").toFile();
        var process =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.appendTo(log))
                        .start();
        var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var found = SET_UP.matcher(line);
            if (found.find()) {
                return new SignInCity(process, data, found.group(1), found.group());
            }
        }
        throw new AssertionError("no set-up link, see " + log);
    }

    /// Where its pages begin, without a slash at the end.
    String address() {
        return address;
    }

    /// What a first start prints for whoever is to be its first administrator.
    String setUpLink() {
        return setUpLink;
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor();
        CityProcess.killPostmaster(data);
    }
}

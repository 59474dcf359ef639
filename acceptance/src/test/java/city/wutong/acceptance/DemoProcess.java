package city.wutong.acceptance;

import city.wutong.server.Wutong;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// `wutong demo` as a process: the real pages, the real readings, the real database.
final class DemoProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("Open (http://\\S+)/console/");

    private static final String ADMIN_KEY = "the-admin-key-of-a-demonstration-0123";

    private final Process process;
    private final Path data;
    private final Client client;
    private final String address;

    private DemoProcess(Process process, Path data, String address) {
        this.process = process;
        this.data = data;
        this.address = address;
        this.client = new Client(java.net.URI.create(address).getPort(), "Bearer " + ADMIN_KEY);
    }

    /// The root of the repository.
    static Path home() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    static DemoProcess start(Path data, int port) throws IOException {
        var command = CityProcess.java("-D" + Wutong.HOME + "=" + home());
        command.addAll(
                List.of(
                        Wutong.class.getName(),
                        "demo",
                        "--data",
                        data.toString(),
                        "--port",
                        String.valueOf(port)));
        var log = data.resolveSibling(data.getFileName() + ".log").toFile();
        var builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().put("WUTONG_ADMIN_KEY", ADMIN_KEY);
        var process = builder.start();
        var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var found = ADDRESS.matcher(line);
            if (found.find()) {
                return new DemoProcess(process, data, found.group(1));
            }
        }
        throw new AssertionError("no start, see " + log);
    }

    /// Where its pages begin, without a slash at the end.
    String address() {
        return address;
    }

    Client client() {
        return client;
    }

    /// SIGKILL; its database stays.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws Exception {
        client.close();
        process.destroy();
        process.waitFor();
        CityProcess.killPostmaster(data);
    }
}

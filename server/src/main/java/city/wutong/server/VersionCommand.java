package city.wutong.server;

import city.wutong.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import picocli.CommandLine.Model.CommandSpec;

/// `wutong version`: what runs here.
final class VersionCommand {

    private static final String UNKNOWN = "unknown";

    private VersionCommand() {}

    static CommandSpec spec() {
        CommandSpec[] self = new CommandSpec[1];
        Callable<Integer> print =
                () -> {
                    lines().forEach(self[0].commandLine().getOut()::println);
                    return 0;
                };
        self[0] = CommandSpec.wrapWithoutInspection(print);
        self[0].usageMessage().description("Prints the versions of Wutong, Java and PostgreSQL.");
        return self[0];
    }

    static List<String> lines() throws IOException {
        Attributes manifest = manifest();
        return List.of(
                "Wutong "
                        + value(manifest, "Implementation-Version")
                        + " (commit "
                        + value(manifest, "Commit")
                        + ")",
                "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
                "PostgreSQL " + EmbeddedPostgres.VERSION + " (its own; 15 or newer outside)");
    }

    private static Attributes manifest() throws IOException {
        String jar = Wutong.class.getProtectionDomain().getCodeSource().getLocation().toString();
        if (!jar.endsWith(".jar")) {
            return new Attributes();
        }
        URL url = java.net.URI.create("jar:" + jar + "!/META-INF/MANIFEST.MF").toURL();
        try (InputStream in = url.openStream()) {
            return new Manifest(in).getMainAttributes();
        }
    }

    private static String value(Attributes manifest, String name) {
        return Optional.ofNullable(manifest.getValue(name)).orElse(UNKNOWN);
    }
}

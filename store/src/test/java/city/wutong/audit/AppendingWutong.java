package city.wutong.audit;

import city.wutong.access.AuditEntry;
import city.wutong.postgres.EmbeddedPostgres;
import city.wutong.postgres.Tables;
import city.wutong.start.DataFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Another process that appends as fast as it can and tells each entry that was acknowledged, until
/// it is killed.
final class AppendingWutong {
    private static final int CALLERS = 32;
    private static final String DONE = "done ";

    private final Process process;
    private final BufferedReader out;

    private AppendingWutong(Process process) {
        this.process = process;
        this.out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static AppendingWutong start(Path folder) throws IOException {
        return new AppendingWutong(
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin/java")
                                                .toString(),
                                        "-D"
                                                + EmbeddedPostgres.CACHE_PROPERTY
                                                + "="
                                                + System.getProperty(
                                                        EmbeddedPostgres.CACHE_PROPERTY, ""),
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        AppendingWutong.class.getName(),
                                        folder.toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    /// Waits for so many acknowledgements, kills it, and returns them.
    List<String> killAfter(int acknowledged) throws IOException, InterruptedException {
        var told = new ArrayList<String>();
        try {
            while (told.size() < acknowledged) {
                var line = Optional.ofNullable(out.readLine()).orElseThrow();
                if (line.startsWith(DONE)) { // the log goes there too
                    told.add(line.substring(DONE.length()));
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return told;
    }

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) {
        var path = Path.of(arguments[0]);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var number = new AtomicInteger();
        var clock = Clock.systemUTC();
        try (var folder = DataFolder.lock(path);
                var postgres = EmbeddedPostgres.start(folder);
                var chain =
                        AuditChain.open(
                                new Tables(postgres, AuditChain.SCHEMA),
                                folder.path().resolve("audit"),
                                clock,
                                Duration.ofDays(1_000));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                var _ =
                        callers.submit(() -> {
                            while (true) {
                                var object =
                                        ProcessHandle.current().pid()
                                                + "-"
                                                + number.incrementAndGet()
                                                + ".";
                                chain.append(
                                        new AuditEntry(
                                                clock.instant(), "a", "", "b", object, "", "200"));
                                out.println(DONE + object);
                            }
                        });
            }
        }
    }
}

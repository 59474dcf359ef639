package city.wutong.postgres;

import city.wutong.start.DataFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// Another process that holds a data folder with its PostgreSQL, until it is killed.
final class OtherWutong implements AutoCloseable {

    private final Process process;

    private OtherWutong(Process process) {
        this.process = process;
    }

    /// Starts it and waits until its database runs.
    static OtherWutong start(Path folder) throws IOException {
        Process process =
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
                                        OtherWutong.class.getName(),
                                        folder.toString()))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        InputStream out = process.getInputStream();
        int read = out.read();
        while (read != '!' && read >= 0) {
            read = out.read();
        }
        return new OtherWutong(process);
    }

    long pid() {
        return process.pid();
    }

    /// SIGKILL: it can tidy nothing.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    /// The other process itself: `!` on standard output says that the database runs.
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws InterruptedException {
        try (DataFolder folder = DataFolder.lock(Path.of(arguments[0]));
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            System.out.println(postgres.pid() + "!");
            Thread.currentThread().join();
        }
    }
}

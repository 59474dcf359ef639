package city.wutong.postgres;

import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once from the jar that carries them.
///
/// They are unpacked beside the place where they belong and renamed, so that a folder of that name
/// is always whole; of two processes that do it at once one wins and the other throws its copy
/// away.
final class Binaries {

    static final String VERSION = "18.6.0";
    static final int MAJOR = 18;

    private static final Duration SYNC_LIMIT = Duration.ofSeconds(60);

    private Binaries() {}

    /// The folder with `bin`, `lib` and `share`, inside `cache`.
    static Path unpack(Path cache) throws IOException, InterruptedException {
        Path home = cache.resolve("bin-" + VERSION);
        if (Files.isDirectory(home)) {
            return home;
        }
        Files.createDirectories(cache);
        Path unfinished = Files.createTempDirectory(cache, "bin-" + VERSION + ".new-");
        try {
            extract(unfinished);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
            Program.run(SYNC_LIMIT, List.of("sync", "-f", unfinished.toString()));
            publish(unfinished, home);
        } finally {
            deleteAll(unfinished);
        }
        return home;
    }

    /// Deletes a folder with all that is in it, if it exists.
    static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void publish(Path unfinished, Path home) throws IOException {
        try {
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static void extract(Path into) throws IOException {
        try (InputStream archive = archive();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(
                                new XZInputStream(new BufferedInputStream(archive)))) {
            Optional<TarArchiveEntry> entry = Optional.ofNullable(tar.getNextEntry());
            while (entry.isPresent()) {
                extract(tar, entry.get(), into);
                entry = Optional.ofNullable(tar.getNextEntry());
            }
        }
    }

    private static void extract(InputStream tar, TarArchiveEntry entry, Path into)
            throws IOException {
        Path target = into.resolve(entry.getName()).normalize();
        if (!target.startsWith(into) || entry.getName().endsWith(".a")) {
            return; // static libraries are of no use here
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        boolean program = (entry.getMode() & 0b001_000_000) != 0;
        Files.setPosixFilePermissions(
                target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static InputStream archive() {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String name =
                switch (machine) {
                    case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
                    case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
                    default -> "";
                };
        boolean linux = "Linux".equals(System.getProperty("os.name"));
        return Optional.ofNullable(Binaries.class.getResourceAsStream("/" + name))
                .filter(_ -> linux && !name.isEmpty())
                .orElseThrow(() ->
                        new StartRefused(
                                ExitCode.DATABASE,
                                "Wutong brings no PostgreSQL for this kind of machine ("
                                        + System.getProperty("os.name")
                                        + " "
                                        + machine
                                        + "): install PostgreSQL 15 or newer and name it"
                                        + " with --db-url."));
    }
}

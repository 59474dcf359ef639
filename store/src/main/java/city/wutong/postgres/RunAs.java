package city.wutong.postgres;

import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// As whom PostgreSQL's programs run. They refuse root, so root either puts them into a user
/// namespace of their own, where the same files belong to nobody in particular, or hands them and
/// their folder to an unprivileged user.
sealed interface RunAs {

    Duration PROBE_LIMIT = Duration.ofSeconds(10);

    /// Becomes the user `$0` with that user's group, and then the program.
    String BECOME = "exec setpriv --reuid=\"$0\" --regid=\"$(id -g \"$0\")\" --clear-groups \"$@\"";

    /// We are not root: as ourselves.
    record Ourselves() implements RunAs {}

    /// We are root: in a user namespace without any user mapped.
    record Namespace() implements RunAs {}

    /// We are root: as another user of this machine.
    record User(String name) implements RunAs {}

    /// What stands before a command to run it so.
    default List<String> command(List<String> command) {
        List<String> before =
                switch (this) {
                    case Ourselves _ -> List.of();
                    case Namespace _ -> List.of("unshare", "-U");
                    case User(var name) -> List.of("sh", "-c", BECOME, name);
                };
        return Stream.concat(before.stream(), command.stream()).toList();
    }

    /// The first way that works here for the programs in `binaries` and a folder of theirs.
    static RunAs choose(Path binaries, Path folder) throws IOException, InterruptedException {
        if (!isRoot()) {
            return new Ourselves();
        }
        List<RunAs> candidates = List.of(new Namespace(), new User("postgres"), new User("nobody"));
        return choose(binaries, folder, candidates).orElseThrow(() -> noWay(folder));
    }

    /// The first of the candidates that works.
    static Optional<RunAs> choose(Path binaries, Path folder, List<RunAs> candidates)
            throws IOException, InterruptedException {
        for (RunAs candidate : candidates) {
            if (candidate.prepare(folder) && candidate.works(binaries, folder)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static StartRefused noWay(Path folder) {
        return new StartRefused(
                ExitCode.DATABASE,
                "PostgreSQL does not run as root, and no unprivileged way was found to run it in "
                        + folder
                        + ": start Wutong as another user, or name a database with --db-url.");
    }

    /// Gives the folder to the user it will run as; false when there is no such user.
    private boolean prepare(Path folder) throws IOException {
        try {
            handOver(folder, owner(folder));
            return true;
        } catch (UserPrincipalNotFoundException e) {
            return false;
        }
    }

    private UserPrincipal owner(Path folder) throws IOException {
        return switch (this) {
            case User(var name) ->
                    folder.getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName(name);
            case Ourselves _, Namespace _ -> Files.getOwner(Path.of("/proc/self"));
        };
    }

    private static void handOver(Path folder, UserPrincipal owner) throws IOException {
        if (Files.getOwner(folder).equals(owner)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                Files.getFileAttributeView(
                                path,
                                java.nio.file.attribute.FileOwnerAttributeView.class,
                                LinkOption.NOFOLLOW_LINKS)
                        .setOwner(owner);
            }
        }
    }

    private boolean works(Path binaries, Path folder) throws IOException, InterruptedException {
        String look = "[ $(id -u) != 0 ] && [ -w \"$0\" ] && \"$1\" --version";
        String postgres = binaries.resolve("bin/postgres").toString();
        return Program.run(
                        PROBE_LIMIT,
                        command(List.of("sh", "-c", look, folder.toString(), postgres)))
                .ok();
    }

    private static boolean isRoot() throws IOException {
        return Optional.ofNullable(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .filter(Integer.valueOf(0)::equals)
                .isPresent();
    }
}

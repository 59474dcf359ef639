package city.wutong.start;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The folder with everything a Wutong keeps on disk, locked for this process until closed.
///
/// The lock is the operating system's, on `wutong.lock`, so it ends with the process however that
/// ends. Such locks belong to a process, and closing *any* channel on the file gives them up: so a
/// folder that this process holds already is recognised by [#HELD], before the file is opened.
public final class DataFolder implements AutoCloseable {

    private static final String LOCK_FILE = "wutong.lock";
    private static final String PURPOSE_FILE = "wutong.purpose";

    /// Of a folder from before purposes were noted.
    private static final String FIRST_PURPOSE = "run";

    private static final int PID_BYTES = 20;

    /// Others may pass through (PostgreSQL, where it runs as another user), but not look.
    private static final FileAttribute<?> NOT_FOR_OTHERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));

    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Makes the folder when it is missing and takes it for this process.
    public static DataFolder lock(Path folder) {
        try {
            Files.createDirectories(folder, NOT_FOR_OTHERS);
            return lockReal(folder.toRealPath());
        } catch (IOException e) {
            throw new StartRefused(
                    ExitCode.FOLDER_UNFIT,
                    "The data folder "
                            + folder
                            + " cannot be used ("
                            + reason(e)
                            + "): name another with --data.",
                    e);
        }
    }

    /// Keeps the folder for one purpose, e.g. `run` or `demo`: a folder that was used for another
    /// is refused, so that a demonstration never gets among a city's own data.
    public void keepFor(String purpose) {
        var note = path.resolve(PURPOSE_FILE);
        try {
            boolean isUsed = Files.exists(path.resolve("postgres"));
            var before =
                    Files.exists(note)
                            ? Files.readString(note, US_ASCII).strip()
                            : isUsed ? FIRST_PURPOSE : purpose;
            if (!before.equals(purpose)) {
                throw new StartRefused(
                        ExitCode.FOLDER_UNFIT,
                        "The data folder "
                                + path
                                + " belongs to \"wutong "
                                + before
                                + "\", not to \"wutong "
                                + purpose
                                + "\": name another with --data.");
            }
            Files.writeString(note, purpose + "\n", US_ASCII);
        } catch (IOException e) {
            throw new StartRefused(
                    ExitCode.FOLDER_UNFIT,
                    "The data folder " + path + " cannot be used (" + reason(e) + ").",
                    e);
        }
    }

    /// The absolute path, without symbolic links.
    public Path path() {
        return path;
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give up " + path, e);
        } finally {
            HELD.remove(path);
        }
    }

    /// What an exception of the file system says, in words.
    public static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException x -> x.getFile() + " is not a folder";
            case NoSuchFileException x -> x.getFile() + " is missing";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static DataFolder lockReal(Path path) throws IOException {
        if (!HELD.add(path)) {
            throw inUse(path, ProcessHandle.current().pid() + "");
        }
        try {
            return new DataFolder(path, lockedChannel(path));
        } catch (IOException | RuntimeException e) {
            HELD.remove(path);
            throw e;
        }
    }

    private static FileChannel lockedChannel(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path.resolve(LOCK_FILE),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
            if (lock.isEmpty()) {
                throw inUse(path, pidIn(channel));
            }
            write(channel, ProcessHandle.current().pid());
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void write(FileChannel channel, long pid) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((pid + "\n").getBytes(US_ASCII)), 0);
    }

    private static String pidIn(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PID_BYTES);
        channel.read(bytes, 0);
        String pid = US_ASCII.decode(bytes.flip()).toString().strip();
        return pid.isEmpty() ? "unknown" : pid;
    }

    private static StartRefused inUse(Path path, String pid) {
        return new StartRefused(
                ExitCode.FOLDER_IN_USE,
                "The data folder "
                        + path
                        + " is in use by another Wutong (process "
                        + pid
                        + "): stop that one, or name another folder with --data.");
    }
}

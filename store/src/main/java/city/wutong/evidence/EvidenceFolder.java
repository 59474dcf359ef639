package city.wutong.evidence;

import city.wutong.cases.EvidenceStore;
import city.wutong.cases.Taken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Evidence in a folder: a file each, under the first two digits of its SHA-256. Photographs are
/// kept without their metadata, and the hash is that of what is kept; when and where they were
/// taken stands in a file beside them.
///
/// A piece is written beside its place, forced to disk and then moved there, so that a file under
/// its hash is whole however the process ends.
public final class EvidenceFolder implements EvidenceStore {
    private static final int HASH_DIGITS = 64;
    private static final int SHELF_DIGITS = 2;
    private static final String TAKEN = ".taken";

    private final Path folder;
    private final Clock clock;

    /// How often each piece is held now. Also the lock under which pieces are held and removed.
    private final Map<String, Integer> held = new HashMap<>();

    /// @param clock the office clock, by which pieces are sent
    public EvidenceFolder(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Optional<Piece> put(byte[] sent) throws IOException {
        var type = ContentType.of(sent);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        var stripped = type.get().stripped(sent);
        var content = stripped.content();
        var sha256 = hash(content);
        var place = place(sha256);
        if (stripped.taken().isKnown() && !Files.exists(beside(place))) {
            write(beside(place), TakenFile.written(stripped.taken()));
        }
        var piece = new Piece(sha256, type.get().mediaType(), content.length, taken(place));
        synchronized (held) {
            if (!Files.exists(place) || !hash(Files.readAllBytes(place)).equals(piece.sha256())) {
                write(place, content); // what was changed on disk is whole again
            }
            Files.setLastModifiedTime(place, FileTime.from(clock.instant()));
        }
        return Optional.of(piece);
    }

    @Override
    public Optional<Piece> find(String sha256) throws IOException {
        var content = read(sha256);
        var type = content.flatMap(ContentType::of);
        return content.isEmpty() || type.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Piece(
                                sha256,
                                type.get().mediaType(),
                                content.get().length,
                                taken(place(sha256))));
    }

    /// What is known of a photograph that lies there; the first who sent it counts.
    private static Taken taken(Path place) throws IOException {
        var file = beside(place);
        return Files.exists(file) ? TakenFile.read(Files.readAllBytes(file)) : Taken.UNKNOWN;
    }

    private static Path beside(Path place) {
        return place.resolveSibling(place.getFileName() + TAKEN);
    }

    @Override
    public Optional<byte[]> read(String sha256) throws IOException {
        if (!isHash(sha256) || !Files.exists(place(sha256))) {
            return Optional.empty();
        }
        var content = Files.readAllBytes(place(sha256));
        if (!hash(content).equals(sha256)) {
            throw new IOException("the evidence " + sha256 + " has been changed on disk");
        }
        return Optional.of(content);
    }

    @Override
    public Optional<Hold> hold(String sha256) {
        synchronized (held) {
            if (!isHash(sha256) || !Files.exists(place(sha256))) {
                return Optional.empty();
            }
            held.merge(sha256, 1, Integer::sum);
            return Optional.of(() -> letGo(sha256));
        }
    }

    private void letGo(String sha256) {
        synchronized (held) {
            held.computeIfPresent(sha256, (_, times) -> times == 1 ? null : times - 1);
        }
    }

    /// What is known of it goes first: without its piece nobody would look for it again.
    @Override
    public <E extends Exception> boolean remove(String sha256, Instant before, Naming<E> naming)
            throws IOException, E {
        if (!isHash(sha256)) {
            return false;
        }
        var place = place(sha256);
        synchronized (held) {
            if (held.containsKey(sha256) || isSentSince(place, before) || naming.isNamed(sha256)) {
                return false;
            }
            boolean wasKnown = Files.deleteIfExists(beside(place));
            boolean wasThere = Files.deleteIfExists(place);
            if (wasThere || wasKnown) {
                force(shelf(place));
            }
            return wasThere;
        }
    }

    private static boolean isSentSince(Path place, Instant time) throws IOException {
        return Files.exists(place) && !Files.getLastModifiedTime(place).toInstant().isBefore(time);
    }

    @Override
    public List<String> sentBefore(Instant time) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files =
                Files.find(
                        folder,
                        2,
                        (file, is) ->
                                is.isRegularFile()
                                        && isHash(file.getFileName().toString())
                                        && is.lastModifiedTime().toInstant().isBefore(time))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private static boolean isHash(String text) {
        return text.length() == HASH_DIGITS
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private Path place(String sha256) {
        return folder.resolve(sha256.substring(0, SHELF_DIGITS)).resolve(sha256);
    }

    private static void write(Path place, byte[] content) throws IOException {
        var shelf = shelf(place);
        Files.createDirectories(shelf);
        var draft = Files.createTempFile(shelf, "draft", "");
        try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            var rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        force(shelf);
    }

    private static Path shelf(Path place) {
        return Optional.ofNullable(place.toAbsolutePath().getParent()).orElseThrow();
    }

    private static void force(Path shelf) throws IOException {
        try (var channel = FileChannel.open(shelf, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package city.wutong.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The chain's head, noted outside the database: `head` holds the last one, `heads` one an hour and
/// whatever a start found in disagreement. Not forced to disk with each group: after a power cut it
/// may lag behind, which only widens what [ChainCheck] cannot tell.
final class HeadFile implements AutoCloseable {
    private static final int LINE = 128;
    private static final String CLOSED = "closed";
    private static final String OPEN = "open";

    private final Path folder;
    private final FileChannel channel;

    private HeadFile(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// The last note.
    ///
    /// @param closed whether it was written in closing, so that nothing can have come after it
    record Mark(ChainHead head, boolean closed) {
        /// The highest number that an entry can have.
        long farthest() {
            return closed ? head.number() : head.number() + ChainCheck.SLACK;
        }

        @Override
        public String toString() {
            return head.number() + " " + head.hash() + " " + (closed ? CLOSED : OPEN);
        }
    }

    static HeadFile open(Path folder) throws IOException {
        Files.createDirectories(folder);
        var channel =
                FileChannel.open(
                        folder.resolve("head"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        return new HeadFile(folder, channel);
    }

    /// Empty when none has been written.
    static Optional<Mark> mark(Path folder) throws IOException {
        var file = folder.resolve("head");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var line = Files.readString(file, US_ASCII).strip();
        return line.isEmpty() ? Optional.empty() : Optional.of(mark(line));
    }

    private static Mark mark(String line) throws IOException {
        var words = line.split(" ", -1);
        if (words.length != 3) {
            throw new IOException("the audit log's head is no head: " + line);
        }
        return new Mark(head(words[0], words[1]), words[2].equals(CLOSED));
    }

    private static ChainHead head(String number, String hash) throws IOException {
        try {
            return new ChainHead(Long.parseLong(number), hash);
        } catch (IllegalArgumentException e) {
            throw new IOException("no head of an audit log: " + number + " " + hash, e);
        }
    }

    /// The heads that were noted from time to time.
    static List<ChainHead> noted(Path folder) throws IOException {
        var file = folder.resolve("heads");
        var heads = new ArrayList<ChainHead>();
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file, US_ASCII)) {
                if (!line.isBlank()) {
                    heads.add(mark(line + " " + OPEN).head());
                }
            }
        }
        return heads;
    }

    /// In place, as one write of one block, so that a kill leaves this one or the one before.
    void write(Mark mark) throws IOException {
        var line = (mark + " ".repeat(LINE)).substring(0, LINE - 1) + "\n";
        channel.write(ByteBuffer.wrap(line.getBytes(US_ASCII)), 0);
    }

    /// Adds to the heads that stay.
    void note(ChainHead head) throws IOException {
        var line = head.number() + " " + head.hash() + "\n";
        try (var heads =
                FileChannel.open(
                        folder.resolve("heads"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            heads.write(ByteBuffer.wrap(line.getBytes(US_ASCII)));
            heads.force(true);
        }
        channel.force(true);
    }

    /// Drops the notes of entries that were cut off.
    void forget(long upTo) throws IOException {
        var rest = new StringBuilder();
        for (var head : noted(folder)) {
            if (head.number() > upTo) {
                rest.append(head.number()).append(' ').append(head.hash()).append('\n');
            }
        }
        var draft = Files.writeString(folder.resolve("heads.new"), rest, US_ASCII);
        Files.move(draft, folder.resolve("heads"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() throws IOException {
        channel.force(true);
        channel.close();
    }
}

package city.wutong.cases;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps evidence (photographs, documents) under the hash of its bytes, so that nobody can change a
/// piece without its name changing.
public interface EvidenceStore {
    /// A piece that is kept.
    ///
    /// @param sha256 64 lower-case hexadecimal digits
    /// @param contentType found out from the bytes, e.g. `image/jpeg`
    /// @param taken what its metadata said before it lost them
    record Piece(String sha256, String contentType, long bytes, Taken taken) {}

    /// Keeps a piece durably; keeping it again changes nothing. A photograph loses its metadata
    /// first, so that its hash may be another than the sender's.
    ///
    /// @return empty when it is of no kind that is taken
    /// @throws city.wutong.refusal.Refused when a photograph is broken or has too many pixels
    Optional<Piece> put(byte[] content) throws IOException;

    Optional<Piece> find(String sha256) throws IOException;

    /// Keeps a piece while a command that names it is decided: until it is let go, nobody removes
    /// it.
    ///
    /// @return empty when there is no such piece
    Optional<Hold> hold(String sha256) throws IOException;

    /// A piece that is held.
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }

    /// Whether a case names a piece.
    ///
    /// @param <E> what keeps one from finding out
    @FunctionalInterface
    interface Naming<E extends Exception> {
        boolean isNamed(String sha256) throws E;
    }

    /// Lets a piece be gone, unless it is held, is named by a case, or was sent at that time or
    /// later; nothing when there is none. What is held now and named by nobody after all is found
    /// by [UnnamedEvidence].
    ///
    /// @return whether it was there and is gone
    <E extends Exception> boolean remove(String sha256, Instant before, Naming<E> naming)
            throws IOException, E;

    /// The hashes of the pieces that were sent before that time, and not again since.
    List<String> sentBefore(Instant time) throws IOException;

    /// The bytes; empty when there is no such piece.
    Optional<byte[]> read(String sha256) throws IOException;
}

package city.wutong.cases;

import java.io.IOException;
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

    /// Lets a piece be gone; nothing when there is none.
    void remove(String sha256) throws IOException;

    /// The bytes; empty when there is no such piece.
    Optional<byte[]> read(String sha256) throws IOException;
}

package city.wutong.resource;

import city.wutong.cases.EvidenceStore;
import city.wutong.cases.EvidenceStore.Piece;
import city.wutong.cases.SeenCases;
import java.io.IOException;
import java.util.Optional;

/// Evidence as one caller sees it: that of the cases that they see, and what no case names yet.
record SeenEvidence(EvidenceStore evidence, SeenCases cases) {
    Optional<Piece> put(byte[] content) throws IOException {
        return evidence.put(content);
    }

    Optional<Piece> find(String sha256) throws IOException {
        return cases.showEvidence(sha256) ? evidence.find(sha256) : Optional.empty();
    }

    Optional<byte[]> read(String sha256) throws IOException {
        return cases.showEvidence(sha256) ? evidence.read(sha256) : Optional.empty();
    }
}

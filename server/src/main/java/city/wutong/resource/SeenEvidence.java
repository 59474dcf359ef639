package city.wutong.resource;

import city.wutong.cases.CaseReason;
import city.wutong.cases.EvidenceStore;
import city.wutong.cases.EvidenceStore.Hold;
import city.wutong.cases.EvidenceStore.Piece;
import city.wutong.cases.SeenCases;
import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Evidence as one caller sees it: that of the cases that they see, and what no case names yet.
record SeenEvidence(EvidenceStore evidence, SeenCases cases) {
    Optional<Piece> put(byte[] content) throws IOException {
        return evidence.put(content);
    }

    Optional<Piece> find(String sha256) throws IOException {
        return cases.showEvidence(sha256) ? evidence.find(sha256) : Optional.empty();
    }

    /// Holds all of these while a command that names them is decided.
    ///
    /// @throws city.wutong.refusal.Refused with 400 for one that is not there; then none is held
    Hold hold(List<String> hashes) throws IOException {
        var holds = new ArrayList<Hold>();
        Hold all = () -> holds.forEach(Hold::close);
        for (var hash : hashes) {
            var hold = cases.showEvidence(hash) ? evidence.hold(hash) : Optional.<Hold>empty();
            if (hold.isEmpty()) {
                all.close();
                throw Refusal.of(CaseReason.EVIDENCE_UNKNOWN, hash).thrown();
            }
            holds.add(hold.get());
        }
        return all;
    }

    Optional<byte[]> read(String sha256) throws IOException {
        return cases.showEvidence(sha256) ? evidence.read(sha256) : Optional.empty();
    }
}

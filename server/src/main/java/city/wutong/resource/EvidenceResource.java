package city.wutong.resource;

import city.wutong.cases.CaseReason;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.util.Set;

/// `/api/evidence`: photographs and documents, each under the hash of its bytes.
final class EvidenceResource {
    private static final System.Logger LOG = System.getLogger(EvidenceResource.class.getName());

    private final Tenancy tenancy;

    EvidenceResource(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    Answer take(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        if (call.body().length == 0) {
            throw Refusal.of(HttpReason.EVIDENCE_KIND).thrown();
        }
        try {
            var piece = tenancy.of(call).evidence().put(call.body());
            if (piece.isEmpty()) {
                return Answer.refused(Refusal.of(HttpReason.EVIDENCE_KIND));
            }
            var told = piece.get();
            return Tell.object()
                    .with("sha256", told.sha256())
                    .with("contentType", told.contentType())
                    .with("bytes", told.bytes())
                    .answer(201)
                    .with("Location", "/api/evidence/" + told.sha256());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    Answer show(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var hash = call.path("hash");
        try {
            var evidence = tenancy.of(call).evidence();
            var piece = evidence.find(hash);
            var content = evidence.read(hash);
            if (piece.isEmpty() || content.isEmpty()) {
                return Answer.refused(Refusal.of(CaseReason.EVIDENCE_GONE, hash));
            }
            // What is under a hash never changes.
            return Answer.of(200, new Answer.Text(piece.get().contentType(), content.get()))
                    .with("Cache-Control", "private, max-age=31536000, immutable")
                    .with("Content-Security-Policy", "default-src 'none'; sandbox");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static RuntimeException failed(IOException e) {
        LOG.log(System.Logger.Level.ERROR, "evidence cannot be written or read", e);
        return Refusal.of(HttpReason.DISK_FAILS).thrown();
    }
}

package city.wutong.resource;

import city.wutong.cases.CaseReason;
import city.wutong.cases.EvidenceStore;
import city.wutong.cases.Taken;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.util.List;
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
            return told(piece.get())
                    .answer(201)
                    .with("Location", "/api/evidence/" + piece.get().sha256());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /// What is known of a piece: kind, size, when and where its camera says that it was taken.
    Answer facts(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var hash = call.path("hash");
        try {
            return tenancy.of(call)
                    .evidence()
                    .find(hash)
                    .map(piece -> told(piece).answer(200))
                    .orElseGet(() -> Answer.refused(Refusal.of(CaseReason.EVIDENCE_GONE, hash)));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static Tell told(EvidenceStore.Piece piece) {
        var taken = piece.taken();
        return Tell.object()
                .with("sha256", piece.sha256())
                .with("contentType", piece.contentType())
                .with("bytes", piece.bytes())
                .with("takenAt", taken.at(), Tell::time)
                .with("takenLocal", taken.local(), time -> Json.of(time.toString()))
                .with("takenOffset", taken.offset(), zone -> Json.of(zone.getId()))
                .with("takenPlace", taken.place(), EvidenceResource::point);
    }

    private static Json point(Taken.Place place) {
        var position = List.<Json>of(Json.of(place.longitude()), Json.of(place.latitude()));
        return Tell.object().with("type", "Point").with("coordinates", Json.array(position)).json();
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

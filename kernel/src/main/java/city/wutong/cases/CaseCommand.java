package city.wutong.cases;

import city.wutong.json.Json;
import city.wutong.text.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What somebody wants done to a case.
public sealed interface CaseCommand {
    /// Open it.
    ///
    /// @param subject the URI of the entity it is about
    /// @param place GeoJSON in WGS 84
    record Open(
            CaseType type, Text title, String subject, Optional<Json> place, Optional<String> alert)
            implements CaseCommand {}

    /// Add another alert of the same subject.
    record Join(String alert) implements CaseCommand {}

    /// Bring it on.
    ///
    /// @param type the case's type
    /// @param evidence SHA-256 of each piece; named twice it is one piece
    /// @param seen how many events the person had seen: if there are more, somebody was faster
    record Act(CaseType type, String action, String note, List<String> evidence, OptionalInt seen)
            implements CaseCommand {
        public Act {
            evidence = evidence.stream().distinct().toList();
        }
    }

    /// Say something about it.
    record Comment(String note) implements CaseCommand {}

    /// Erase what it tells of people.
    ///
    /// @param pseudonym a new URI to stand for whom or what it was about
    /// @param closedBy only if it has been closed since then or longer; empty: whatever it is
    record Erase(String pseudonym, Optional<Instant> closedBy) implements CaseCommand {}
}

package city.wutong.cases;

import city.wutong.json.Json;
import city.wutong.text.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One event in the life of a case: the case is what its events make of it.
///
/// @param number its place in the case, from 1
/// @param at the office clock
/// @param actor who: a pseudonym that is no personal data
/// @param key the request's idempotency key, by which it is known again
public record CaseEvent(int number, Instant at, String actor, Optional<String> key, What what) {
    /// What a case is called when nothing may be left of what it was about.
    private static final Text ERASED_TITLE = new Text("个人信息已删除", "Personal data erased");

    /// What happened.
    public sealed interface What {}

    /// The case was opened.
    ///
    /// @param caseNumber for people, e.g. `2026-000123`
    /// @param subject the URI of the entity it is about
    /// @param place GeoJSON in WGS 84
    /// @param alert the alert that opened it
    /// @param dueAt by when it is to be closed
    public record Opened(
            String typeId,
            int version,
            String caseNumber,
            Text title,
            String subject,
            Optional<Json> place,
            Optional<String> alert,
            String state,
            Instant dueAt)
            implements What {}

    /// Another alert of the same subject was added to it.
    public record Joined(String alert) implements What {}

    /// Somebody brought it from one state to another.
    ///
    /// @param open whether the new state is an open one
    /// @param evidence SHA-256 of each piece, as 64 hexadecimal digits
    public record Moved(
            String action, String from, String to, boolean open, String note, List<String> evidence)
            implements What {
        public Moved {
            evidence = List.copyOf(evidence);
        }
    }

    /// Somebody said something about it.
    public record Commented(String note) implements What {}

    /// What it told of people was erased (PIPL article 47): of all that happened before, only what
    /// happened and when is left.
    ///
    /// @param pseudonym a URI that stands for whom or what the case was about, and that leads
    ///   nowhere
    public record Erased(String pseudonym) implements What {}

    /// What is left of it when what it tells of people is erased.
    ///
    /// @param pseudonym that of [Erased]
    public CaseEvent blank(String pseudonym) {
        return new CaseEvent(number, at, actor, Optional.empty(), blank(what, pseudonym));
    }

    private static What blank(What what, String pseudonym) {
        return switch (what) {
            case Opened opened ->
                    new Opened(
                            opened.typeId(),
                            opened.version(),
                            opened.caseNumber(),
                            ERASED_TITLE,
                            pseudonym,
                            Optional.empty(),
                            Optional.empty(),
                            opened.state(),
                            opened.dueAt());
            case Joined _ -> new Joined(pseudonym);
            case Moved moved ->
                    new Moved(
                            moved.action(), moved.from(), moved.to(), moved.open(), "", List.of());
            case Commented _ -> new Commented("");
            case Erased erased -> erased;
        };
    }
}

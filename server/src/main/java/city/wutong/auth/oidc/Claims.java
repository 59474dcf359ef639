package city.wutong.auth.oidc;

import city.wutong.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What an ID token says (OpenID Connect Core 1.0 §2). It is trusted only when [IdTokens] made it.
record Claims(Json.Obj json) {
    /// A text of one line.
    Optional<String> text(String name) {
        return member(name)
                .filter(Json.Str.class::isInstance)
                .map(found -> ((Json.Str) found).value());
    }

    /// One text, or a list of them; empty when it is neither.
    List<String> texts(String name) {
        return member(name).map(Claims::texts).orElse(List.of());
    }

    private static List<String> texts(Json json) {
        return switch (json) {
            case Json.Str(var text) -> List.of(text);
            case Json.Arr(var items) -> items.stream().flatMap(i -> one(i).stream()).toList();
            case Json.Obj _, Json.Num _, Json.Literal _ -> List.of();
        };
    }

    private static Optional<String> one(Json json) {
        return json instanceof Json.Str(var text) ? Optional.of(text) : Optional.empty();
    }

    /// Seconds since 1970.
    Optional<Instant> time(String name) {
        return member(name)
                .filter(Json.Whole.class::isInstance)
                .map(found -> ((Json.Whole) found).value())
                .filter(seconds -> seconds >= 0 && seconds < Instant.MAX.getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    boolean has(String name) {
        return json.get(name).isPresent();
    }

    /// The member of that whole name, else the one that its parts between dots lead to.
    private Optional<Json> member(String name) {
        var whole = json.get(name);
        if (whole.isPresent()) {
            return whole;
        }
        Optional<Json> found = Optional.of(json);
        for (var part : name.split("\\.", -1)) {
            found = found.flatMap(at -> at instanceof Json.Obj o ? o.get(part) : Optional.empty());
        }
        return found;
    }
}

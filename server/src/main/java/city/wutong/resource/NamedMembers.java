package city.wutong.resource;

import city.wutong.http.Call;
import city.wutong.json.Json;
import city.wutong.refusal.Refused;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What of accounts, roles, keys and the organisation is changed, as audit entries say it: the
/// members that a request brings, and of those that name areas, departments, posts, accounts, roles
/// and times also to what. Names that people gave stay out.
final class NamedMembers {
    private static final Set<String> SHOWN =
            Set.of(
                    "code",
                    "parent",
                    "area",
                    "department",
                    "post",
                    "account",
                    "from",
                    "to",
                    "role",
                    "tenant",
                    "until");
    private static final int LONGEST = 64;

    private NamedMembers() {}

    static Optional<String> of(Call call) {
        try {
            return Optional.of(call.json() instanceof Json.Obj object ? members(object) : "");
        } catch (Refused e) {
            return Optional.of(""); // it will be refused for that
        }
    }

    private static String members(Json.Obj object) {
        return new TreeMap<>(object.members())
                .entrySet().stream().map(NamedMembers::member).collect(Collectors.joining(", "));
    }

    private static String member(Map.Entry<String, Json> member) {
        var name = member.getKey();
        return SHOWN.contains(name)
                        && member.getValue() instanceof Json.Str(var text)
                        && text.length() <= LONGEST
                ? name + "=" + text
                : name;
    }
}

package city.wutong.http;

import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

/// Refusals as ProblemDetails (RFC 7807; ETSI GS CIM 009 V1.9.1 clause 5.5.3), in the language that
/// the client prefers.
public final class Problems {
    private Problems() {}

    public static Json.Obj json(Refusal refusal, Optional<String> acceptLanguage) {
        var family = refusal.reason().family();
        var members = new LinkedHashMap<String, Json>();
        members.put("type", Json.of(family.problemType()));
        members.put("title", Json.of(title(family.name())));
        members.put("status", Json.of(family.status()));
        members.put(
                "detail",
                Json.of(prefersChinese(acceptLanguage) ? refusal.chinese() : refusal.english()));
        members.put("code", Json.of(refusal.reason().code()));
        return Json.object(members);
    }

    private static String title(String family) {
        var words = family.replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /// Whether the first language that is either is Chinese.
    static boolean prefersChinese(Optional<String> acceptLanguage) {
        if (acceptLanguage.isEmpty()) {
            return false;
        }
        for (var range : acceptLanguage.get().split(",")) {
            var language = range.strip().toLowerCase(Locale.ROOT);
            if (language.startsWith("zh")) {
                return true;
            }
            if (language.startsWith("en")) {
                return false;
            }
        }
        return false;
    }
}

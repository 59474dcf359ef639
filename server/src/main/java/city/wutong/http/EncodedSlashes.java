package city.wutong.http;

import io.helidon.common.uri.UriPath;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import java.util.Locale;
import java.util.Optional;

/// Matches a path whose segments may hold encoded slashes, as an entity's has whose id is
/// `https://example.org/lots/1` (any URI may be one: ETSI GS CIM 009 V1.9.1 clause 4.6.1): to the
/// web server, which decodes before it looks, these would end the segment.
///
/// They are hidden from it by being encoded twice, and so are percent signs, so that [#shown] tells
/// them from those that were encoded twice already.
record EncodedSlashes(PathMatcher matcher) implements PathMatcher {
    @Override
    public PathMatchers.MatchResult match(UriPath path) {
        return matcher.match(hidden(path));
    }

    @Override
    public PathMatchers.PrefixMatchResult prefixMatch(UriPath path) {
        return matcher.prefixMatch(hidden(path));
    }

    @Override
    public Optional<String> matchingElement() {
        return matcher.matchingElement();
    }

    private static UriPath hidden(UriPath path) {
        var raw = path.rawPath();
        return has(raw)
                ? UriPath.create(raw.replace("%25", "%2525").replaceAll("%2[Ff]", "%252F"))
                : path;
    }

    private static boolean has(String rawPath) {
        return rawPath.toUpperCase(Locale.ROOT).contains("%2F");
    }

    /// A part of a path as it was meant.
    ///
    /// @param rawPath the whole, as it came
    /// @param part what the web server makes of the part after the match
    static String shown(String rawPath, String part) {
        return has(rawPath) ? part.replace("%2F", "/").replace("%25", "%") : part;
    }
}

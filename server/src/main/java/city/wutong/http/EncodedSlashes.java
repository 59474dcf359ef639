package city.wutong.http;

import io.helidon.common.uri.UriPath;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import java.util.Optional;

/// Matches a path whose segments may hold encoded slashes, as an entity's has whose id is
/// `https://example.org/lots/1` (any URI may be one: ETSI GS CIM 009 V1.9.1 clause 4.6.1): to the
/// web server, which decodes before it looks, these would end the segment.
///
/// They are hidden from it by being encoded twice, and so are percent signs, so that [#shown] tells
/// them from those that were encoded twice already.
///
/// @param begin what every such path begins with: most routes are ruled out by it, without a
///   regular expression
record EncodedSlashes(String begin, PathMatcher matcher) implements PathMatcher {
    /// The matcher of a route's path.
    static EncodedSlashes of(String path) {
        int variable = path.indexOf('{');
        return new EncodedSlashes(
                variable < 0 ? withoutSlash(path) : path.substring(0, variable),
                PathMatchers.create(withOrWithoutSlash(path)));
    }

    /// NGSI-LD writes its collections with a slash at the end (clause 6.2), its clients mostly
    /// without.
    private static String withOrWithoutSlash(String path) {
        return path.endsWith("/") || path.contains("{+") ? path : path + "[/]";
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    @Override
    public PathMatchers.MatchResult match(UriPath path) {
        return isRuledOut(path.rawPath())
                ? PathMatchers.MatchResult.notAccepted()
                : matcher.match(hidden(path));
    }

    /// Escapes and path parameters could hide what it begins with.
    private boolean isRuledOut(String raw) {
        return !raw.startsWith(begin) && raw.indexOf('%') < 0 && raw.indexOf(';') < 0;
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
        return rawPath.indexOf('%') >= 0 && (rawPath.contains("%2F") || rawPath.contains("%2f"));
    }

    /// A part of a path as it was meant.
    ///
    /// @param rawPath the whole, as it came
    /// @param part what the web server makes of the part after the match
    static String shown(String rawPath, String part) {
        return has(rawPath) ? part.replace("%2F", "/").replace("%25", "%") : part;
    }
}

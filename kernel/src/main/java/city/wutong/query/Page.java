package city.wutong.query;

import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import org.jspecify.annotations.Nullable;

/// The part of a result that is asked for (clauses 5.5.9, 6.3.10 and 6.3.13).
///
/// @param limit the most entities of the answer; 0 only together with count
/// @param offset how many are passed over first
/// @param count whether the number of all matches is wanted
public record Page(int limit, int offset, boolean count) {
    public static final int DEFAULT_LIMIT = 20;
    public static final int LARGEST_LIMIT = 1_000;
    public static final int LARGEST_OFFSET = 1_000_000_000;

    public static final Page FIRST = new Page(DEFAULT_LIMIT, 0, false);

    public Page {
        if (limit < 0 || limit > LARGEST_LIMIT || (limit == 0 && !count)) {
            throw new IllegalArgumentException("limit out of range");
        }
        if (offset < 0 || offset > LARGEST_OFFSET) {
            throw new IllegalArgumentException("offset out of range");
        }
    }

    /// The page that the parameters spell.
    ///
    /// @param limit as the request has it, null when it has none
    /// @throws Refused when they are no page
    public static Page parse(@Nullable String limit, @Nullable String offset, boolean count) {
        int most = limit == null ? DEFAULT_LIMIT : limit(limit);
        if (most == 0 && !count) {
            throw Refusal.of(QueryReason.LIMIT_ZERO).thrown();
        }
        return new Page(most, offset == null ? 0 : offset(offset), count);
    }

    private static int limit(String text) {
        int limit = number(text, QueryReason.LIMIT_MALFORMED, LARGEST_LIMIT);
        if (limit > LARGEST_LIMIT) {
            throw Refusal.of(QueryReason.LIMIT_TOO_LARGE, limit, LARGEST_LIMIT).thrown();
        }
        return limit;
    }

    private static int offset(String text) {
        int offset = number(text, QueryReason.OFFSET_MALFORMED, LARGEST_OFFSET);
        if (offset > LARGEST_OFFSET) {
            throw Refusal.of(QueryReason.OFFSET_MALFORMED, text, LARGEST_OFFSET).thrown();
        }
        return offset;
    }

    private static int number(String text, QueryReason reason, int largest) {
        boolean digits =
                !text.isEmpty()
                        && text.length() <= 10
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw Refusal.of(reason, text, largest).thrown();
        }
        return (int) Math.min(Long.parseLong(text), Integer.MAX_VALUE);
    }
}

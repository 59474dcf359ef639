package city.wutong.query;

import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import com.ibm.icu.text.Collator;
import com.ibm.icu.util.IllformedLocaleException;
import com.ibm.icu.util.ULocale;
import java.util.Comparator;
import java.util.Set;

/// The order of texts (clause 4.23.3): the root order of ICU, or one that a language tag names (RFC
/// 6067), e.g. `zh-u-co-pinyin`. What the tag's extensions mean is said by UTS 35: `ks-level1`
/// makes nothing of accents and case, `ks-identic` distinguishes most.
///
/// The JDK's own collator has neither ICU's root order nor the extensions, and orders no more Han
/// characters by pinyin than GB 2312 has. One of these serves one thread.
public final class Collation implements Comparator<String> {
    private static final int LONGEST_TAG = 100;
    private static final String KEYWORD = "collation";
    private static final Set<String> KINDS = Set.of(Collator.getKeywordValues(KEYWORD));

    private final Collator collator;

    private Collation(Collator collator) {
        this.collator = collator;
    }

    /// The root order.
    public static Collation root() {
        return new Collation(Collator.getInstance(ULocale.ROOT));
    }

    /// The order that a tag names.
    ///
    /// @throws Refused when it names none
    public static Collation of(String tag) {
        if (tag.isBlank() || tag.length() > LONGEST_TAG) {
            throw unknown(tag);
        }
        try {
            var locale = new ULocale.Builder().setLanguageTag(tag).build();
            var kind = locale.getKeywordValue(KEYWORD);
            if (kind != null && !KINDS.contains(kind)) {
                throw unknown(tag);
            }
            return new Collation(Collator.getInstance(locale));
        } catch (IllformedLocaleException
                | IllegalArgumentException
                | UnsupportedOperationException e) {
            throw unknown(tag);
        }
    }

    private static Refused unknown(String tag) {
        return Refusal.of(QueryReason.COLLATION_UNKNOWN, tag).thrown();
    }

    @Override
    public int compare(String one, String other) {
        return collator.compare(one, other);
    }
}

package city.wutong.openapi;

import java.util.Arrays;
import java.util.Optional;

/// A language in which the description can be had.
public enum Language {
    ZH("zh"),
    EN("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// The language of that tag; empty when it is another one.
    public static Optional<Language> ofTag(String tag) {
        return Arrays.stream(values()).filter(each -> each.tag.equals(tag)).findFirst();
    }

    public String tag() {
        return tag;
    }
}

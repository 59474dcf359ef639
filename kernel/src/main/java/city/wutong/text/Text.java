package city.wutong.text;

/// What a person reads, in Chinese and in English.
///
/// @param zh simplified Chinese, not blank
/// @param en English, not blank
public record Text(String zh, String en) {
    public Text {
        if (zh.isBlank() || en.isBlank()) {
            throw new IllegalArgumentException("a text has words in both languages");
        }
    }
}

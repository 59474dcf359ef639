package city.wutong.json;

/// A name or text that is written often, and encoded once for all.
public final class JsonWord {
    private final String text;
    private final byte[] quoted;

    private JsonWord(String text) {
        var out = new JsonBytes(text.length() + 2);
        out.text(text);
        this.text = text;
        this.quoted = out.toByteArray();
    }

    public static JsonWord of(String text) {
        return new JsonWord(text);
    }

    public String text() {
        return text;
    }

    /// As UTF-8, with its quotation marks.
    byte[] quoted() {
        return quoted;
    }

    @Override
    public String toString() {
        return text;
    }
}

package city.wutong.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of evidence that are taken, known by how their bytes begin and not by what a sender
/// calls them.
enum ContentType {
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff", ""),
    PNG("image/png", "\u0089PNG\r\n\u001a\n", ""),
    WEBP("image/webp", "RIFF", "WEBP"),
    PDF("application/pdf", "%PDF-", "");

    /// Where the second mark of a RIFF file stands, after the mark and a length.
    private static final int SECOND_MARK = 8;

    private final String name;
    private final byte[] mark;
    private final byte[] secondMark;

    ContentType(String name, String mark, String secondMark) {
        this.name = name;
        this.mark = mark.getBytes(ISO_8859_1);
        this.secondMark = secondMark.getBytes(ISO_8859_1);
    }

    static Optional<String> of(byte[] content) {
        return Arrays.stream(values())
                .filter(type -> type.begins(content))
                .map(type -> type.name)
                .findFirst();
    }

    private boolean begins(byte[] content) {
        return stands(mark, content, 0)
                && (secondMark.length == 0 || stands(secondMark, content, SECOND_MARK));
    }

    private static boolean stands(byte[] mark, byte[] content, int from) {
        return content.length >= from + mark.length
                && Arrays.equals(mark, 0, mark.length, content, from, from + mark.length);
    }
}

package city.wutong.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// The kinds of evidence that are taken, known by how their bytes begin and not by what a sender
/// calls them.
enum ContentType {
    JPEG("image/jpeg", "\u00ff\u00d8\u00ff", "", Jpeg::stripped),
    PNG("image/png", "\u0089PNG\r\n\u001a\n", "", Png::stripped),
    WEBP("image/webp", "RIFF", "WEBP", WebP::stripped),
    /// Kept as it is: what stands in a document is its content.
    PDF("application/pdf", "%PDF-", "", Stripped::untold);

    /// Where the second mark of a RIFF file stands, after the mark and a length.
    private static final int SECOND_MARK = 8;

    private final String name;
    private final byte[] mark;
    private final byte[] secondMark;
    private final Function<byte[], Stripped> stripping;

    ContentType(String name, String mark, String secondMark, Function<byte[], Stripped> stripping) {
        this.name = name;
        this.mark = mark.getBytes(ISO_8859_1);
        this.secondMark = secondMark.getBytes(ISO_8859_1);
        this.stripping = stripping;
    }

    static Optional<ContentType> of(byte[] content) {
        return Arrays.stream(values()).filter(type -> type.begins(content)).findFirst();
    }

    /// E.g. `image/jpeg`.
    String mediaType() {
        return name;
    }

    /// The content without what it tells besides the picture.
    ///
    /// @throws city.wutong.refusal.Refused when it is broken, or too large to look at
    Stripped stripped(byte[] content) {
        return stripping.apply(content);
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

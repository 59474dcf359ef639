package city.wutong.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.refusal.Refused;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Photographs lose what they tell besides the picture, and the picture stays.
class StrippedTest {
    private static final String HOME = "30.7123N 120.5234E, phone of Zhang";

    private static byte[] picture(String format) throws IOException {
        var image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.ORANGE);
        pen.fillOval(4, 4, 40, 30);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static byte[] stripped(byte[] content) {
        return ContentType.of(content).orElseThrow().stripped(content).content();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] segment(int marker, byte[] body) {
        int length = body.length + 2;
        var head = new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length};
        return joined(head, body);
    }

    /// Little-endian EXIF: which way is up, then where and by whom.
    private static byte[] exif(int orientation) {
        var tiff = "49492a0008000000" + "0100" + "120103000100000000000000" + "00000000";
        var bytes = HexFormat.of().parseHex(tiff);
        bytes[18] = (byte) orientation;
        return joined("Exif\0\0".getBytes(US_ASCII), bytes, HOME.getBytes(US_ASCII));
    }

    private static byte[] telling(byte[] jpeg, int orientation) {
        return joined(
                Arrays.copyOf(jpeg, 2),
                segment(0xE1, exif(orientation)),
                segment(0xE1, ("http://ns.adobe.com/xap/1.0/\0" + HOME).getBytes(US_ASCII)),
                segment(0xED, ("Photoshop 3.0\0" + HOME).getBytes(US_ASCII)),
                segment(0xFE, HOME.getBytes(US_ASCII)),
                Arrays.copyOfRange(jpeg, 2, jpeg.length),
                HOME.getBytes(US_ASCII));
    }

    private static void assertSamePicture(byte[] one, byte[] other) throws IOException {
        var left = ImageIO.read(new ByteArrayInputStream(one));
        var right = ImageIO.read(new ByteArrayInputStream(other));
        for (int x = 0; x < left.getWidth(); x++) {
            for (int y = 0; y < left.getHeight(); y++) {
                assertThat(right.getRGB(x, y)).isEqualTo(left.getRGB(x, y));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 6, 8, 99})
    void a_jpeg_keeps_the_picture_and_which_way_is_up(int orientation) throws Exception {
        var jpeg = picture("jpg");
        var clean = stripped(telling(jpeg, orientation));
        assertThat(new String(clean, ISO_8859_1)).doesNotContain("Zhang", "120.52");
        assertSamePicture(jpeg, clean);
        boolean isTurned = orientation > 1 && orientation <= 8;
        assertThat(new String(clean, ISO_8859_1).contains("Exif")).isEqualTo(isTurned);
        assertThat(stripped(clean)).isEqualTo(clean);
    }

    @Test
    void a_png_keeps_the_picture() throws Exception {
        var png = picture("png");
        var remark = ("Comment\0" + HOME).getBytes(US_ASCII);
        var chunk =
                joined(
                        new byte[] {0, 0, 0, (byte) remark.length},
                        "tEXt".getBytes(US_ASCII),
                        remark,
                        new byte[4]);
        var head = 8 + 25;
        var telling =
                joined(
                        Arrays.copyOf(png, head),
                        chunk,
                        Arrays.copyOfRange(png, head, png.length),
                        HOME.getBytes(US_ASCII));
        var clean = stripped(telling);
        assertThat(new String(clean, ISO_8859_1)).doesNotContain("Zhang");
        assertSamePicture(png, clean);
        assertThat(stripped(clean)).isEqualTo(clean);
    }

    @Test
    void a_webp_keeps_the_picture() {
        var exif = HOME.getBytes(US_ASCII);
        var body =
                joined(
                        "WEBPVP8X".getBytes(US_ASCII),
                        HexFormat.of().parseHex("0a0000000c000000000000000000"),
                        "VP8L".getBytes(US_ASCII),
                        HexFormat.of().parseHex("060000002f0000000000"),
                        "EXIF".getBytes(US_ASCII),
                        new byte[] {(byte) exif.length, 0, 0, 0},
                        exif,
                        new byte[exif.length % 2]);
        var telling =
                joined("RIFF".getBytes(US_ASCII), new byte[] {(byte) body.length, 0, 0, 0}, body);
        var clean = stripped(telling);
        var text = new String(clean, ISO_8859_1);
        assertThat(text).doesNotContain("Zhang", "EXIF").contains("VP8L", "VP8X");
        assertThat(clean[20]).isZero();
        assertThat(clean[4]).isEqualTo((byte) (clean.length - 8));
        assertThat(stripped(clean)).isEqualTo(clean);
    }

    @Property(tries = 300)
    void broken_photographs_are_refused_or_stripped_and_never_a_defect(
            @ForAll byte[] tail, @ForAll int at, @ForAll byte other) throws IOException {
        for (var format : new String[] {"jpg", "png"}) {
            var bytes = picture(format);
            bytes[Math.floorMod(at, bytes.length)] = other;
            bytes = joined(bytes, tail);
            Assume.that(ContentType.of(bytes).isPresent());
            try {
                var clean = stripped(bytes);
                assertThat(stripped(clean)).isEqualTo(clean);
            } catch (Refused e) {
                assertThat(e.refusal().reason().code()).startsWith("evidence.photo");
            }
        }
    }
}

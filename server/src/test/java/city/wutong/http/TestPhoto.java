package city.wutong.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Photographs for tests.
public final class TestPhoto {
    private TestPhoto() {}

    /// A JPEG, as far as its segments tell: nobody unpacks what its data are.
    public static byte[] of(String name) {
        var frame = "ffd8ffc0000b080001000101011100ffda0008010100003f00";
        var data = HexFormat.of().formatHex(name.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().parseHex(frame + data + "ffd9");
    }
}

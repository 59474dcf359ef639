package city.wutong.attack;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity;
import java.util.HexFormat;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Image bombs: a photograph of a few bytes that claims billions of pixels. Without the defence the
/// browser of each officer who opens the case would run out of memory. Nothing here unpacks
/// pictures, so the server itself is not hit; no zip file is read either, so there are no zip bombs
/// yet.
@ExtendWith(TestCity.Shared.class)
class ImageBombTest {
    private final TestCity city;

    ImageBombTest(TestCity city) {
        this.city = city;
    }

    @ParameterizedTest
    @CsvSource({
        // 65,535 × 65,535
        "ffd8ffc0000b08ffffffff01011100ffda0008010100003f0000ffd9, 413",
        // 2,147,483,647 × 2,147,483,647
        "89504e470d0a1a0a0000000d494844527fffffff7fffffff0800000000000000000000000049454e44ae426082, 413",
        // 16,384 × 16,384, lossless
        "524946461e000000574542505650384c110000002fffffff0f000000000000000000000000000000, 413",
        // 16,777,216 × 16,777,216
        "52494646160000005745425056503858" + "0a00000000000000ffffffffffff, 413",
        // no size at all
        "ffd8ffc0000b080000000001011100ffda0008010100003f0000ffd9, 400",
        // only begins like one: a page of the attacker's would be kept as a photograph
        "ffd8ff3c7363726970743e, 400",
        "89504e470d0a1a0a3c7363726970743e, 400",
        "52494646ffffffff574542503c736372, 400",
        // a segment that goes on past the end
        "ffd8ffe1ffff4578696600, 400",
        // chunks whose length is negative, or past the end
        "89504e470d0a1a0a0000000d49484452000000010000000108000000000000000080000000414141, 400",
        "524946460cffffff5745425056503820ffffffff, 400",
    })
    void a_picture_that_claims_too_much_or_is_none_is_not_taken(String hex, int status) {
        var bytes = HexFormat.of().parseHex(hex);
        var reply = city.upload("/api/evidence", bytes, "Content-Type", "image/jpeg");
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.body()).contains("evidence.photo");
    }
}

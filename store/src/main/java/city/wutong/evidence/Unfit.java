package city.wutong.evidence;

import city.wutong.cases.CaseReason;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;

/// Why a photograph is not taken.
final class Unfit {
    /// The most pixels that whoever looks at it should have to unpack: a few kilobytes can claim
    /// billions of them (an image bomb).
    static final long MOST_PIXELS = 100_000_000;

    private Unfit() {}

    static Refused broken(String kind, String why) {
        return Refusal.of(CaseReason.PHOTO_UNREADABLE, kind, why).thrown();
    }

    static void checkSize(String kind, long width, long height) {
        if (width <= 0 || height <= 0) {
            throw broken(kind, "it has no size");
        }
        if (width * height > MOST_PIXELS) {
            throw Refusal.of(CaseReason.PHOTO_TOO_LARGE, width, height, MOST_PIXELS).thrown();
        }
    }
}

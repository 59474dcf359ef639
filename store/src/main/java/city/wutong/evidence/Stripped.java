package city.wutong.evidence;

import city.wutong.cases.Taken;

/// A piece of evidence without what it told besides its content, and what of that is to be known.
///
/// @param content as it is kept
record Stripped(byte[] content, Taken taken) {
    /// What tells nothing besides, or is kept with all that it tells.
    static Stripped untold(byte[] content) {
        return new Stripped(content, Taken.UNKNOWN);
    }
}

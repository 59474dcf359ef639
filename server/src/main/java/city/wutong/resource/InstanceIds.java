package city.wutong.resource;

import java.util.OptionalLong;

/// The `instanceId` of an attribute instance in the past (ETSI GS CIM 009 V1.9.1 clause 4.5.7): it
/// names the change that made it.
final class InstanceIds {
    private static final String PREFIX = "urn:ngsi-ld:Instance:";
    private static final int MOST_DIGITS = 18;

    private InstanceIds() {}

    static String of(long seq) {
        return PREFIX + seq;
    }

    /// The change that an id names; empty when it is none of ours.
    static OptionalLong read(String id) {
        if (!id.startsWith(PREFIX)) {
            return OptionalLong.empty();
        }
        var digits = id.substring(PREFIX.length());
        boolean isNumber =
                !digits.isEmpty()
                        && digits.length() <= MOST_DIGITS
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }
}

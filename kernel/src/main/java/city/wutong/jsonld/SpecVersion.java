package city.wutong.jsonld;

import java.util.Comparator;
import java.util.Optional;

/// A version of the NGSI-LD specification (clause 4.3.6.8), e.g. `1.5`.
public record SpecVersion(int major, int minor) implements Comparable<SpecVersion> {
    /// What Wutong speaks.
    public static final SpecVersion OWN = new SpecVersion(1, 9);

    private static final SpecVersion OLDEST = new SpecVersion(1, 0);
    private static final Comparator<SpecVersion> ORDER =
            Comparator.comparingInt(SpecVersion::major).thenComparingInt(SpecVersion::minor);

    /// The version that a text names; empty when it names none.
    public static Optional<SpecVersion> read(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || !isNumber(text.substring(0, dot)) || !isNumber(text.substring(dot + 1))) {
            return Optional.empty();
        }
        return Optional.of(
                new SpecVersion(
                        Integer.parseInt(text.substring(0, dot)),
                        Integer.parseInt(text.substring(dot + 1))));
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty()
                && text.length() < 5
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /// The version of an answer for whoever prefers this one.
    public SpecVersion nearest() {
        if (isBefore(OLDEST)) {
            return OLDEST;
        }
        return isBefore(OWN) ? this : OWN;
    }

    public boolean isBefore(SpecVersion other) {
        return compareTo(other) < 0;
    }

    boolean isBefore(int otherMajor, int otherMinor) {
        return isBefore(new SpecVersion(otherMajor, otherMinor));
    }

    @Override
    public int compareTo(SpecVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

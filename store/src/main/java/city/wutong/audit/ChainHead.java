package city.wutong.audit;

/// The last entry of a chain, by which all before it are fixed: whoever keeps it elsewhere can tell
/// whether any of them has been changed since.
///
/// @param number of the entry; 0 when there is none
/// @param hash 64 lower-case hexadecimal digits
public record ChainHead(long number, String hash) {
    /// Of a chain without entries.
    public static final ChainHead START = new ChainHead(0, "0".repeat(64));

    public ChainHead {
        if (number < 0 || !hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("no head of a chain: " + number + " " + hash);
        }
    }

    @Override
    public String toString() {
        return number + ":" + hash;
    }
}

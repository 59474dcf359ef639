package city.wutong.http;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Which addresses belong to the public internet, so that nobody can make the server speak to
/// machines that only it can reach (IANA special-purpose registries, RFC 6890).
final class Reach {
    private Reach() {}

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublicV4(bytes) : isPublicV6(bytes);
    }

    private static boolean isPublicV4(byte[] ip) {
        int a = ip[0] & 0xFF;
        int b = ip[1] & 0xFF;
        int c = ip[2] & 0xFF;
        boolean special =
                a == 0
                        || a >= 240
                        || (a == 100 && b >= 64 && b < 128) // carrier-grade NAT
                        || (a == 192 && b == 0)
                        || (a == 198 && (b == 18 || b == 19)) // benchmarks
                        || (a == 198 && b == 51 && c == 100) // documentation, as the next
                        || (a == 203 && b == 0 && c == 113);
        return !special;
    }

    /// Only global unicast (2000::/3), and of it none that carry an IPv4 address inside.
    private static boolean isPublicV6(byte[] ip) {
        int first = (ip[0] & 0xFF) << 8 | (ip[1] & 0xFF);
        int second = (ip[2] & 0xFF) << 8 | (ip[3] & 0xFF);
        boolean sixToFour = first == 0x2002;
        boolean teredo = first == 0x2001 && second == 0;
        return (first & 0xE000) == 0x2000 && !sixToFour && !teredo;
    }
}

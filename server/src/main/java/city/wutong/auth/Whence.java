package city.wutong.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Where a request comes from.
///
/// @param address of who is at the other end of the connection
/// @param agent what the program calls itself; empty when it does not say
public record Whence(String address, String agent) {
    private static final int LONGEST_AGENT = 200;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_NETWORK_BYTES = 6;

    public Whence {
        agent = agent.substring(0, Math.min(LONGEST_AGENT, agent.length()));
    }

    /// The address cut to its network (IPv4 /24, IPv6 /48), so that it names nobody.
    public String network() {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            int kept = bytes.length == IPV4_BYTES ? IPV4_BYTES - 1 : IPV6_NETWORK_BYTES;
            Arrays.fill(bytes, kept, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException | IllegalArgumentException e) {
            return ""; // no address of the Internet, as of a test
        }
    }
}

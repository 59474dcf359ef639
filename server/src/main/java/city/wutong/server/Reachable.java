package city.wutong.server;

import city.wutong.config.Config;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;

/// By which name people reach a city: what its start tells them to open.
final class Reachable {
    private static final System.Logger LOG = System.getLogger(Reachable.class.getName());
    private static final String THIS_MACHINE = "127.0.0.1";

    private Reachable() {}

    /// The name that the city is given, else the address that it is bound to, else, where that
    /// stands for all addresses of this machine (which no browser opens), one of them.
    static String host(Config.Http http) {
        var name = name(http);
        return isEvery(name) ? ofThisMachine().orElse(THIS_MACHINE) : name;
    }

    /// As [#host], without looking for an address of this machine, which may change.
    static String name(Config.Http http) {
        return http.hosts().stream().findFirst().orElse(http.bind());
    }

    private static boolean isEvery(String host) {
        try {
            return InetAddress.ofLiteral(host).isAnyLocalAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name
        }
    }

    private static Optional<String> ofThisMachine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(Reachable::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address ->
                            !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .findFirst();
        } catch (SocketException e) {
            LOG.log(System.Logger.Level.DEBUG, "the addresses of this machine are not known", e);
            return Optional.empty();
        }
    }

    private static boolean isUp(NetworkInterface each) {
        try {
            return each.isUp();
        } catch (SocketException e) {
            LOG.log(System.Logger.Level.DEBUG, "an interface is not known", e);
            return false;
        }
    }
}

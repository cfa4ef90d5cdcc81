package millwright.collector.trust;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Under which names and addresses a client may reach this machine. */
final class ServerNames {
    /** A machine with more addresses names those that count in http.names. */
    private static final int NAMES_MAX = 100;

    private ServerNames() {}

    /**
     * @param configured come first
     */
    static List<String> of(List<String> configured) {
        Set<String> names = new LinkedHashSet<>();
        configured.forEach(name -> names.add(name.strip().toLowerCase(Locale.ROOT)));
        names.addAll(List.of("localhost", "127.0.0.1", "::1"));
        names.add(hostName());
        names.addAll(addresses());
        return names.stream().filter(ServerNames::isUsable).limit(NAMES_MAX).toList();
    }

    static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9]+(\\.[0-9]+){3}");
    }

    static boolean isUsable(String name) {
        return isAddress(name) || name.matches("(\\*\\.)?[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    private static List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        try {
            for (NetworkInterface face :
                    NetworkInterface.networkInterfaces().toArray(NetworkInterface[]::new)) {
                if (face.isUp()) {
                    face.inetAddresses()
                            .filter(address -> !address.isLinkLocalAddress())
                            .filter(address -> !address.isLoopbackAddress())
                            .map(address -> address.getHostAddress().replaceAll("%.*", ""))
                            .forEach(addresses::add);
                }
            }
        } catch (SocketException unknown) {
            return addresses; // http.names can name them
        }
        return addresses;
    }
}

package millwright.enrolment;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that leave no machine. */
public final class Loopback {
    private Loopback() {}

    /**
     * Asks no name server: only localhost and literals can be one.
     *
     * @param host as an address has it, IPv6 with or without brackets; null is none
     */
    public static boolean is(String host) {
        if (host == null || host.equalsIgnoreCase("localhost")) {
            return host != null;
        }
        String bare = host.replaceAll("[\\[\\]]", "");
        if (!bare.matches("[0-9.]+|[0-9a-fA-F:]+:[0-9a-fA-F:.]*")) {
            return false;
        }
        try {
            return InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException none) {
            return false;
        }
    }
}

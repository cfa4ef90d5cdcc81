package millwright.agent.probe.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/** Which of a host's addresses are tried. */
public enum AddressFamily {
    ANY(InetAddress.class),
    IPV4(Inet4Address.class),
    IPV6(Inet6Address.class);

    private final Class<? extends InetAddress> kind;

    AddressFamily(Class<? extends InetAddress> kind) {
        this.kind = kind;
    }

    List<InetAddress> of(List<InetAddress> addresses) {
        return addresses.stream().filter(kind::isInstance).toList();
    }
}

package millwright.collector;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Set;

/** Where a collector of some configuration is reached: from its own machine, and from others. */
final class CollectorAddress {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0", "*");

    private CollectorAddress() {}

    static boolean isEverywhere(String host) {
        return EVERYWHERE.contains(host);
    }

    /** For the commands that run beside it. */
    static URI local(CollectorConfig config) {
        String host = config.http().host();
        return address(config, isEverywhere(host) ? "127.0.0.1" : host);
    }

    /** For agents, as long as nobody names a better one: its first name, or the machine's. */
    static URI forAgents(CollectorConfig config) {
        String host = config.http().host();
        if (!config.http().tls().names().isEmpty()) {
            return address(config, config.http().tls().names().get(0));
        }
        return address(config, isEverywhere(host) ? hostName() : host);
    }

    private static URI address(CollectorConfig config, String host) {
        String scheme = config.http().tls().isOn() ? "https" : "http";
        String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return URI.create("%s://%s:%d".formatted(scheme, bracketed, config.http().port()));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            throw new Refused(
                    "This machine has no name. Give the address that agents shall use: --url"
                            + " https://…");
        }
    }
}

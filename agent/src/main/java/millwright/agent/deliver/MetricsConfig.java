package millwright.agent.deliver;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import millwright.config.ConfigNode;
import millwright.enrolment.Loopback;

/**
 * Where {@code /metrics} is served.
 *
 * @param listen unresolved; empty where nothing is served
 * @param advertised host and port by which Prometheus finds it; empty for what follows from {@code
 *     listen}
 */
public record MetricsConfig(Optional<InetSocketAddress> listen, Optional<String> advertised) {
    private static final String OFF = "off";
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "0:0:0:0:0:0:0:0");

    MetricsConfig(Optional<InetSocketAddress> listen) {
        this(listen, Optional.empty());
    }

    public static MetricsConfig read(ConfigNode metrics) {
        metrics.describedAs("What this host shows to Prometheus at `/metrics`.");
        String listen =
                metrics.text("listen")
                        .describedAs("address and port, or `off`; other hosts reach 0.0.0.0:9480")
                        .orElse("127.0.0.1:9480");
        Optional<String> advertised =
                metrics.text("advertise")
                        .describedAs(
                                "host and port that the collector tells Prometheus, where they are"
                                        + " others than this host's name and the port of `listen`")
                        .optional();
        if (advertised.isPresent() && parse(advertised.get()).isEmpty()) {
            metrics.refuse(
                    "advertise",
                    "\"%s\" is no address with a port. Write one such as 10.1.4.7:9480."
                            .formatted(advertised.get()));
        }
        if (listen.equals(OFF)) {
            return new MetricsConfig(Optional.empty(), Optional.empty());
        }
        Optional<InetSocketAddress> address = parse(listen);
        if (address.isEmpty()) {
            metrics.refuse(
                    "listen",
                    "\"%s\" is no address with a port from 0 to 65535. Write 127.0.0.1:9480 or off."
                            .formatted(listen));
        }
        return new MetricsConfig(address, advertised);
    }

    /**
     * Where other machines find it; empty where they cannot.
     *
     * @param host this one's name
     * @param port the one in use
     */
    Optional<String> address(String host, int port) {
        if (advertised.isPresent()) {
            return advertised;
        }
        String bound = listen.map(InetSocketAddress::getHostString).orElse("localhost");
        if (Loopback.is(bound)) {
            return Optional.empty();
        }
        String name = EVERYWHERE.contains(bound) ? host : bound;
        return Optional.of((name.contains(":") ? "[" + name + "]" : name) + ":" + port);
    }

    private static Optional<InetSocketAddress> parse(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        boolean isNumber = port.matches("[0-9]{1,5}");
        if (colon < 1 || !isNumber || Integer.parseInt(port) > 65_535) {
            return Optional.empty();
        }
        String host = text.substring(0, colon).replaceAll("^\\[|\\]$", "");
        return Optional.of(InetSocketAddress.createUnresolved(host, Integer.parseInt(port)));
    }
}

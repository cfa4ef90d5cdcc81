package millwright.agent.deliver;

import java.net.InetSocketAddress;
import java.util.Optional;
import millwright.config.ConfigNode;

/**
 * Where {@code /metrics} is served.
 *
 * @param listen unresolved; empty where nothing is served
 */
public record MetricsConfig(Optional<InetSocketAddress> listen) {
    private static final String OFF = "off";

    public static MetricsConfig read(ConfigNode metrics) {
        metrics.describedAs("What this host shows to Prometheus at `/metrics`.");
        String listen =
                metrics.text("listen")
                        .describedAs("address and port, or `off`; other hosts reach 0.0.0.0:9480")
                        .orElse("127.0.0.1:9480");
        if (listen.equals(OFF)) {
            return new MetricsConfig(Optional.empty());
        }
        Optional<InetSocketAddress> address = parse(listen);
        if (address.isEmpty()) {
            metrics.refuse(
                    "listen",
                    "\"%s\" is no address with a port from 0 to 65535. Write 127.0.0.1:9480 or off."
                            .formatted(listen));
        }
        return new MetricsConfig(address);
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

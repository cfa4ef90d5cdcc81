package millwright.collector.forecast;

import java.util.List;
import java.util.Optional;

/** How busy hosts are expected to be, from memory: nobody waits for a store. Thread-safe. */
public interface HostLoads {
    /** Of a collector that forecasts nothing. */
    HostLoads NONE =
            new HostLoads() {
                @Override
                public List<String> hosts() {
                    return List.of();
                }

                @Override
                public Optional<HostLoad> of(String host) {
                    return Optional.empty();
                }
            };

    /** All that are measured, by name. */
    List<String> hosts();

    /** Empty where the host is not measured, or not any more. */
    Optional<HostLoad> of(String host);
}

package millwright.collector.pipeline;

import java.util.List;
import java.util.Optional;

/** The live state of every host, for whoever shows it. Thread-safe; each call is a snapshot. */
public interface FleetView {
    /** Sorted by name. */
    List<HostView> hosts();

    Optional<HostView> host(String name);
}

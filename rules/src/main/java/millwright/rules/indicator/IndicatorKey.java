package millwright.rules.indicator;

import static java.util.Objects.requireNonNull;

/**
 * What a ticket is about: one indicator of one resource of one host.
 *
 * @param host the host's name, not blank
 * @param indicator the indicator's id, such as {@code disk_free}
 * @param resource the part of the host, such as a mount or a service; empty where the host has only
 *     one
 */
public record IndicatorKey(String host, String indicator, String resource)
        implements Comparable<IndicatorKey> {
    public IndicatorKey {
        requireNonNull(resource, "resource");
        if (host.isBlank() || indicator.isBlank()) {
            throw new IllegalArgumentException(
                    "a key needs a host and an indicator: '%s', '%s'".formatted(host, indicator));
        }
    }

    @Override
    public int compareTo(IndicatorKey other) {
        int byHost = host.compareTo(other.host);
        if (byHost != 0) {
            return byHost;
        }
        int byIndicator = indicator.compareTo(other.indicator);
        return byIndicator != 0 ? byIndicator : resource.compareTo(other.resource);
    }

    /** As people read it: {@code db-07 disk_free /var}. */
    @Override
    public String toString() {
        return resource.isEmpty()
                ? host + " " + indicator
                : host + " " + indicator + " " + resource;
    }
}

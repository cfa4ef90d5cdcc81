package millwright.rules.decision;

import static java.util.Objects.requireNonNull;

import millwright.rules.indicator.Glob;
import millwright.rules.indicator.IndicatorKey;

/**
 * Fact: what the table of thresholds is asked about. Public only because the table names it; blank
 * cells are left out by Drools, so they match everything.
 *
 * @param environment as the host's tag of that name says; empty where it has none
 */
public record Subject(IndicatorKey key, String environment) {
    public Subject {
        requireNonNull(key, "key");
        requireNonNull(environment, "environment");
    }

    public boolean isIndicator(String id) {
        return key.indicator().equals(id.strip());
    }

    public boolean isOnHost(String pattern) {
        return Glob.of(pattern).matches(key.host());
    }

    public boolean isOfResource(String pattern) {
        return Glob.of(pattern).matches(key.resource());
    }

    public boolean isInEnvironment(String pattern) {
        return Glob.of(pattern).matches(environment);
    }
}

package millwright.rules.policy;

import java.time.Duration;

/**
 * When breaches on several hosts are one ticket: the same indicator on that many hosts of one
 * service within that time.
 *
 * @param within from the first host's breach to the last one's
 * @param hostsMin at least 2
 */
public record Correlation(Duration within, int hostsMin) {
    public Correlation {
        if (within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException(
                    "breaches within %s never meet. Write a time such as 5m."
                            .formatted(Words.of(within)));
        }
        if (hostsMin < 2) {
            throw new IllegalArgumentException(
                    "%d host makes no group. Write hosts_min: 2 or more.".formatted(hostsMin));
        }
    }
}

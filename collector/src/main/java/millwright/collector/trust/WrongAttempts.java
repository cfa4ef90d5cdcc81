package millwright.collector.trust;

import java.time.Instant;
import java.util.Arrays;

/**
 * Slows down those who guess: a client may be wrong ten times at once and then every ten seconds.
 * Clients share 256 counters, so that many of them cost no memory; that some honest one waits with
 * a guesser is the price.
 */
public final class WrongAttempts {
    private static final int COUNTERS = 256;
    private static final int AT_ONCE = 10;
    private static final long SECONDS_EACH = 10;

    /** When each counter is at nothing again, in epoch seconds; guarded by this. */
    private final long[] clearAt = new long[COUNTERS];

    public WrongAttempts() {
        Arrays.fill(clearAt, Long.MIN_VALUE);
    }

    /**
     * @return seconds to wait; 0 where the client may try
     */
    public synchronized long waitSeconds(String client, Instant now) {
        long ahead = clearAt[counter(client)] - now.getEpochSecond();
        return clearAt[counter(client)] == Long.MIN_VALUE
                ? 0
                : Math.max(0, ahead - (AT_ONCE - 1) * SECONDS_EACH);
    }

    public synchronized void wrong(String client, Instant now) {
        int counter = counter(client);
        clearAt[counter] = Math.max(clearAt[counter], now.getEpochSecond()) + SECONDS_EACH;
    }

    private static int counter(String client) {
        return Math.floorMod(client.hashCode() * 0x9E3779B9, COUNTERS);
    }
}

package millwright.agent.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Collectors to deliver to, tried in turn. One that works is kept to; after ten minutes or so
 * another than the first lets the first have a try again. For one thread.
 */
final class Peers {
    private static final Duration AWAY_FROM_THE_FIRST = Duration.ofMinutes(10);

    /** One address and how it has answered. */
    record Peer(CollectorClient client, PeerState state) {}

    private final List<Peer> peers;
    private final RandomGenerator random;
    private int present;

    /** Where to go back to if the first has its try and fails. */
    private int fallback;

    /** In a row; as many as there are collectors is one round. */
    private int failures;

    private Instant firstTriedAgainAt = Instant.MAX;

    Peers(List<CollectorClient> clients, RandomGenerator random) {
        this.peers =
                clients.stream()
                        .map(client -> new Peer(client, new PeerState(client.collector())))
                        .toList();
        this.random = random;
    }

    /** Whose turn it is. */
    Peer turn(Instant now) {
        if (present != 0 && !now.isBefore(firstTriedAgainAt)) {
            fallback = present;
            present = 0;
            failures = 0;
        }
        return peers.get(present);
    }

    void worked(Instant now) {
        if (present != 0 && (fallback != present || failures > 0)) {
            awayUntilLater(now);
        }
        fallback = present;
        failures = 0;
    }

    private void awayUntilLater(Instant now) {
        long millis = AWAY_FROM_THE_FIRST.toMillis();
        firstTriedAgainAt = now.plusMillis(millis / 2 + random.nextLong(millis));
    }

    /**
     * The one whose turn it was gave no usable answer.
     *
     * @return whether another can be tried at once; false when all have failed in a row
     */
    boolean failed(Instant now) {
        failures++;
        if (present == 0 && fallback != 0) { // its try is over
            present = fallback;
            awayUntilLater(now);
        } else {
            present = (present + 1) % peers.size();
            fallback = present;
        }
        return failures % peers.size() != 0;
    }
}

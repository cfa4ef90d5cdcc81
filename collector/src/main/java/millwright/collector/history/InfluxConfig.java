package millwright.collector.history;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import millwright.config.Secret;

/**
 * Where InfluxDB is, and how it is written to.
 *
 * @param url such as {@code http://influx:8086}
 * @param database of single samples; InfluxDB 2 calls it a bucket
 * @param rollUpDatabase of hourly roll-ups; another one, as they stay longer
 * @param organisation of InfluxDB 2; the others have none
 * @param queueSamplesMax what may wait on this machine's disk
 * @param batchLines of one request
 * @param timeout of connecting, and of each silence of the server
 */
public record InfluxConfig(
        URI url,
        String database,
        String rollUpDatabase,
        Optional<String> organisation,
        Access access,
        long queueSamplesMax,
        int batchLines,
        Duration timeout) {
    public static final String DATABASE = "millwright";
    public static final long QUEUE_SAMPLES_MAX = 10_000_000;
    public static final int BATCH_LINES = 5_000;
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** How the server knows who writes. */
    public sealed interface Access {
        /** To a server that asks nobody. */
        record Open() implements Access {}

        /** InfluxDB 2 and 3. */
        record Token(Secret token) implements Access {}

        /** InfluxDB 1. */
        record Login(String user, Secret password) implements Access {}
    }

    public InfluxConfig {
        if (database.equals(rollUpDatabase)) {
            throw new IllegalArgumentException(
                    "samples and roll-ups need two databases, not both " + database);
        }
        if (queueSamplesMax < 1 || batchLines < 1) {
            throw new IllegalArgumentException(
                    "queue of %d, batch of %d".formatted(queueSamplesMax, batchLines));
        }
    }

    public static InfluxConfig of(URI url) {
        return new InfluxConfig(
                url,
                DATABASE,
                DATABASE + "_hourly",
                Optional.empty(),
                new Access.Open(),
                QUEUE_SAMPLES_MAX,
                BATCH_LINES,
                TIMEOUT);
    }

    public InfluxConfig withQueue(long samplesMax, int lines) {
        return new InfluxConfig(
                url, database, rollUpDatabase, organisation, access, samplesMax, lines, timeout);
    }

    public InfluxConfig withAccess(Access other) {
        return new InfluxConfig(
                url,
                database,
                rollUpDatabase,
                organisation,
                other,
                queueSamplesMax,
                batchLines,
                timeout);
    }

    public InfluxConfig withTimeout(Duration other) {
        return new InfluxConfig(
                url,
                database,
                rollUpDatabase,
                organisation,
                access,
                queueSamplesMax,
                batchLines,
                other);
    }
}

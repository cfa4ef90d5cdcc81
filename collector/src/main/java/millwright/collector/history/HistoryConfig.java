package millwright.collector.history;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where samples are kept, and for how long.
 *
 * @param folder of this store alone, such as {@code data/history}, or for a store elsewhere of what
 *     waits for it; made where it is missing
 * @param rawRetention how long single samples stay, at least an hour; 30 days by default
 * @param rollUpRetention how long hourly roll-ups stay, at least as long; 3 years by default
 * @param influx the store elsewhere; empty for the embedded one
 */
public record HistoryConfig(
        Path folder,
        Duration rawRetention,
        Duration rollUpRetention,
        Optional<InfluxConfig> influx) {
    public static final Duration RAW_RETENTION = Duration.ofDays(30);
    public static final Duration ROLL_UP_RETENTION = Duration.ofDays(3 * 365);

    public HistoryConfig {
        folder = folder.toAbsolutePath().normalize();
        if (rawRetention.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException(
                    "samples must stay for at least an hour, not " + rawRetention);
        }
        if (rollUpRetention.compareTo(rawRetention) < 0) {
            throw new IllegalArgumentException(
                    "roll-ups must stay at least as long as samples (%s), not %s"
                            .formatted(rawRetention, rollUpRetention));
        }
    }

    /** Of the embedded store. */
    public HistoryConfig(Path folder, Duration rawRetention, Duration rollUpRetention) {
        this(folder, rawRetention, rollUpRetention, Optional.empty());
    }

    public HistoryConfig with(InfluxConfig other) {
        return new HistoryConfig(folder, rawRetention, rollUpRetention, Optional.of(other));
    }

    public static HistoryConfig of(Path folder) {
        return new HistoryConfig(folder, RAW_RETENTION, ROLL_UP_RETENTION);
    }
}

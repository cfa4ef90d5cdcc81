package millwright.collector.history;

import java.time.Instant;

/** The value of a string field at one instant. */
public record Text(Instant at, String value) {}

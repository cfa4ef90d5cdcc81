package millwright.collector.history;

import java.time.Instant;

/** One value of one series at one instant. */
public record Sample(Instant at, double value) {}

package millwright.rules.calendar;

import java.time.Duration;
import java.time.Instant;

/**
 * A piece of time. Half-open: {@code start} belongs to it, {@code end} does not.
 *
 * @param end after {@code start}
 */
public record Span(Instant start, Instant end) implements Comparable<Span> {
    public Span {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException(
                    "a time from %s to %s has no length".formatted(start, end));
        }
    }

    public static Span of(Instant start, Duration length) {
        return new Span(start, start.plus(length));
    }

    public Duration length() {
        return Duration.between(start, end);
    }

    public boolean contains(Instant at) {
        return !at.isBefore(start) && at.isBefore(end);
    }

    public boolean contains(Span other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }

    public boolean overlaps(Span other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    @Override
    public int compareTo(Span other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : end.compareTo(other.end);
    }
}

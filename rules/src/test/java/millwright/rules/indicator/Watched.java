package millwright.rules.indicator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A detector on a clock that starts at 2026-03-02T00:00Z, in seconds, for tests. */
final class Watched {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final long START_MICROS = Micros.of(START);

    final SustainedDetector detector;

    Watched(Level... levels) {
        detector = Detectors.sustained(List.of(levels), DetectionPolicy.standard());
        detector.nominal(Duration.ofMinutes(1));
    }

    /** Above {@code limit} for {@code sustain}; rearms 5 below it. */
    static Level above(int number, double limit, Duration sustain, Duration rearmTime) {
        return new Level(
                number,
                new Threshold(Direction.ABOVE, limit, sustain, limit - 5, rearmTime),
                Priority.valueOf("P" + (4 - number)),
                "level " + number,
                0,
                "",
                "");
    }

    static Level below(int number, double limit, double rearm, Duration rearmTime) {
        return new Level(
                number,
                new Threshold(Direction.BELOW, limit, Duration.ZERO, rearm, rearmTime),
                Priority.valueOf("P" + (4 - number)),
                "level " + number,
                0,
                "",
                "");
    }

    static long micros(double seconds) {
        return START_MICROS + Math.round(seconds * 1e6);
    }

    static Instant at(double seconds) {
        return Micros.instant(micros(seconds));
    }

    static Instant minute(int minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    Watched second(double seconds, double value) {
        detector.observe(micros(seconds), value);
        return this;
    }

    /** One value at the end of each minute from {@code first} to {@code last}. */
    Watched minutes(int first, int last, double value) {
        for (int minute = first; minute <= last; minute++) {
            minute(minute, value);
        }
        return this;
    }

    Watched minute(int minute, double value) {
        return second(60.0 * minute, value);
    }

    State state() {
        return detector.state();
    }

    Judgement judge() {
        return detector.judge();
    }

    List<Breach> late() {
        return detector.drainLate(new IndicatorKey("web-1", "cpu_utilization", ""));
    }
}

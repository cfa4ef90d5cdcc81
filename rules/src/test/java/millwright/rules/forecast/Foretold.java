package millwright.rules.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** What tests say of a crossing. Hours count as in {@link Made}. */
final class Foretold {
    private Foretold() {}

    /**
     * It is reckoned with, about when it happens, and the interval holds the truth and is narrow.
     *
     * @param truth hour of the first value that is past the limit
     * @param off how many hours the median may be off
     * @param width how many hours the interval may be wide
     */
    static void crosses(Crossing crossing, double truth, double off, double width) {
        assertThat(crossing.expected()).as("%s", crossing).isTrue();
        double early = Made.hour(crossing.early().orElseThrow());
        double median = Made.hour(crossing.median().orElseThrow());
        double late = Made.hour(crossing.late().orElseThrow());
        assertThat(median).as("median, truly %s", truth).isBetween(truth - off, truth + off);
        assertThat(early).as("early").isLessThanOrEqualTo(truth);
        assertThat(late).as("late").isGreaterThanOrEqualTo(truth);
        assertThat(late - early).as("from %s to %s", early, late).isLessThanOrEqualTo(width);
    }

    /** Beyond doubt it is not reckoned with. */
    static void staysClear(Crossing crossing) {
        assertThat(crossing.expected()).as("%s", crossing).isFalse();
        assertThat(crossing.probability()).as("%s", crossing).isLessThan(0.1);
    }

    static Duration hours(double count) {
        return Duration.ofSeconds(Math.round(count * 3600));
    }
}

package millwright.agent.probe.accesslog;

import java.util.Locale;
import java.util.OptionalDouble;

/** In what a log counts the time that a request took. */
enum TimeUnitOfLog {
    SECONDS(1),
    MILLISECONDS(1_000),
    MICROSECONDS(1_000_000);

    private final double perSecond;

    TimeUnitOfLog(double perSecond) {
        this.perSecond = perSecond;
    }

    /** As the configuration says it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static TimeUnitOfLog of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Empty for {@code -} and what else is no time. */
    OptionalDouble seconds(String text) {
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) && value >= 0
                    ? OptionalDouble.of(value / perSecond)
                    : OptionalDouble.empty();
        } catch (NumberFormatException none) {
            return OptionalDouble.empty();
        }
    }
}

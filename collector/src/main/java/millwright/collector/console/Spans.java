package millwright.collector.console;

import java.time.Duration;

/** Stretches of time in words. */
final class Spans {
    private Spans() {}

    /** The two largest parts: {@code 8 s}, {@code 12 min}, {@code 2 h 5 min}, {@code 4 d 3 h}. */
    static String rough(Duration span) {
        if (span.toSeconds() < 60) {
            return span.toSeconds() + Units.SPACE + "s";
        }
        if (span.toMinutes() < 60) {
            return span.toMinutes() + Units.SPACE + "min";
        }
        if (span.toHours() < 24) {
            return two(span.toHours(), "h", span.toMinutesPart(), "min");
        }
        return two(span.toDays(), "d", span.toHoursPart(), "h");
    }

    /** All parts that are not nothing, as a policy states them: {@code 1 min 30 s}. */
    static String exact(Duration span) {
        StringBuilder text = new StringBuilder();
        part(text, span.toDays(), "d");
        part(text, span.toHoursPart(), "h");
        part(text, span.toMinutesPart(), "min");
        part(text, span.toSecondsPart(), "s");
        return text.isEmpty() ? "0" + Units.SPACE + "s" : text.toString();
    }

    private static String two(long large, String largeUnit, long small, String smallUnit) {
        StringBuilder text = new StringBuilder();
        part(text, large, largeUnit);
        part(text, small, smallUnit);
        return text.toString();
    }

    private static void part(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(Units.SPACE).append(unit);
        }
    }
}

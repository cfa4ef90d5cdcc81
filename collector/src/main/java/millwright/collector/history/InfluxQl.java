package millwright.collector.history;

import java.util.SortedMap;
import millwright.collector.ingest.SeriesKey;

/** Parts of InfluxQL, quoted: names come from whoever sends samples. */
final class InfluxQl {
    /** 2262-04-11: InfluxDB counts nanoseconds in a long. */
    static final long MICROS_MAX = Long.MAX_VALUE / 1000;

    private InfluxQl() {}

    static String name(String name) {
        return '"' + escape(name, '"') + '"';
    }

    static String text(String text) {
        return '\'' + escape(text, '\'') + '\'';
    }

    private static String escape(String text, char quote) {
        StringBuilder escaped = new StringBuilder(text.length() + 2);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                escaped.append("\\n");
                continue;
            }
            if (c == quote || c == '\\') {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }

    /** The measurement of a series and the condition that holds for it and series like it. */
    static String fromWhere(SeriesKey key, long fromMicros, long toMicros) {
        StringBuilder condition = new StringBuilder(" FROM ");
        condition.append(name(InfluxNames.measurement(key.measurement())));
        condition.append(" WHERE ").append(interval(fromMicros, toMicros));
        SortedMap<String, String> tags = InfluxNames.tags(key.tags());
        tags.forEach(
                (tag, value) ->
                        condition
                                .append(" AND ")
                                .append(name(tag))
                                .append("::tag = ")
                                .append(text(value)));
        return condition.toString();
    }

    /** Half-open; in nanoseconds, which every version takes without a unit. */
    static String interval(long fromMicros, long toMicros) {
        return "time >= %d AND time < %d".formatted(nanos(fromMicros), nanos(toMicros));
    }

    private static long nanos(long micros) {
        return Math.max(0, Math.min(micros, MICROS_MAX)) * 1000;
    }

    static String field(String name) {
        return name(name) + "::field";
    }
}

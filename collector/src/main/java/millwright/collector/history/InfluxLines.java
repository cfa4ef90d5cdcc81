package millwright.collector.history;

import java.util.SortedMap;
import millwright.collector.ingest.SeriesKey;

/**
 * Writes line protocol. A line has one field: what the server refuses of a sample takes no other
 * with it.
 */
final class InfluxLines {
    private final StringBuilder text = new StringBuilder();

    void add(SeriesKey key, long micros, double value) {
        begin(key, InfluxNames.field(key.field())).append(value);
        end(micros);
    }

    void addText(SeriesKey key, long micros, String value) {
        begin(key, InfluxNames.encode(key.field()) + InfluxNames.TEXT_SUFFIX).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\');
            }
            text.append(c);
        }
        text.append('"');
        end(micros);
    }

    /** An hour of a series, as fields such as {@code usage_active_mean}. */
    void addHour(SeriesKey key, HourlyRollUp hour, long hourMicros) {
        String field = InfluxNames.encode(key.field());
        begin(key, field + HourField.COUNT.suffix()).append(hour.count()).append('i');
        next(field, HourField.MIN, hour.min());
        next(field, HourField.MAX, hour.max());
        next(field, HourField.MEAN, hour.mean());
        next(field, HourField.LAST, hour.last());
        end(hourMicros);
    }

    private void next(String field, HourField part, double value) {
        text.append(',');
        escape(field + part.suffix(), true);
        text.append('=').append(value);
    }

    String take() {
        String lines = text.toString();
        text.setLength(0);
        return lines;
    }

    private StringBuilder begin(SeriesKey key, String field) {
        escape(InfluxNames.measurement(key.measurement()), false);
        SortedMap<String, String> tags = InfluxNames.tags(key.tags());
        tags.forEach(
                (name, value) -> {
                    text.append(',');
                    escape(name, true);
                    text.append('=');
                    escape(value, true);
                });
        text.append(' ');
        escape(field, true);
        return text.append('=');
    }

    private void end(long micros) {
        text.append(' ').append(micros).append('\n');
    }

    private void escape(String part, boolean equalsToo) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == ',' || c == ' ' || (equalsToo && c == '=')) {
                text.append('\\');
            }
            text.append(c);
        }
    }
}

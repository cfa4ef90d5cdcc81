package millwright.collector.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.SortedMap;

/** Lines of line protocol, a field each, as our agents write them. */
final class LineText {
    private final StringBuilder text = new StringBuilder();
    private int lines;

    /** What the lines of a series begin with, up to the equals sign of the field. */
    static String start(String measurement, SortedMap<String, String> tags, String field) {
        StringBuilder start = new StringBuilder(escaped(measurement));
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            start.append(',').append(escaped(tag.getKey())).append('=');
            start.append(escaped(tag.getValue()));
        }
        return start.append(' ').append(escaped(field)).append('=').toString();
    }

    /** A backslash becomes a slash, as with our agents, so that {@code C:\} escapes nothing. */
    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isBlank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
            if (isBlank || c == ',' || c == '=') {
                escaped.append('\\');
            }
            escaped.append(isBlank ? ' ' : c == '\\' ? '/' : c);
        }
        return escaped.toString();
    }

    /**
     * @param start of {@link #start}
     * @param value finite
     */
    void add(String start, double value, long millis) {
        text.append(start).append(value).append(' ').append(millis).append('\n');
        lines++;
    }

    int lines() {
        return lines;
    }

    byte[] bytes() {
        return text.toString().getBytes(UTF_8);
    }
}

package millwright.agent.deliver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Line protocol as its documentation reads, one character after the other; for the test only. */
final class SlowLineParser {
    record Parsed(
            String measurement, Map<String, String> tags, Map<String, Object> fields, long at) {}

    private SlowLineParser() {}

    static Parsed parse(String line) {
        String headText = split(line, ' ', false).get(0);
        String rest = line.substring(headText.length() + 1);
        List<String> head = split(headText, ',', false);
        Map<String, String> tags = new TreeMap<>();
        for (String tag : head.subList(1, head.size())) {
            List<String> pair = split(tag, '=', false);
            tags.put(unescape(pair.get(0)), unescape(pair.get(1)));
        }
        int end = rest.lastIndexOf(' ');
        Map<String, Object> fields = new TreeMap<>();
        for (String field : split(rest.substring(0, end), ',', true)) {
            List<String> pair = split(field, '=', true);
            fields.put(unescape(pair.get(0)), value(pair.get(1)));
        }
        return new Parsed(
                unescape(head.get(0)), tags, fields, Long.parseLong(rest.substring(end + 1)));
    }

    /** At a separator that no backslash escapes and, among fields, no quotes enclose. */
    private static List<String> split(String text, char separator, boolean hasQuotes) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean isQuoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
            } else if (c == separator && !isQuoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                isQuoted ^= hasQuotes && c == '"';
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    private static Object value(String text) {
        if (text.startsWith("\"")) {
            return text.substring(1, text.length() - 1).replaceAll("\\\\([\"\\\\])", "$1");
        }
        return text.endsWith("i")
                ? (Object) Long.valueOf(text.substring(0, text.length() - 1))
                : (Object) Double.valueOf(text);
    }

    private static String unescape(String text) {
        return text.replaceAll("\\\\([,= ])", "$1");
    }
}

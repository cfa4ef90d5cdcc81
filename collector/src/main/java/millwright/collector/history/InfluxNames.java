package millwright.collector.history;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import millwright.collector.ingest.SeriesKey;

/**
 * Names as InfluxDB keeps them, and back. Line protocol has no way to write a tag that is empty or
 * ends in a backslash, as Windows' {@code C:\} does, nor a line break, and InfluxDB keeps the name
 * {@code time} for itself. Those characters are written as URLs do, {@code %5C}; a percent sign is
 * {@code %25}, so nothing means two things. Names without them are as they were.
 */
final class InfluxNames {
    /** Ends the field in which a string stands: a field of InfluxDB has one type. */
    static final String TEXT_SUFFIX = "_text";

    private static final String EMPTY = "%";
    private static final String TIME = "%time";
    private static final String HEX = "0123456789ABCDEF";

    private InfluxNames() {}

    static String measurement(String name) {
        String encoded = encode(name).replace("=", "%3D");
        return encoded.startsWith("#") ? "%23" + encoded.substring(1) : encoded;
    }

    static String field(String name) {
        String encoded = encode(name);
        // so that whatever ends like a text is one
        return encoded.endsWith(TEXT_SUFFIX)
                ? encoded.substring(0, encoded.length() - TEXT_SUFFIX.length()) + "%5Ftext"
                : encoded;
    }

    static SortedMap<String, String> tags(SortedMap<String, String> tags) {
        SortedMap<String, String> encoded = new TreeMap<>();
        tags.forEach((name, value) -> encoded.put(encode(name), encode(value)));
        return encoded;
    }

    /** The series of a field that InfluxDB names; a tag that it gives as empty is none. */
    static SeriesKey key(String measurement, Map<String, String> tags, String field) {
        SortedMap<String, String> decoded = new TreeMap<>();
        tags.forEach(
                (name, value) -> {
                    if (!value.isEmpty()) {
                        decoded.put(decode(name), decode(value));
                    }
                });
        return new SeriesKey(decode(measurement), decoded, decode(field));
    }

    static String encode(String name) {
        if (name.isEmpty()) {
            return EMPTY;
        }
        if (name.equals("time")) {
            return TIME;
        }
        int plain = 0;
        while (plain < name.length() && isPlain(name.charAt(plain))) {
            plain++;
        }
        if (plain == name.length()) {
            return name;
        }
        StringBuilder text = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (isPlain(c)) {
                text.append(c);
            } else {
                text.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return text.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c != '%' && c != '\\' && c != 0x7f;
    }

    /** What others have written with a percent sign of their own stays as it is. */
    static String decode(String stored) {
        if (stored.indexOf('%') < 0) {
            return stored;
        }
        if (stored.equals(EMPTY)) {
            return "";
        }
        if (stored.equals(TIME)) {
            return "time";
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] all = stored.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < all.length; i++) {
            boolean hasTwoMore = i + 2 < all.length;
            int high = hasTwoMore ? HEX.indexOf(all[i + 1]) : -1;
            int low = hasTwoMore ? HEX.indexOf(all[i + 2]) : -1;
            if (all[i] == '%' && high >= 0 && low >= 0) {
                bytes.write(high * 16 + low);
                i += 2;
            } else {
                bytes.write(all[i]);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}

package millwright.agent.deliver;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import millwright.agent.sample.SampleLine;

/**
 * Writes lines in InfluxDB line protocol, times in milliseconds, into one buffer that is used again
 * and again. For one thread.
 *
 * <p>The protocol has no way to write some names: a backslash at the end or before a character that
 * must be escaped becomes a slash, a line break or tab becomes a space. So {@code C:\} travels as
 * {@code C:/}.
 */
public final class LineEncoder {
    private static final String IN_MEASUREMENT = ", ";
    private static final String IN_KEY_OR_TAG = ",= ";

    private byte[] buffer = new byte[8 * 1024];
    private int size;
    private int lines;
    private int samples;

    /**
     * @param line with one field at least
     */
    public void add(SampleLine line) {
        if (line.fields().isEmpty()) {
            throw new IllegalArgumentException("a line needs a field: " + line);
        }
        name(line.measurement(), IN_MEASUREMENT);
        for (Map.Entry<String, String> tag : line.tags().entrySet()) {
            put(',');
            name(tag.getKey(), IN_KEY_OR_TAG);
            put('=');
            name(tag.getValue(), IN_KEY_OR_TAG);
        }
        char separator = ' ';
        for (Map.Entry<String, Object> field : line.fields().entrySet()) {
            put(separator);
            name(field.getKey(), IN_KEY_OR_TAG);
            put('=');
            value(field.getValue());
            separator = ',';
        }
        put(' ');
        ascii(Long.toString(line.at().toEpochMilli()));
        put('\n');
        lines++;
        samples += line.fields().size();
    }

    int lines() {
        return lines;
    }

    /** Fields written: each is a sample. */
    int samples() {
        return samples;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    /** Begins anew in the same buffer. */
    void clear() {
        size = 0;
        lines = 0;
        samples = 0;
    }

    private void value(Object value) {
        if (value instanceof Long) {
            ascii(value.toString());
            put('i');
        } else if (value instanceof Double) {
            String text = value.toString();
            ascii(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
        } else {
            string(value.toString());
        }
    }

    private void string(String text) {
        put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                put('\\');
            }
            i = character(text, i);
        }
        put('"');
    }

    private void name(String text, String special) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && isAmbiguous(text, i + 1, special)) {
                put('/');
                continue;
            }
            boolean isSpace = c == ' ' || c == '\n' || c == '\r' || c == '\t';
            if (isSpace || special.indexOf(c) >= 0) {
                put('\\');
            }
            i = character(text, i);
        }
    }

    /** Whether a backslash before this place would swallow what follows. */
    private static boolean isAmbiguous(String text, int i, String special) {
        if (i == text.length()) {
            return true;
        }
        char c = text.charAt(i);
        return c == '\\' || c == '\n' || c == '\r' || c == '\t' || special.indexOf(c) >= 0;
    }

    /** Writes the character at a place as UTF-8 and returns the place of its last half. */
    private int character(String text, int i) {
        char c = text.charAt(i);
        if (c < 0x80) {
            put(c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
            return i;
        }
        int end = text.offsetByCodePoints(i, 1);
        for (byte each : text.substring(i, end).getBytes(StandardCharsets.UTF_8)) {
            put((char) (each & 0xff));
        }
        return end - 1;
    }

    private void ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            put(text.charAt(i));
        }
    }

    private void put(char c) {
        if (size == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * size);
        }
        buffer[size++] = (byte) c;
    }
}

package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads the part of a line before its fields, {@code measurement,tag=value,…}, the first time that
 * it comes; afterwards its bytes are recognized.
 */
final class LineKey {
    private static final int EXCERPT_BYTES_MAX = 120;

    private LineKey() {}

    /** Position of the space before the fields, or of the newline or end that comes first. */
    static int end(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && bytes[p] != '\n') {
            if (bytes[p] == ' ' && (p == from || bytes[p - 1] != '\\')) {
                return p;
            }
            p++;
        }
        return p;
    }

    static LineSlot read(byte[] bytes, int from, int to, int hash, ParseLimits limits)
            throws BadLine {
        int p = next(bytes, from, to, ',');
        String measurement = name("measurement", bytes, from, p, limits).replace("\\,", ",");
        SortedMap<String, String> tags = new TreeMap<>();
        while (p < to) {
            int start = p + 1;
            p = next(bytes, start, to, ',');
            int equals = next(bytes, start, p, '=');
            if (equals == p) {
                throw new BadLine(
                        "a tag has no value: '%s'. Write name=value."
                                .formatted(text(bytes, start, p)));
            }
            if (next(bytes, equals + 1, p, '=') != p) {
                throw new BadLine(
                        "a tag has two equals signs: '%s'. Write \\= inside of names and values."
                                .formatted(text(bytes, start, p)));
            }
            String name = unescaped(name("tag name", bytes, start, equals, limits));
            String value = unescaped(name("value of tag " + name, bytes, equals + 1, p, limits));
            if (tags.put(name, value) != null) {
                throw new BadLine("the tag " + name + " is there twice");
            }
            if (tags.size() > limits.tagsMax()) {
                throw new BadLine("more than %d tags".formatted(limits.tagsMax()));
            }
        }
        if (!tags.containsKey("host")) {
            throw new BadLine("the tag host is missing: a sample needs it to belong to somebody");
        }
        return new LineSlot(
                Arrays.copyOfRange(bytes, from, to), hash, measurement.replace("\\ ", " "), tags);
    }

    static String name(String what, byte[] bytes, int from, int to, ParseLimits limits)
            throws BadLine {
        if (from == to) {
            throw new BadLine("the " + what + " is empty");
        }
        if (to - from > limits.nameBytesMax()) {
            throw new BadLine(
                    "the %s is longer than %d bytes".formatted(what, limits.nameBytesMax()));
        }
        return text(bytes, from, to);
    }

    /** Of tags and field names, which know one escape more than a measurement. */
    static String unescaped(String text) {
        return text.indexOf('\\') < 0
                ? text
                : text.replace("\\,", ",").replace("\\=", "=").replace("\\ ", " ");
    }

    static String text(byte[] bytes, int from, int to) throws BadLine {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            throw new BadLine("a name or a text is no valid UTF-8");
        }
    }

    /** Position of the next such byte that no backslash precedes; {@code to} if there is none. */
    static int next(byte[] bytes, int from, int to, char wanted) {
        for (int p = from; p < to; p++) {
            if (bytes[p] == wanted && (p == from || bytes[p - 1] != '\\')) {
                return p;
            }
        }
        return to;
    }

    /** Position after the equals sign that ends a field's name. */
    static int fieldEnd(byte[] bytes, int from, int to) throws BadLine {
        int p = from;
        while (p < to && bytes[p] != '\n') {
            boolean escaped = p > from && bytes[p - 1] == '\\';
            if (!escaped && bytes[p] == '=') {
                return p + 1;
            }
            if (!escaped && (bytes[p] == ' ' || bytes[p] == ',')) {
                break;
            }
            p++;
        }
        throw new BadLine(
                from == p
                        ? "a field is missing. Write measurement,tags field=value"
                        : "a field has no value: '%s'".formatted(excerpt(bytes, from, p)));
    }

    static int valueEnd(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to
                && bytes[p] != ','
                && bytes[p] != ' '
                && bytes[p] != '\n'
                && bytes[p] != '\r') {
            p++;
        }
        return p;
    }

    static int newline(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && bytes[p] != '\n') {
            p++;
        }
        return p;
    }

    static int blanksEnd(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && bytes[p] == ' ') {
            p++;
        }
        return p;
    }

    /** The beginning, fit to be shown: what is no printable ASCII becomes a question mark. */
    static String excerpt(byte[] bytes, int from, int to) {
        StringBuilder shown = new StringBuilder();
        for (int p = from; p < to && p < from + EXCERPT_BYTES_MAX; p++) {
            shown.append(bytes[p] >= ' ' && bytes[p] < 127 ? (char) bytes[p] : '?');
        }
        return shown.toString();
    }
}

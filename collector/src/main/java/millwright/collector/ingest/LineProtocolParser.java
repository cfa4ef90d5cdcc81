package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import millwright.collector.ingest.LineSlot.FieldSlot;

/**
 * Reads InfluxDB line protocol into a batch, without an object for each line. Used by one thread at
 * a time; parsers that share a {@link SeriesDirectory} share what they know of lines.
 *
 * <p>Most lines begin with the bytes of a line that came before, and have its fields in its order.
 * So a line is first compared with the one that followed its predecessor last time, then looked up
 * by hash, and only then read. A line with something new in it is read twice: first to see whether
 * it is good, then to give its series their ids, so that a bad line leaves no trace.
 */
final class LineProtocolParser {
    /** Refused lines that are reported one by one. */
    static final int REJECTIONS_MAX = 20;

    private static final int UNKNOWN = -1;
    private static final int INCOMPLETE = -1;

    private final SeriesDirectory directory;
    private final ParseLimits limits;
    private final NumberReader numbers = new NumberReader();
    private final TimeReader times = new TimeReader();
    private final List<Rejection> rejections = new ArrayList<>();
    private final List<byte[]> newFields = new ArrayList<>();
    private final List<SampleBatch.Text> texts = new ArrayList<>();

    private SampleBatch batch = new SampleBatch(0);

    /** The slot of the last good line, and of the one that is read. */
    private LineSlot previous;

    private LineSlot current;
    private int line;
    private int accepted;
    private int rejected;

    private int foreign;
    private String onlyHost;

    /** How far into a line its reading came. */
    private int reached;

    private boolean skipping;

    LineProtocolParser(SeriesDirectory directory) {
        this.directory = directory;
        this.limits = directory.limits();
    }

    /**
     * Begins a body.
     *
     * @param receivedMicros the time of lines that have none, in microseconds since the epoch
     * @param into gets the samples
     */
    void begin(Precision precision, long receivedMicros, SampleBatch into) {
        begin(precision, receivedMicros, into, null);
    }

    /**
     * @param onlyHost the only host whose lines are good; null for any
     */
    void begin(Precision precision, long receivedMicros, SampleBatch into, String onlyHost) {
        this.onlyHost = onlyHost;
        foreign = 0;
        times.begin(precision, receivedMicros);
        batch = into;
        line = 0;
        accepted = 0;
        rejected = 0;
        skipping = false;
        rejections.clear();
    }

    /**
     * Reads all lines that are complete.
     *
     * @param last whether the body ends at {@code to}, with or without a newline
     * @return the position from which on the bytes must come again in the next call, with more
     *     behind them; fewer bytes than the longest line
     */
    int parse(byte[] bytes, int from, int to, boolean last) {
        int p = from;
        while (p < to) {
            if (skipping) {
                int end = LineKey.newline(bytes, p, to);
                skipping = end == to;
                p = Math.min(to, end + 1);
                continue;
            }
            boolean more = to - p > limits.lineBytesMax();
            int end = line(bytes, p, more ? p + limits.lineBytesMax() + 1 : to, last, more);
            if (end == INCOMPLETE) {
                return p;
            }
            p = end;
        }
        return p;
    }

    /** Lines with samples that were taken. */
    int accepted() {
        return accepted;
    }

    int rejected() {
        return rejected;
    }

    /** Refused lines of another host than the only one that is good. */
    int foreign() {
        return foreign;
    }

    /** The first refused lines. */
    List<Rejection> rejections() {
        return List.copyOf(rejections);
    }

    /**
     * Reads one line.
     *
     * @param to the end of the bytes that are there, or of the longest line where there are more
     * @param last whether the body ends with the bytes that are there
     * @return the start of the next line
     */
    private int line(byte[] bytes, int from, int to, boolean last, boolean more) {
        int start = LineKey.blanksEnd(bytes, from, to);
        if (isBlank(bytes, start, to) || bytes[start] == '#') {
            return skip(bytes, start, to, last, more);
        }
        boolean whole = last && !more;
        int samplesBefore = batch.size();
        int textsBefore = batch.texts().size();
        BadLine bad;
        try {
            int end = samples(bytes, start, to);
            if (!newFields.isEmpty() && (end < to || whole)) {
                directory.register(current, newFields);
                batch.truncate(samplesBefore, textsBefore);
                end = samples(bytes, start, to);
            }
            if (end < to || whole) {
                accepted++;
                line += 1 + newlines(textsBefore);
                follow();
                return Math.min(to, end + 1);
            }
            reached = to;
            bad = new BadLine("the line is longer than %d bytes".formatted(limits.lineBytesMax()));
        } catch (BadLine e) {
            bad = e;
        }
        batch.truncate(samplesBefore, textsBefore);
        return refuse(bad, bytes, from, to, last, more);
    }

    /** A text may hold newlines, which count where the next lines are numbered. */
    private int newlines(int textsBefore) {
        int count = 0;
        for (int i = textsBefore; i < batch.texts().size(); i++) {
            count += (int) batch.texts().get(i).value().chars().filter(c -> c == '\n').count();
        }
        return count;
    }

    private void follow() {
        if (previous != null) {
            previous.next(current);
        }
        previous = current;
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        return from == to
                || bytes[from] == '\n'
                || (bytes[from] == '\r' && (from + 1 == to || bytes[from + 1] == '\n'));
    }

    private int skip(byte[] bytes, int from, int to, boolean last, boolean more) {
        int end = LineKey.newline(bytes, from, to);
        if (end == to && !last && !more) {
            return INCOMPLETE;
        }
        line++;
        skipping = end == to;
        return Math.min(to, end + 1);
    }

    private int refuse(BadLine bad, byte[] bytes, int from, int to, boolean last, boolean more) {
        boolean open = bad instanceof BadLine.OpenText;
        int end = LineKey.newline(bytes, open ? from : Math.max(from, reached), to);
        if ((open || end == to) && !last && !more) {
            return INCOMPLETE;
        }
        rejected++;
        foreign += bad instanceof BadLine.Foreign ? 1 : 0;
        if (rejections.size() < REJECTIONS_MAX) {
            rejections.add(
                    new Rejection(line + 1, bad.getMessage(), LineKey.excerpt(bytes, from, end)));
        }
        line++;
        for (int p = from; p < end; p++) {
            line += bytes[p] == '\n' ? 1 : 0;
        }
        skipping = end == to;
        return Math.min(to, end + 1);
    }

    /**
     * @return the position of the line's newline, or {@code to}
     */
    private int samples(byte[] bytes, int from, int to) throws BadLine {
        newFields.clear();
        texts.clear();
        reached = from;
        int first = batch.size();
        LineSlot slot = slot(bytes, from, to);
        current = slot;
        if (onlyHost != null && !onlyHost.equals(slot.host())) {
            throw new BadLine.Foreign(slot.host(), onlyHost);
        }
        FieldSlot[] known = slot.fields();
        int expected = 0;
        int p = LineKey.blanksEnd(bytes, from + slot.length(), to);
        while (true) {
            reached = p;
            int index = expected;
            if (index >= known.length || !known[index].matches(bytes, p, to)) {
                index = indexOf(known, bytes, p, to);
            }
            if (index >= 0) {
                expected = index + 1;
                p = value(bytes, p + known[index].length(), to, known[index].series());
            } else {
                p = value(bytes, newField(bytes, p, to), to, UNKNOWN);
            }
            if (p >= to || bytes[p] != ',') {
                break;
            }
            p++;
        }
        if (batch.size() - first + texts.size() > limits.fieldsMax()) {
            throw new BadLine("more than %d fields".formatted(limits.fieldsMax()));
        }
        int end = times.read(bytes, p, to);
        batch.stamp(first, times.micros());
        for (SampleBatch.Text text : texts) {
            batch.addText(text.series(), times.micros(), text.value());
        }
        return end;
    }

    private LineSlot slot(byte[] bytes, int from, int to) throws BadLine {
        LineSlot guess = previous == null ? null : previous.next();
        return guess != null && guess.begins(bytes, from, to)
                ? guess
                : directory.slot(bytes, from, LineKey.end(bytes, from, to));
    }

    private static int indexOf(FieldSlot[] known, byte[] bytes, int from, int to) {
        for (int i = 0; i < known.length; i++) {
            if (known[i].matches(bytes, from, to)) {
                return i;
            }
        }
        return UNKNOWN;
    }

    /** Reads a field's name for the first time; returns the position after its equals sign. */
    private int newField(byte[] bytes, int from, int to) throws BadLine {
        int end = LineKey.fieldEnd(bytes, from, to);
        LineKey.name("field name", bytes, from, end - 1, limits);
        newFields.add(Arrays.copyOfRange(bytes, from, end));
        return end;
    }

    /** Reads a field's value; returns the position after it. */
    private int value(byte[] bytes, int from, int to, int series) throws BadLine {
        int first = from < to ? bytes[from] : '\n';
        if ((first >= '0' && first <= '9') || first == '-' || first == '.') {
            numbers.read(bytes, from, to);
            batch.add(series, 0, numbers.value());
            return numbers.end();
        }
        if (first == '"') {
            return texts(bytes, from + 1, to, series);
        }
        int end = LineKey.valueEnd(bytes, from, to);
        batch.add(series, 0, truth(new String(bytes, from, Math.min(end - from, 40), ISO_8859_1)));
        return end;
    }

    private static double truth(String text) throws BadLine {
        return switch (text) {
            case "t", "T", "true", "True", "TRUE" -> 1;
            case "f", "F", "false", "False", "FALSE" -> 0;
            case "" -> throw new BadLine("a field has no value");
            case "NaN", "nan", "Inf", "+Inf", "inf", "Infinity" ->
                    throw new BadLine("a field's value is %s; leave it out".formatted(text));
            default ->
                    throw new BadLine(
                            "a field's value is no number, truth value or text in quotes: " + text);
        };
    }

    private int texts(byte[] bytes, int from, int to, int series) throws BadLine {
        boolean escapes = false;
        int p = from;
        while (p < to && bytes[p] != '"') {
            if (bytes[p] == '\\' && p + 1 < to && (bytes[p + 1] == '"' || bytes[p + 1] == '\\')) {
                escapes = true;
                p++;
            }
            p++;
        }
        if (p >= to) {
            throw new BadLine.OpenText();
        }
        String text = LineKey.text(bytes, from, p);
        texts.add(new SampleBatch.Text(series, 0, escapes ? unescaped(text) : text));
        return p + 1;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(i + 1);
                if (next == '"' || next == '\\') {
                    c = next;
                    i++;
                }
            }
            plain.append(c);
        }
        return plain.toString();
    }
}

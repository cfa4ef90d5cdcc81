package millwright.collector.prometheus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads Prometheus' text format: {@code name{label="value"} 1.5}, a line each. Timestamps and what
 * OpenMetrics puts behind them are passed over: all of a scrape is of one time.
 */
final class Exposition {
    private static final int LABELS_MAX = 128;

    private final String line;
    private int at;

    private Exposition(String line) {
        this.line = line;
    }

    /**
     * @param isWanted which names are read at all
     * @param more labels of every series; where an exporter has one of them too, ours counts
     * @throws IOException at the first line that is none, with its number and what is wrong
     */
    static List<Series> read(String text, Predicate<String> isWanted, Labels more, long millis)
            throws IOException {
        List<Series> found = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (line.isBlank() || line.charAt(0) == '#') {
                continue;
            }
            try {
                Exposition one = new Exposition(line);
                String name = one.word();
                if (isWanted.test(name)) {
                    found.add(one.series(name, more, millis));
                }
            } catch (IllegalArgumentException e) {
                throw new IOException("line %d: %s".formatted(number, e.getMessage()), e);
            }
        }
        return found;
    }

    private Series series(String name, Labels more, long millis) {
        List<String> pairs = new ArrayList<>(List.of(Labels.NAME, name));
        pairs.addAll(more.pairs());
        skipBlanks();
        if (isAt('{')) {
            at++;
            labels(pairs, more);
        }
        return Series.of(new Labels(pairs), millis, value());
    }

    private void labels(List<String> pairs, Labels more) {
        for (skipBlanks(); !isAt('}'); skipBlanks()) {
            String label = word();
            if (label.isEmpty() || pairs.size() > 2 * LABELS_MAX) {
                throw new IllegalArgumentException(
                        label.isEmpty() ? "a label or } is missing" : "too many labels");
            }
            skipBlanks();
            expect('=');
            skipBlanks();
            String value = quoted();
            if (more.find(label).isEmpty()) {
                pairs.add(label);
                pairs.add(value);
            }
            skipBlanks();
            if (isAt(',')) {
                at++;
            }
        }
        at++;
    }

    private String quoted() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (at < line.length() && line.charAt(at) != '"') {
            char c = line.charAt(at++);
            if (c == '\\' && at < line.length()) {
                char escaped = line.charAt(at++);
                c = escaped == 'n' ? '\n' : escaped;
            }
            value.append(c);
        }
        expect('"');
        return value.toString();
    }

    private double value() {
        skipBlanks();
        int end = line.indexOf(' ', at);
        String text = line.substring(at, end < 0 ? line.length() : end).strip();
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> number(text);
        };
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"%s\" is no value".formatted(text), e);
        }
    }

    private String word() {
        int start = at;
        while (at < line.length() && " \t{}=,\"".indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return line.substring(start, at);
    }

    private void skipBlanks() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean isAt(char wanted) {
        if (at >= line.length()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return line.charAt(at) == wanted;
    }

    private void expect(char wanted) {
        if (!isAt(wanted)) {
            throw new IllegalArgumentException(
                    "%s is missing before \"%s\"".formatted(wanted, line.substring(at)));
        }
        at++;
    }
}

package millwright.agent.probe.scrape;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import millwright.agent.probe.scrape.Exposition.Format;

/**
 * Parses one line such as {@code http_requests_total{code="200"} 1027 1395066363000}. Its position
 * only moves forward.
 */
final class SampleLineParser {
    private static final int LABELS_MAX = 64;
    private static final int NUMBER_CHARS_MAX = 64;
    private static final int QUOTED_CHARS_MAX = 20;

    private final String line;
    private final int number;
    private final Format format;
    private int at;

    /**
     * @param number of the line in its body, for the messages
     */
    SampleLineParser(String line, int number, Format format) {
        this.line = line;
        this.number = number;
        this.format = format;
    }

    /** Empty where it is right, but its name is not wanted. */
    Optional<Metric> parse(Predicate<String> wanted) throws ExpositionException {
        skipBlanks();
        String name = name(true);
        boolean isWanted = wanted.test(name);
        skipBlanks();
        Map<String, String> labels = isNext('{') ? labels() : Map.of();
        skipBlanks();
        double value = value();
        skipBlanks();
        if (!isAtEnd() && !isNext('#')) {
            time();
            skipBlanks();
        }
        if (isNext('#') && format == Format.OPEN_METRICS) {
            exemplar();
        }
        if (!isAtEnd()) {
            throw wrong("a line's end");
        }
        return isWanted ? Optional.of(new Metric(name, labels, value)) : Optional.empty();
    }

    /** Letters, digits and underscores, no digit first. */
    private String name(boolean mayHaveColon) throws ExpositionException {
        int from = at;
        while (!isAtEnd() && isOfName(line.charAt(at), at > from, mayHaveColon)) {
            at++;
        }
        if (at == from) {
            throw wrong(mayHaveColon ? "the name of a metric" : "the name of a label");
        }
        return line.substring(from, at);
    }

    private static boolean isOfName(char c, boolean mayBeDigit, boolean mayBeColon) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (mayBeDigit && c >= '0' && c <= '9')
                || (mayBeColon && c == ':');
    }

    private Map<String, String> labels() throws ExpositionException {
        Map<String, String> labels = new HashMap<>();
        take('{', "{");
        skipBlanks();
        while (!isNext('}')) {
            String name = name(false);
            skipBlanks();
            take('=', "=");
            skipBlanks();
            if (labels.put(name, text()) != null) {
                throw ExpositionException.malformed(number, "has two labels " + name);
            }
            if (labels.size() > LABELS_MAX) {
                throw ExpositionException.malformed(
                        number, "has more than %d labels".formatted(LABELS_MAX));
            }
            skipBlanks();
            if (!isNext('}')) {
                take(',', ", or }");
                skipBlanks();
            }
        }
        at++;
        return labels;
    }

    /** In quotes, with the escapes {@code \\}, {@code \"} and {@code \n}. */
    private String text() throws ExpositionException {
        take('"', "a label's value in quotes");
        StringBuilder text = new StringBuilder();
        while (!isAtEnd()) {
            char c = line.charAt(at);
            at++;
            if (c == '"') {
                return text.toString();
            }
            text.append(c == '\\' ? escaped() : c);
        }
        throw wrong("the end of a label's value");
    }

    private char escaped() throws ExpositionException {
        char c = isAtEnd() ? ' ' : line.charAt(at);
        at++;
        return switch (c) {
            case '\\', '"' -> c;
            case 'n' -> '\n';
            default -> {
                at--;
                throw wrong("one of \\, \" and n after a \\");
            }
        };
    }

    private double value() throws ExpositionException {
        int from = at;
        String word = word();
        switch (word) {
            case "Inf", "+Inf", "inf", "+inf" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-Inf", "-inf" -> {
                return Double.NEGATIVE_INFINITY;
            }
            case "NaN", "nan" -> {
                return Double.NaN;
            }
            default -> {
                at = from;
                return decimal("a value");
            }
        }
    }

    /** Not all that {@link Double#parseDouble} takes: neither {@code 1d} nor {@code 0x1p3}. */
    private double decimal(String what) throws ExpositionException {
        int from = at;
        String word = word();
        boolean isDecimal =
                word.chars()
                        .allMatch(
                                c ->
                                        (c >= '0' && c <= '9')
                                                || c == '.'
                                                || c == '-'
                                                || c == '+'
                                                || c == 'e'
                                                || c == 'E');
        if (isDecimal && word.length() <= NUMBER_CHARS_MAX) {
            try {
                return Double.parseDouble(word);
            } catch (NumberFormatException garbage) {
                // refused below
            }
        }
        at = from;
        throw wrong(what);
    }

    /** Milliseconds in the one format, seconds with a fraction in the other. */
    private void time() throws ExpositionException {
        decimal("a time");
    }

    /** Such as {@code # {trace_id="KOO5S4vxi0o"} 0.67 1520879607.789}. */
    private void exemplar() throws ExpositionException {
        take('#', "#");
        skipBlanks();
        labels();
        skipBlanks();
        value();
        skipBlanks();
        if (!isAtEnd()) {
            time();
            skipBlanks();
        }
    }

    private String word() {
        int from = at;
        while (!isAtEnd() && !isBlank(line.charAt(at))) {
            at++;
        }
        return line.substring(from, at);
    }

    private void take(char expected, String what) throws ExpositionException {
        if (!isNext(expected)) {
            throw wrong(what);
        }
        at++;
    }

    private void skipBlanks() {
        while (!isAtEnd() && isBlank(line.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private boolean isNext(char c) {
        return !isAtEnd() && line.charAt(at) == c;
    }

    private boolean isAtEnd() {
        return at == line.length();
    }

    private ExpositionException wrong(String expected) {
        String found =
                isAtEnd()
                        ? "the end of the line"
                        : "\"%s\""
                                .formatted(
                                        line.substring(
                                                at,
                                                Math.min(line.length(), at + QUOTED_CHARS_MAX)));
        return ExpositionException.malformed(
                number,
                "has %s at character %d where %s is expected".formatted(found, at + 1, expected));
    }
}

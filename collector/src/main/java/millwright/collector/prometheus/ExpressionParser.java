package millwright.collector.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads the part of PromQL that a mapping needs: numbers, {@code + - * /}, parentheses, {@code
 * name{label="value"}} with the four matchers, and {@code rate(…)} of such, without a range: a rate
 * is over the interval between two samples.
 */
final class ExpressionParser {
    private final String text;
    private final List<Selector> selectors = new ArrayList<>();
    private int at;

    private ExpressionParser(String text) {
        this.text = text;
    }

    /** What an expression says, and of which series. */
    record Parsed(Expression expression, List<Selector> selectors) {
        Parsed {
            selectors = List.copyOf(selectors);
        }
    }

    /**
     * @throws IllegalArgumentException that shows the place and what would be right
     */
    static Parsed parse(String text) {
        ExpressionParser parser = new ExpressionParser(text);
        Expression expression = parser.sum();
        if (parser.peek() != 0) {
            throw parser.bad("an operator (+ - * /) or the end");
        }
        if (parser.selectors.isEmpty()) {
            throw new IllegalArgumentException("\"%s\" names no series".formatted(text));
        }
        return new Parsed(expression, parser.selectors);
    }

    private Expression sum() {
        Expression left = product();
        for (char next = peek(); next == '+' || next == '-'; next = peek()) {
            at++;
            left = new Expression.Binary(next, left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = factor();
        for (char next = peek(); next == '*' || next == '/'; next = peek()) {
            at++;
            left = new Expression.Binary(next, left, factor());
        }
        return left;
    }

    private Expression factor() {
        char next = peek();
        if (next == '(') {
            at++;
            Expression inner = sum();
            expect(')');
            return inner;
        }
        if (next >= '0' && next <= '9') {
            return number();
        }
        String name = name("a number, a series or a parenthesis");
        if (name.equals("rate") && peek() == '(') {
            at++;
            Expression rate = selector(name("a series"), true);
            expect(')');
            return rate;
        }
        return selector(name, false);
    }

    private Expression number() {
        int start = at;
        while (at < text.length() && "0123456789.eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return new Expression.Constant(Double.parseDouble(text.substring(start, at)));
        } catch (NumberFormatException e) {
            at = start;
            throw bad("a number");
        }
    }

    private Expression selector(String name, boolean isRate) {
        List<Selector.Matcher> matchers = new ArrayList<>();
        if (peek() == '{') {
            at++;
            while (peek() != '}') {
                matchers.add(matcher());
                if (peek() != '}') {
                    expect(',');
                }
            }
            at++;
        }
        selectors.add(new Selector(name, matchers, isRate));
        return new Expression.Sum(selectors.size() - 1);
    }

    private Selector.Matcher matcher() {
        String label = name("a label");
        boolean isWanted = peek() != '!';
        expect(isWanted ? '=' : '!');
        char second = at < text.length() ? text.charAt(at) : 0;
        boolean isPattern = second == '~';
        if (isPattern || (!isWanted && second == '=')) {
            at++;
        } else if (!isWanted) {
            throw bad("!= or !~");
        }
        String value = quoted();
        try {
            return new Selector.Matcher(
                    label, Pattern.compile(isPattern ? value : Pattern.quote(value)), isWanted);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "\"%s\" is no regular expression: %s".formatted(value, e.getDescription()), e);
        }
    }

    /** A backslash stands before a quote or another backslash; before anything else it is one. */
    private String quoted() {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            boolean isEscape =
                    text.charAt(at) == '\\'
                            && at + 1 < text.length()
                            && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
            at += isEscape ? 1 : 0;
            value.append(text.charAt(at++));
        }
        expect('"');
        return value.toString();
    }

    private String name(String wanted) {
        peek();
        int start = at;
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw bad(wanted);
        }
        return text.substring(start, at);
    }

    private static boolean isOfName(char c) {
        return c == '_' || c == ':' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw bad(String.valueOf(wanted));
        }
        at++;
    }

    /** The next character that is no blank; 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException bad(String wanted) {
        return new IllegalArgumentException(
                "\"%s\": %s is expected before \"%s\""
                        .formatted(text, wanted, text.substring(Math.min(at, text.length()))));
    }
}

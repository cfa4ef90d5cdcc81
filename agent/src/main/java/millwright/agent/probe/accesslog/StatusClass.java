package millwright.agent.probe.accesslog;

import java.util.regex.Pattern;

/** A status such as {@code 429}, or a hundred of them such as {@code 5xx}. */
record StatusClass(int from, int to) {
    private static final Pattern WRITTEN = Pattern.compile("[1-5](xx|[0-9]{2})");

    /**
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    static StatusClass parse(String text) {
        if (!WRITTEN.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no status. Write 5xx or 429".formatted(text));
        }
        return text.endsWith("xx")
                ? new StatusClass(100 * (text.charAt(0) - '0'), 100 * (text.charAt(0) - '0') + 99)
                : new StatusClass(Integer.parseInt(text), Integer.parseInt(text));
    }

    boolean has(int status) {
        return status >= from && status <= to;
    }
}

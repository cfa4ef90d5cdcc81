package millwright.agent.deliver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many lines a collector's words refuse. */
final class Rejections {
    private static final Pattern STATED =
            Pattern.compile("\"(?:rejected|dropped)\"\\s*:\\s*([0-9]{1,9})|dropped=([0-9]{1,9})");
    private static final Pattern LINE = Pattern.compile("\"line\"\\s*:|\\bline [0-9]+");

    private Rejections() {}

    /** The number that the body states, else how many lines it names, else all. */
    static int count(String body, int lines) {
        Matcher stated = STATED.matcher(body);
        if (stated.find()) {
            String number = stated.group(1) == null ? stated.group(2) : stated.group(1);
            return Math.min(lines, Integer.parseInt(number));
        }
        long named = LINE.matcher(body).results().count();
        return named == 0 ? lines : (int) Math.min(lines, named);
    }
}

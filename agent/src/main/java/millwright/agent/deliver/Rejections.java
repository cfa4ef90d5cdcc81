package millwright.agent.deliver;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import millwright.agent.deliver.Answer.RejectedLine;

/** What a collector's words refuse: ours, or InfluxDB's. */
final class Rejections {
    private static final Pattern STATED =
            Pattern.compile("\"(?:rejected|dropped)\"\\s*:\\s*([0-9]{1,9})|dropped=([0-9]{1,9})");
    private static final Pattern LINE = Pattern.compile("\"line\"\\s*:|\\bline [0-9]+");
    private static final Pattern NAMED =
            Pattern.compile(
                    "\"line\"\\s*:\\s*([0-9]{1,9})\\s*,\\s*\"reason\"\\s*:\\s*"
                            + "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");
    private static final Pattern VERDICT =
            Pattern.compile("\"code\"\\s*:|partial write|unable to parse|\"error\"\\s*:");

    private Rejections() {}

    /** Whether it is somebody who has read the samples, not a proxy that has read the head. */
    static boolean isVerdict(String body) {
        return VERDICT.matcher(body).find() || STATED.matcher(body).find();
    }

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

    /** The lines that our own collector's answer names, with its reasons. */
    static List<RejectedLine> named(String body) {
        return NAMED.matcher(body)
                .results()
                .map(
                        found ->
                                new RejectedLine(
                                        Integer.parseInt(found.group(1)),
                                        found.group(2).replaceAll("\\\\(.)", "$1")))
                .toList();
    }
}

package millwright.agent.probe.accesslog;

import millwright.agent.probe.accesslog.LogFormat.UnfitLineException;

/** A status of HTTP in a text. */
final class Status {
    private Status() {}

    /** The word of three digits at that place. */
    static int parse(String text, int at) throws UnfitLineException {
        int status = 0;
        for (int i = at; i < at + 3; i++) {
            int digit = i < text.length() ? text.charAt(i) - '0' : -1;
            if (digit < 0 || digit > 9) {
                throw new UnfitLineException("has no status where it is expected");
            }
            status = 10 * status + digit;
        }
        boolean isLonger = at + 3 < text.length() && text.charAt(at + 3) != ' ';
        if (isLonger || status < Request.STATUS_MIN || status > Request.STATUS_MAX) {
            throw new UnfitLineException(
                    "has a status that is not between %d and %d"
                            .formatted(Request.STATUS_MIN, Request.STATUS_MAX));
        }
        return status;
    }
}

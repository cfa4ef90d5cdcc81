package millwright.collector.console;

import millwright.collector.cases.EmergencyTimer;

/**
 * A timer of an emergency window. The page shows it as of its making; a script counts it on.
 *
 * @param what such as {@code Status update due}
 * @param text such as {@code in 12 min}, {@code overdue by 3 min}
 * @param past what stands before the time once it is over; empty where nothing is owed
 * @param style as {@link Due}
 */
record EmergencyTimerRow(String what, SiteTime.Moment at, String text, String past, String style) {
    static EmergencyTimerRow of(EmergencyTimer timer, SiteTime time) {
        boolean isOwed =
                timer.what() != EmergencyTimer.What.START
                        && timer.what() != EmergencyTimer.What.VERIFICATION;
        String past = isOwed ? "overdue by" : "";
        return new EmergencyTimerRow(
                words(timer.what()),
                time.moment(timer.at()),
                text(timer, isOwed, time),
                past,
                timer.overdue() ? "overdue" : "");
    }

    private static String text(EmergencyTimer timer, boolean isOwed, SiteTime time) {
        if (time.now().isBefore(timer.at())) {
            return time.ago(timer.at());
        }
        return isOwed ? "overdue by " + time.ago(timer.at()).replace(" ago", "") : "now";
    }

    private static String words(EmergencyTimer.What what) {
        return switch (what) {
            case START -> "Work may begin";
            case UPDATE -> "Status update due";
            case END -> "Granted time ends";
            case VERIFICATION -> "Can be verified";
            case REPORT -> "Incident report due";
        };
    }
}

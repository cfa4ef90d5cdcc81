package millwright.collector.console;

/** A request that gets another page than it asked for: one that says why, and leads on. */
final class NoSuchPage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final String back;
    private final String backText;

    private NoSuchPage(int status, String title, String detail, String back, String backText) {
        super(detail, null, false, false); // an answer, not a fault: no stack trace
        this.status = status;
        this.title = title;
        this.back = back;
        this.backText = backText;
    }

    static NoSuchPage host(String name) {
        return new NoSuchPage(
                404,
                "No such host",
                ("No host “%s” has sent anything since the collector knows its fleet. Check the"
                                + " name that its agent sends as the tag “host”.")
                        .formatted(name),
                "/",
                "All hosts");
    }

    static NoSuchPage forecast(String host, String indicator, String resource) {
        return new NoSuchPage(
                404,
                "No such forecast",
                ("“%s %s %s” is not forecast. An indicator is forecast once the collector has its"
                                + " first full hours, and if its values can be carried on.")
                        .formatted(host, indicator, resource),
                "/forecasts",
                "All forecasts");
    }

    static NoSuchPage ticket(String id) {
        return new NoSuchPage(
                404,
                "No such ticket",
                "There is no ticket “%s”. Ids look like T-000042.".formatted(id),
                "/tickets?status=all",
                "All tickets");
    }

    static NoSuchPage task(String id) {
        return new NoSuchPage(
                404,
                "No such task",
                "There is no task “%s”. Ids look like TASK-2026-0042.".formatted(id),
                "/plan",
                "The plan");
    }

    static NoSuchPage rfc(String id) {
        return new NoSuchPage(
                404,
                "No such request",
                "There is no request for change “%s”. Ids look like RFC-2026-0042.".formatted(id),
                "/rfcs?state=all",
                "All requests");
    }

    static NoSuchPage emergency(String id) {
        return new NoSuchPage(
                404,
                "No such emergency window",
                "There is no emergency window “%s”. Ids look like EW-000042.".formatted(id),
                "/emergency-windows",
                "All emergency windows");
    }

    static NoSuchPage badFilter(String name, String value, String allowed, String back) {
        return new NoSuchPage(
                400,
                "That filter makes no sense",
                "“%s” is no value of “%s”; allowed: %s.".formatted(value, name, allowed),
                back,
                "Without the filter");
    }

    /**
     * @param path where to go on afterwards
     */
    static NoSuchPage notSignedIn(String path) {
        return new NoSuchPage(
                401,
                "Sign in first",
                "This is for people whom the collector knows. Your session may also have ended: it"
                        + " lasts 12 hours, or until the collector restarts.",
                SignInPage.address(path),
                "Sign in");
    }

    static NoSuchPage notAllowed(String detail, String back) {
        return new NoSuchPage(403, "Not allowed", detail, back, "Back");
    }

    /** A form that did not come from a page of ours, or from an old one. */
    static NoSuchPage foreignForm() {
        return badForm(
                403,
                "The form did not come from a page of this console that belongs to your session."
                        + " Open the page anew and send it again. If a proxy stands before the"
                        + " collector, it must pass the headers Host and Origin on as they are.");
    }

    /** What a person wanted done with a ticket that cannot take it. */
    static NoSuchPage notDone(int status, String detail, String ticket) {
        return notDone(status, detail, Links.ticket(ticket), "Back to " + ticket);
    }

    /**
     * What a person wanted done, and why it was not.
     *
     * @param back where to go on
     */
    static NoSuchPage notDone(int status, String detail, String back, String backText) {
        return new NoSuchPage(status, "Nothing was changed", detail, back, backText);
    }

    static NoSuchPage badForm(int status, String detail) {
        return notDone(status, detail, "/", "All hosts");
    }

    /** The database is away; the fleet is still judged. */
    static NoSuchPage away(String path) {
        return new NoSuchPage(
                503,
                "The database of the tickets does not answer",
                "Samples are taken and judged all the same; what was decided waits and nothing is"
                        + " lost. The collector's log and /health/ready have the reason.",
                path,
                "Try again");
    }

    int status() {
        return status;
    }

    Page page() {
        return new Page("missing", title, "", new Model(title, getMessage(), back, backText));
    }

    record Model(String title, String detail, String back, String backText) {}
}

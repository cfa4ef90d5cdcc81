package millwright.collector.http;

/**
 * Thrown by a handler to answer with problem+json instead; nothing of ours is broken, so nothing is
 * logged.
 */
public final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String title;

    /**
     * @param status 400 to 599
     * @param title what kind of trouble, the same for all of its kind
     * @param detail what was wrong here and what to do about it
     */
    public HttpProblem(int status, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}

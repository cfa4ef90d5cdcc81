package millwright.collector.cases;

/** The store could not do what it was asked; the message says what, where and what to do. */
public final class CaseStoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CaseStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}

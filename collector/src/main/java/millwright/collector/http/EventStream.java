package millwright.collector.http;

/**
 * Server-sent events to one browser. Thread-safe; never blocks: a client that cannot keep up is
 * closed.
 */
public interface EventStream extends AutoCloseable {
    /**
     * @param data one or more lines
     * @return false where the client has gone
     */
    boolean send(String event, String data);

    void onClose(Runnable action);

    @Override
    void close();
}

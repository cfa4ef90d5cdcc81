package millwright.collector.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One request and its answer, as a handler sees them. Exactly one of the answering methods is
 * called.
 */
public interface Exchange {
    String method();

    /** The request's path, without the query. */
    String path();

    /** A variable of the route's pattern: {@code path("id")} for {@code /tickets/{id}}; decoded. */
    String path(String name);

    /** The first value of a query parameter. */
    Optional<String> query(String name);

    List<String> queries(String name);

    /** The names of all query parameters, decoded: so that a misspelt one can be refused. */
    Set<String> queryNames();

    boolean hasQuery();

    Optional<String> header(String name);

    /** The client's address as the connection shows it, for logs. */
    String client();

    /** Whether it came over TLS of our own; a proxy's before us does not count. */
    boolean isSecure();

    /**
     * The body as sent, of at most the server's limit; longer ones are answered with 413 before the
     * handler hears of them. It is complete: reading never waits for the client.
     */
    InputStream body() throws IOException;

    /** All of {@link #body()} at once, without a copy: not to be changed. Empty where none came. */
    byte[] bodyBytes() throws IOException;

    /** Sets a header of the answer. */
    Exchange with(String header, String value);

    /** Answers without a body. */
    void empty(int status) throws IOException;

    /** Answers with JSON, as {@link Json} writes it: ISO-8601 instants, no null members. */
    void json(int status, Object value) throws IOException;

    void html(int status, String page) throws IOException;

    void bytes(int status, String contentType, byte[] content) throws IOException;

    /**
     * Answers with problem+json (RFC 9457).
     *
     * @param title what kind of trouble, the same for all of its kind
     * @param detail what was wrong here and what to do about it
     * @param more further members
     */
    void problem(int status, String title, String detail, Map<String, ?> more) throws IOException;

    default void problem(int status, String title, String detail) throws IOException {
        problem(status, title, detail, Map.of());
    }

    /**
     * Turns the answer into a stream of server-sent events; the handler may return before it ends.
     */
    EventStream events() throws IOException;
}

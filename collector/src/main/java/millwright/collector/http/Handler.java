package millwright.collector.http;

/** Answers one kind of request. Any number of threads call it. */
@FunctionalInterface
public interface Handler {
    void handle(Exchange exchange) throws Exception;
}

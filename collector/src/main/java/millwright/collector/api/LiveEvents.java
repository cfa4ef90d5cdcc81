package millwright.collector.api;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import millwright.collector.cases.CaseEvent;
import millwright.collector.change.ChangeEvent;
import millwright.collector.http.EventStream;
import millwright.collector.http.Exchange;
import millwright.collector.http.Json;

/**
 * Tells everybody who listens at {@code /api/v1/events} what has just happened. Nothing is kept:
 * who comes late reads the lists. Thread-safe; never blocks, as {@link EventStream} does not.
 */
public final class LiveEvents {
    /** Each listener costs a connection; more are refused with 503. */
    static final int LISTENERS_MAX = 500;

    /** A change of more hosts than this names none: look at all of them. */
    static final int HOSTS_NAMED_MAX = 100;

    private final Set<EventStream> listeners = ConcurrentHashMap.newKeySet();

    /** What happened to a ticket, to everybody, as event {@code ticket}. */
    public void publish(CaseEvent event) {
        send("ticket", TicketEvent.of(event));
    }

    /** What happened to a request for change, the board or a deputy: event {@code rfc}. */
    public void publish(ChangeEvent event) {
        send("rfc", event);
    }

    /** Indicators of these hosts changed their state: event {@code board}. None, no event. */
    public void boardChanged(Instant at, Collection<String> hosts) {
        if (hosts.isEmpty()) {
            return;
        }
        boolean all = hosts.size() > HOSTS_NAMED_MAX;
        send("board", new BoardEvent(at, all, all ? Set.of() : Set.copyOf(hosts)));
    }

    public int listeners() {
        return listeners.size();
    }

    void listen(Exchange exchange, Instant at) throws IOException {
        Parameters.of(exchange);
        if (listeners.size() >= LISTENERS_MAX) {
            exchange.with("Retry-After", "30");
            throw Refusal.tooManyStreams(
                    "%d streams are open, the most there may be. Close some, or try again in 30 s."
                            .formatted(LISTENERS_MAX));
        }
        EventStream stream = exchange.events();
        listeners.add(stream);
        stream.onClose(() -> listeners.remove(stream));
        deliver(stream, "alive", Json.text(new AliveEvent(at)));
    }

    private void send(String event, Object data) {
        if (listeners.isEmpty()) {
            return;
        }
        String json = Json.text(data);
        listeners.forEach(stream -> deliver(stream, event, json));
    }

    private void deliver(EventStream stream, String event, String json) {
        if (!stream.send(event, json)) {
            listeners.remove(stream);
        }
    }

    private record BoardEvent(Instant at, boolean all, Set<String> hosts) {}

    private record AliveEvent(Instant at) {}
}

package millwright.collector.ingest;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import millwright.collector.http.Exchange;
import millwright.collector.http.Routes;

/** Whether the collector lives, and whether each of its parts can work. Thread-safe. */
public final class Health {
    private final Map<String, Supplier<State>> components = new ConcurrentHashMap<>();

    /**
     * @param detail what people should know, such as why it is not ready
     */
    public record State(boolean ready, String detail) {
        public static State ready(String detail) {
            return new State(true, detail);
        }

        public static State unready(String detail) {
            return new State(false, detail);
        }
    }

    private record Report(String status, Map<String, State> components) {}

    /**
     * @param state asked at each request; must be quick
     */
    public Health add(String component, Supplier<State> state) {
        components.put(component, state);
        return this;
    }

    /** {@code /health/live}: 200 always; {@code /health/ready}: 200, or 503 if a part is not. */
    public Routes routes() {
        return new Routes()
                .get("/health/live", exchange -> exchange.json(200, Map.of("status", "live")))
                .get("/health/ready", this::ready);
    }

    private void ready(Exchange exchange) throws IOException {
        Map<String, State> states = new TreeMap<>();
        components.forEach((name, state) -> states.put(name, ask(state)));
        boolean ready = states.values().stream().allMatch(State::ready);
        exchange.json(ready ? 200 : 503, new Report(ready ? "ready" : "unready", states));
    }

    private static State ask(Supplier<State> state) {
        try {
            return state.get();
        } catch (RuntimeException e) {
            return State.unready("cannot be asked: " + e.getMessage());
        }
    }
}

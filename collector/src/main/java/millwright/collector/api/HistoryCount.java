package millwright.collector.api;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Instant;
import millwright.collector.history.History;
import millwright.collector.http.Exchange;

/** How many samples the history holds: for backup checks, migrations and whoever doubts. */
final class HistoryCount {
    private final History history;

    HistoryCount(History history) {
        this.history = requireNonNull(history, "history");
    }

    /**
     * @param samples numeric ones at or after {@code from} and before {@code to}; a repeated one
     *     counts once
     */
    private record Answer(Instant from, Instant to, long samples) {}

    void count(Exchange exchange) throws IOException {
        Parameters parameters = Parameters.of(exchange, "from", "to");
        Instant from = instant(parameters, "from");
        Instant to = instant(parameters, "to");
        if (to.isBefore(from)) {
            throw Refusal.badParameter(
                    "to",
                    "an instant not before from",
                    "'to' %s is before 'from' %s.".formatted(to, from));
        }
        exchange.json(200, new Answer(from, to, history.count(from, to)));
    }

    private static Instant instant(Parameters parameters, String name) {
        parameters.requiredText(name, "an ISO-8601 instant with offset");
        return parameters.instant(name).orElseThrow();
    }
}

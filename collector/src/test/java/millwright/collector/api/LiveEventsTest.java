package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import millwright.collector.cases.CaseEvent;
import millwright.collector.http.Routes;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Priority;
import org.junit.jupiter.api.Test;

class LiveEventsTest {
    private final LiveEvents live = new LiveEvents();
    private final MadeUpFleet fleet = new MadeUpFleet(MadeUpFleet.NOW);
    private final Routes routes =
            Api.routes(
                    new Routes(),
                    fleet,
                    new MemoryCases(List.of()),
                    fleet.history(),
                    ShippedRulebook.rules(),
                    live,
                    InstantSource.fixed(MadeUpFleet.NOW));

    @Test
    void everyListenerHearsWhatHappensToATicket() throws Exception {
        FakeExchange one = listen();
        FakeExchange other = listen();

        live.publish(opened());

        assertThat(one.sent()).hasSize(2).isEqualTo(other.sent());
        assertThat(one.sent().get(1))
                .startsWith("ticket {")
                .contains("\"type\":\"ticket-opened\"")
                .contains("\"case\":\"T-000042\"")
                .contains("\"at\":\"2026-03-29T02:00:10Z\"")
                .contains("\"evidence\":{\"row\":\"disk free, level 2\"");
    }

    @Test
    void whoHasGoneIsForgotten() throws Exception {
        FakeExchange one = listen();
        FakeExchange other = listen();

        one.leave();
        live.publish(opened());

        assertThat(live.listeners()).isEqualTo(1);
        assertThat(one.sent()).hasSize(1);
        assertThat(other.sent()).hasSize(2);
    }

    @Test
    void aChangeOfTheBoardNamesItsHostsUnlessThereAreTooMany() throws Exception {
        FakeExchange one = listen();
        List<String> many = IntStream.range(0, 101).mapToObj(i -> "host-" + i).toList();

        live.boardChanged(MadeUpFleet.NOW, List.of());
        live.boardChanged(MadeUpFleet.NOW, List.of("db-07"));
        live.boardChanged(MadeUpFleet.NOW, many);

        assertThat(one.sent().subList(1, 3))
                .containsExactly(
                        "board"
                            + " {\"at\":\"2026-03-29T02:00:10Z\",\"all\":false,\"hosts\":[\"db-07\"]}",
                        "board {\"at\":\"2026-03-29T02:00:10Z\",\"all\":true,\"hosts\":[]}");
    }

    @Test
    void tooManyListenersAreTurnedAwayAndToldWhenToComeBack() throws Exception {
        for (int i = 0; i < LiveEvents.LISTENERS_MAX; i++) {
            listen();
        }

        FakeExchange last = listen();

        assertThat(last.status()).isEqualTo(503);
        assertThat(last.answerHeader("Retry-After")).isEqualTo("30");
        assertThat(last.json().get("detail").asText()).contains("500");
    }

    private FakeExchange listen() throws Exception {
        return FakeExchange.get(routes, "/api/v1/events");
    }

    private CaseEvent opened() {
        IndicatorKey key = new IndicatorKey("db-07", "disk_free", "/var");
        return new CaseEvent(
                MadeUpFleet.NOW,
                "ticket-opened",
                Optional.of("T-000042"),
                key,
                Priority.P2,
                MadeUpFleet.RULE,
                "9.5 % is below the limit of 10 %",
                Optional.of(fleet.ticket("T-000042", key, 2, 9.5, Duration.ZERO, true).evidence()),
                Optional.empty());
    }
}

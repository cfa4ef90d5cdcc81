package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import millwright.collector.http.Routes;
import millwright.collector.rulebook.ShippedRulebook;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTest {
    private static final IndicatorKey DISK = new IndicatorKey("db-07", "disk_free", "/var");

    private final MadeUpFleet fleet = fleet();
    private final MemoryCases cases =
            new MemoryCases(
                    List.of(
                            fleet.ticket("T-000041", DISK, 2, 9.5, Duration.ofHours(2), true),
                            fleet.ticket("T-000007", DISK, 1, 19.9, Duration.ofDays(9), false)));
    private final Routes routes =
            Api.routes(
                    new Routes(),
                    fleet,
                    cases,
                    fleet.history(),
                    ShippedRulebook.rules(),
                    new LiveEvents(),
                    InstantSource.fixed(MadeUpFleet.NOW));

    private static MadeUpFleet fleet() {
        Duration day = Duration.ofDays(1);
        return new MadeUpFleet(MadeUpFleet.NOW)
                .with("db-07", "disk_free", "/var", State.BREACHED, 2, day, ago -> Optional.of(9.5))
                .with("db-07", "cpu_utilization", "", State.OK, 0, day, ago -> Optional.of(20.0))
                .with("web-01", "cpu_utilization", "", State.OK, 0, day, ago -> Optional.of(30.0))
                .host("web-02", Duration.ofMinutes(12));
    }

    @Test
    void hostsComeByNameAndInPages() throws Exception {
        JsonNode page = get("/api/v1/hosts?limit=2&offset=1").json();

        assertThat(texts(page.get("items"), "host")).containsExactly("web-01", "web-02");
        assertThat(page.get("total").asInt()).isEqualTo(3);
        assertThat(page.get("limit").asInt()).isEqualTo(2);
        assertThat(page.get("offset").asInt()).isEqualTo(1);
        assertThat(page.at("/items/1/silent").asBoolean()).isTrue();
    }

    @Test
    void anOffsetPastTheEndIsAnEmptyPageAndNoError() throws Exception {
        assertThat(get("/api/v1/hosts?offset=2000000000").json().get("items")).isEmpty();
    }

    @Test
    void aHostShowsItsIndicatorsWithTheirLimits() throws Exception {
        JsonNode host = get("/api/v1/hosts/db-07").json();

        JsonNode disk = host.at("/indicators/1");
        assertThat(disk.get("state").asText()).isEqualTo("breached");
        assertThat(disk.get("priority").asText()).isEqualTo("P2");
        assertThat(disk.get("value").asDouble()).isEqualTo(9.5);
        assertThat(disk.get("since").asText()).isEqualTo("2026-03-28T02:00:10Z");
        assertThat(disk.at("/levels/0/direction").asText()).isEqualTo("below");
        assertThat(host.get("breached").asInt()).isEqualTo(1);
    }

    @Test
    void indicatorsAreFilteredByHostIndicatorAndState() throws Exception {
        assertThat(get("/api/v1/indicators").json().get("total").asInt()).isEqualTo(3);
        JsonNode some =
                get("/api/v1/indicators?state=ok&indicator=cpu_utilization&host=web-01").json();
        assertThat(texts(some.get("items"), "host")).containsExactly("web-01");
        assertThat(get("/api/v1/indicators?state=BREACHED").json().get("total").asInt())
                .isEqualTo(1);
        assertThat(get("/api/v1/indicators?host=nobody").json().get("total").asInt()).isZero();
    }

    @Test
    void theHistoryOfAnInvertedIndicatorIsTheIndicatorAndNotItsSource() throws Exception {
        JsonNode history =
                get("/api/v1/indicators/history?host=db-07&indicator=disk_free&resource=/var")
                        .json();

        assertThat(history.get("resolution").asText()).isEqualTo("raw");
        assertThat(history.get("from").asText()).isEqualTo("2026-03-28T20:00:10Z");
        assertThat(history.get("points")).hasSize(360);
        assertThat(history.at("/points/0/value").asDouble()).isEqualTo(9.5);
        assertThat(history.at("/points/0").has("min")).isFalse();
    }

    @ParameterizedTest(name = "{0} to {1}: {2}")
    @CsvSource({
        "2026-03-27T02:00:00Z, 2026-03-29T02:00:00Z, raw",
        "2026-03-27T01:59:59Z, 2026-03-29T02:00:00Z, hourly"
    })
    void twoDaysComeRawAndASecondMoreComesHourly(String from, String to, String resolution)
            throws Exception {
        JsonNode history =
                get("/api/v1/indicators/history?host=db-07&indicator=disk_free&resource=/var&from="
                                + from
                                + "&to="
                                + to)
                        .json();

        assertThat(history.get("resolution").asText()).isEqualTo(resolution);
    }

    @Test
    void anHourHasItsBoundsTheRightWayRoundWhenInverted() {
        var hour =
                new millwright.collector.history.HourlyRollUp(Instant.EPOCH, 360, 60, 90, 80, 70);

        IndicatorHistory.Point point = IndicatorHistory.Point.of(hour, true);

        assertThat(point.value()).isEqualTo(20);
        assertThat(point.min()).contains(10.0);
        assertThat(point.max()).contains(40.0);
    }

    @Test
    void aTicketTellsWhyItExists() throws Exception {
        JsonNode ticket = get("/api/v1/tickets/T-000041").json();

        assertThat(ticket.get("status").asText()).isEqualTo("open");
        assertThat(ticket.get("rule").asText()).isEqualTo(MadeUpFleet.RULE);
        assertThat(ticket.at("/evidence/row").asText()).isEqualTo("disk free, level 2");
        assertThat(ticket.at("/evidence/fraction").asDouble()).isEqualTo(0.97);
        assertThat(ticket.at("/responseDue").asText()).isEqualTo("2026-03-29T04:00:10Z");
        assertThat(ticket.at("/events/0/type").asText()).isEqualTo("ticket-opened");
        assertThat(ticket.has("resolvedAt")).isFalse();
        assertThat(texts(ticket.get("members"), "host")).containsExactly("db-07");
        assertThat(ticket.get("members").get(0).get("held").asBoolean()).isTrue();
        assertThat(ticket.has("service")).isFalse();
    }

    @Test
    void aTicketTellsWhatIsForeseenAndUntilWhenThereIsTime() throws Exception {
        cases.add(
                fleet.foreseen(fleet.ticket("T-000050", DISK, 1, 9.5, Duration.ofHours(1), true)));
        JsonNode ticket = get("/api/v1/tickets/T-000050").json();

        assertThat(ticket.get("deadline").asText()).isEqualTo("2026-03-29T22:00:10Z");
        assertThat(ticket.at("/evidence/forecast/limitName").asText()).isEqualTo("hard limit");
        assertThat(ticket.at("/evidence/forecast/median").asText())
                .isEqualTo("2026-03-30T03:00:10Z");
        assertThat(ticket.at("/evidence/forecast").has("late")).isFalse();
        assertThat(ticket.at("/evidence/forecast/growers/0/name").asText())
                .isEqualTo("process <java>");
        assertThat(get("/api/v1/tickets/T-000041").json().has("deadline")).isFalse();
        assertThat(get("/api/v1/tickets/T-000041").json().get("evidence").has("forecast"))
                .isFalse();
    }

    @Test
    void ticketsAreFilteredAndCountedWhateverTheLimit() throws Exception {
        JsonNode all = get("/api/v1/tickets?limit=1").json();
        assertThat(texts(all.get("items"), "id")).containsExactly("T-000041");
        assertThat(all.get("total").asInt()).isEqualTo(2);
        assertThat(all.at("/items/0").has("events")).isFalse();

        assertThat(texts(get("/api/v1/tickets?status=resolved").json().get("items"), "id"))
                .containsExactly("T-000007");
        assertThat(get("/api/v1/tickets?priority=P1").json().get("total").asInt()).isZero();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/hosts?limt=5 | limt | limit, offset",
                "/api/v1/hosts?limit=0 | limit | a whole number from 1 to 500",
                "/api/v1/hosts?limit=501 | limit | a whole number from 1 to 500",
                "/api/v1/hosts?offset=-1 | offset | a whole number from 0 to 2147483647",
                "/api/v1/hosts?limit=1&limit=2 | limit | one value",
                "/api/v1/hosts/db-07?x=1 | x | none",
                "/api/v1/tickets?priority=P7 | priority | P1, P2, P3, P4",
                "/api/v1/tickets?status=done | status | active, open, acknowledged, in_progress,"
                        + " waiting, resolved, closed",
                "/api/v1/indicators?state=bad | state | ok, pending, breached, recovering, stale,"
                        + " insufficient_traffic",
                "/api/v1/indicators/history?host=db-07 | indicator | an indicator's id, such as"
                        + " disk_free",
                "/api/v1/indicators/history?host=db-07&indicator=disk_free&resource=/var&from=2026-03-29"
                    + " | from | an ISO-8601 instant with offset, such as"
                    + " 2026-03-29T02:00:00+03:00",
                "/api/v1/indicators/history?host=db-07&indicator=disk_free&resource=/var&from=2026-03-29T03:00:00Z"
                    + " | from | an instant before 'to'",
                "/api/v1/indicators/history?host=db-07&indicator=disk_free&resource=/var&from=2020-03-29T03:00:00Z"
                    + " | from | at most 400 days before 'to'"
            })
    void aBadParameterIsNamedWithWhatIsAllowed(String address, String parameter, String allowed)
            throws Exception {
        FakeExchange answer = get(address);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.json().get("parameter").asText()).isEqualTo(parameter);
        assertThat(answer.json().get("allowed").asText()).isEqualTo(allowed);
        assertThat(answer.json().get("detail").asText()).contains(parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/hosts/db-99, db-99",
        "/api/v1/tickets/T-999999, T-999999",
        "/api/v1/indicators/history?host=db-99&indicator=x, db-99",
        "/api/v1/indicators/history?host=db-07&indicator=disk_free&resource=/opt, disk_free /opt"
    })
    void whatDoesNotExistIsNamed(String address, String id) throws Exception {
        FakeExchange answer = get(address);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("id").asText()).isEqualTo(id);
        assertThat(answer.json().get("detail").asText()).contains(id);
    }

    private FakeExchange get(String address) throws Exception {
        return FakeExchange.get(routes, address);
    }

    private static List<String> texts(JsonNode items, String member) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.get(member).asText())
                .toList();
    }
}

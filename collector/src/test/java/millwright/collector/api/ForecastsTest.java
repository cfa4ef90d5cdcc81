package millwright.collector.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import millwright.collector.http.Routes;
import millwright.rules.indicator.State;
import org.junit.jupiter.api.Test;

class ForecastsTest {
    private final MadeUpFleet fleet =
            new MadeUpFleet(MadeUpFleet.NOW)
                    .with(
                            "db-07",
                            "disk_free",
                            "/var",
                            State.OK,
                            0,
                            Duration.ofHours(1),
                            ago -> Optional.of(42.0));
    private final Routes routes = MadeUpForecasts.routes(new Routes(), fleet);

    private FakeExchange get(String address) throws Exception {
        return FakeExchange.get(routes, address);
    }

    private List<String> hosts(String query) throws Exception {
        return StreamSupport.stream(
                        get("/api/v1/forecasts" + query).json().get("items").spliterator(), false)
                .map(item -> item.get("host").asText())
                .toList();
    }

    @Test
    void theNearestCrossingComesFirstAndThoseWithoutOneLast() throws Exception {
        assertThat(hosts("")).containsExactly("db-07", "db-08", "db-01", "db-02");
        assertThat(hosts("?limit=1&offset=1")).containsExactly("db-08");
        assertThat(get("/api/v1/forecasts?limit=1").json().get("total").asInt()).isEqualTo(4);
    }

    @Test
    void areFilteredByHostIndicatorVerdictAndTime() throws Exception {
        assertThat(hosts("?host=db-08")).containsExactly("db-08");
        assertThat(hosts("?indicator=memory_usage")).containsExactly("db-01", "db-02");
        assertThat(hosts("?verdict=unforecastable")).containsExactly("db-02");
        assertThat(hosts("?verdict=Crossing&indicator=memory_usage")).isEmpty();
        String early = MadeUpFleet.NOW.plus(Duration.ofDays(10)).toString();
        assertThat(hosts("?before=" + early)).containsExactly("db-07");
        String then = MadeUpFleet.NOW.plus(Duration.ofDays(10)).plusSeconds(1).toString();
        assertThat(hosts("?before=" + then)).containsExactly("db-07", "db-08");
    }

    @Test
    void whatCannotBeSaidIsShownAsTentative() throws Exception {
        JsonNode not = get("/api/v1/forecasts?verdict=unforecastable").json().at("/items/0");

        assertThat(not.get("reason").asText()).isEqualTo("too_uncertain");
        assertThat(not.get("sentence").asText()).contains("wider than half");
        assertThat(not.get("tentative").asBoolean()).isTrue();
        assertThat(not.at("/crossings/0/limit").asText()).isEqualTo("hard limit");
        assertThat(get("/api/v1/forecasts").json().at("/items/0/tentative").asBoolean()).isFalse();
    }

    @Test
    void aCourseHasItsPathAndHowEarlierOnesTurnedOut() throws Exception {
        JsonNode course =
                get("/api/v1/forecasts/course?host=db-07&indicator=disk_free&resource=/var").json();

        assertThat(course.at("/forecast/verdict").asText()).isEqualTo("crossing");
        assertThat(course.at("/path/1/middle").asDouble()).isEqualTo(39);
        assertThat(course.at("/path/1/low").asDouble()).isEqualTo(36);
        assertThat(course.has("history")).isFalse();
        assertThat(course.get("earlier")).hasSize(2);
        assertThat(course.at("/earlier/0").has("outcome")).isFalse();
        assertThat(course.at("/earlier/1/outcome").asText()).isEqualTo("hit");
        assertThat(course.at("/earlier/1/actual").asDouble()).isEqualTo(35.5);
    }

    @Test
    void aCourseComesWithItsPastWhereThatIsAskedFor() throws Exception {
        String from = MadeUpFleet.NOW.minus(Duration.ofDays(10)).toString();
        JsonNode course =
                get("/api/v1/forecasts/course?host=db-07&indicator=disk_free&resource=/var&from="
                                + from)
                        .json();

        assertThat(course.get("history")).hasSize(240);
        assertThat(course.at("/history/0/value").asDouble()).isEqualTo(42);
    }

    @Test
    void anUnknownOneAndAWrongTimeAreRefusedInWords() throws Exception {
        FakeExchange unknown = get("/api/v1/forecasts/course?host=db-09&indicator=disk_free");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().get("detail").asText())
                .contains("There is no forecast of 'db-09 disk_free'");
        FakeExchange late =
                get(
                        "/api/v1/forecasts/course?host=db-07&indicator=disk_free&resource=/var&from="
                                + MadeUpFleet.NOW);
        assertThat(late.status()).isEqualTo(400);
        assertThat(get("/api/v1/forecasts?verdict=maybe").status()).isEqualTo(400);
        assertThat(get("/api/v1/forecasts/course?indicator=disk_free").status()).isEqualTo(400);
    }

    @Test
    void theRecordTellsHowForecastsHaveDone() throws Exception {
        JsonNode record = get("/api/v1/forecasts/record").json().at("/items/0");

        assertThat(record.get("indicator").asText()).isEqualTo("disk_free");
        assertThat(record.get("predictions").asInt()).isEqualTo(1);
        assertThat(record.get("hits").asInt()).isEqualTo(1);
        assertThat(record.get("coverage").asDouble()).isEqualTo(1);
        assertThat(record.get("leadSeconds").asLong()).isEqualTo(4 * 86_400);
        assertThat(get("/api/v1/forecasts/record?indicator=cpu").json().get("total").asInt())
                .isZero();
    }
}

package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.collector.chart.MadeUpForecast;
import millwright.rules.forecast.Forecast;
import millwright.rules.indicator.IndicatorKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskedForecastTest {
    private static final IndicatorKey KEY = new IndicatorKey("db 07", "disk_used", "/var");
    private static final ZoneId CAIRO = ZoneId.of("Africa/Cairo");

    private final Map<String, String> answers = new TreeMap<>();
    private HttpServer server;
    private String gone = "{\"detail\":\"no such page\"}";

    @BeforeEach
    void aCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    String asked = exchange.getRequestURI().toString();
                    byte[] body =
                            answers.entrySet().stream()
                                    .filter(answer -> asked.startsWith(answer.getKey()))
                                    .map(Map.Entry::getValue)
                                    .findFirst()
                                    .orElse(gone)
                                    .getBytes(StandardCharsets.UTF_8);
                    boolean known = answers.keySet().stream().anyMatch(asked::startsWith);
                    exchange.sendResponseHeaders(known ? 200 : 404, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stopped() {
        server.stop(0);
    }

    @Test
    void whatTheCommandPrintsAsJsonIsReadBackAsTheSameForecast() throws IOException {
        for (Forecast told : List.of(MadeUpForecast.expected(), MadeUpForecast.doubtful())) {
            answer(told);
            ForecastReport read = ask();
            assertThat(read.lines()).isEqualTo(report(told).lines());
            assertThat(read.chart().path()).isPresent();
            assertThat(read.history().size()).isEqualTo(1);
        }
    }

    @Test
    void whereThereIsNoneItSaysWhereTheOthersAre() {
        gone = "{\"title\":\"Not found\"}";
        assertThatThrownBy(this::ask)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has no forecast of db 07 disk_used /var.")
                .hasMessageContaining("/forecasts shows those it has");
    }

    @Test
    void whoDoesNotAnswerAndWhoRefusesAreNamed() {
        assertThatThrownBy(this::ask)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("answers 404: no such page");
        server.stop(0);
        assertThatThrownBy(this::ask)
                .isInstanceOf(Refused.class)
                .hasMessageContaining("No collector answers at http://");
    }

    private void answer(Forecast told) throws IOException {
        answers.put(
                "/api/v1/forecasts/course?host=db%2007&indicator=disk_used&resource=%2Fvar",
                report(told).json());
        answers.put(
                "/api/v1/indicators/history?host=db%2007&indicator=disk_used&resource=%2Fvar&from=",
                "{\"points\":[{\"at\":\"2026-11-30T09:00:00Z\",\"value\":73.5}]}");
    }

    private ForecastReport report(Forecast told) {
        return new ForecastReport(
                KEY,
                "percent",
                MadeUpForecast.history(),
                List.of(MadeUpForecast.SOFT, MadeUpForecast.HARD),
                told,
                CAIRO);
    }

    private ForecastReport ask() throws IOException {
        URI address = URI.create("http://127.0.0.1:%d".formatted(server.getAddress().getPort()));
        return new AskedForecast(address).report(KEY, CAIRO);
    }
}

package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import millwright.collector.history.InfluxConfig;
import millwright.config.ConfigException;
import millwright.config.ConfigFile;
import org.junit.jupiter.api.Test;

class CollectorConfigTest {
    @Test
    void everyProblemIsSaidAtOnceWithItsLineAndWhatToDo() {
        String yaml =
                """
                http: {listen: here}
                ingest:
                  open: true
                  synk: os
                site: {time_zone: Asia/Kuweit}
                """;

        assertThatThrownBy(() -> read(yaml, Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("3 problems")
                .hasMessageContaining("line 1  http.listen: \"here\" is no address with a port")
                .hasMessageContaining("Did you mean ingest.sync?")
                .hasMessageContaining("line 5  site.time_zone: \"Asia/Kuweit\" is no time zone");
    }

    @Test
    void withoutATokenOnlyEnrolledAgentsMayWrite() {
        assertThat(read("", Map.of()).ingest().tokens()).isEmpty();
        assertThat(read("", Map.of()).ingest().open()).isFalse();
    }

    @Test
    void beyondLoopbackItSpeaksTlsUnlessToldOtherwise() {
        assertThat(read("", Map.of()).http().tls().mode()).isEqualTo("off");
        assertThat(read("http: {listen: '[::1]:1'}", Map.of()).http().tls().mode())
                .isEqualTo("off");
        assertThat(read("http: {listen: '0.0.0.0:1'}", Map.of()).http().tls().mode())
                .isEqualTo("own");
        assertThat(read("http: {listen: '0.0.0.0:1', tls: off}", Map.of()).http().tls().mode())
                .isEqualTo("off");
    }

    @Test
    void certificatesComeWithTheirKeyAndWithTheModeThatReadsThem() {
        assertThatThrownBy(() -> read("http: {tls: files}", Map.of()))
                .hasMessageContaining("http.certificate_file: is required with http.tls: files")
                .hasMessageContaining("http.key_file: is required with http.tls: files");
        assertThatThrownBy(() -> read("http: {certificate_file: a.pem}", Map.of()))
                .hasMessageContaining("is only read with http.tls: files");
        assertThatThrownBy(() -> read("http: {names: ['https://c:8480']}", Map.of()))
                .hasMessageContaining("\"https://c:8480\" is no name and no address");
    }

    @Test
    void theEnvironmentWinsOverTheFile() {
        CollectorConfig config =
                read(
                        "http: {listen: 0.0.0.0:8480}\ningest: {open: true}\n",
                        Map.of(
                                "MILLWRIGHT_HTTP_LISTEN", "[::1]:9000",
                                "MILLWRIGHT_HISTORY_RETENTION", "12h",
                                "MILLWRIGHT_SITE_TIME_ZONE", "Asia/Kuwait"));

        assertThat(config.http().host()).isEqualTo("::1");
        assertThat(config.http().port()).isEqualTo(9000);
        assertThat(config.history().raw()).isEqualTo(Duration.ofHours(12));
        assertThat(config.zone()).contains(ZoneId.of("Asia/Kuwait"));
    }

    @Test
    void historyElsewhereIsAskedForByNameAndCompletely() {
        assertThat(read("", Map.of()).history().influx()).isEmpty();
        InfluxConfig influx =
                read("history: {kind: influxdb, url: 'http://influx:8086'}", Map.of())
                        .history()
                        .influx()
                        .orElseThrow();
        assertThat(influx.database()).isEqualTo("millwright");
        assertThat(influx.rollUpDatabase()).isEqualTo("millwright_hourly");
        assertThat(influx.access()).isInstanceOf(InfluxConfig.Access.Open.class);

        assertThatThrownBy(() -> read("history:\n  kind: influx", Map.of()))
                .hasMessageContaining("line 2  history.kind");
        assertThatThrownBy(() -> read("history: {kind: influxdb}", Map.of()))
                .hasMessageContaining("history.url: is required with history.kind: influxdb");
        assertThatThrownBy(() -> read("history:\n  url: 'http://influx:8086'", Map.of()))
                .hasMessageContaining("line 2  history.url: is only read with history.kind");
        assertThatThrownBy(
                        () ->
                                read(
                                        "history: {kind: influxdb, url: 'http://i:1', database: a,"
                                                + " rollup_database: a, username: mw}",
                                        Map.of()))
                .hasMessageContaining("2 problems")
                .hasMessageContaining("history.rollup_database: is history.database too")
                .hasMessageContaining("history.username: comes without password_file");
        assertThatThrownBy(() -> read("history: {kind: influxdb, url: 'ftp://influx'}", Map.of()))
                .hasMessageContaining("\"ftp\" is no address of InfluxDB");
    }

    private static CollectorConfig read(String yaml, Map<String, String> environment) {
        return ConfigFile.readText("collector.yaml", yaml, environment, CollectorConfig::read);
    }
}

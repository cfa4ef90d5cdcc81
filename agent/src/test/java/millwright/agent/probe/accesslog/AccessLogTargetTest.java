package millwright.agent.probe.accesslog;

import static millwright.agent.probe.TargetDownException.Reason.BAD_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.tail.StateFile;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;
import millwright.config.ConfigFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessLogTargetTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:02:10Z");

    @TempDir Path folder;
    private Path log;
    private AccessLogTarget target;

    @BeforeEach
    void begin() throws IOException {
        log = Files.writeString(folder.resolve("access.log"), "");
        open("errors: [5xx, 429], services: [{service: api, path_prefix: /api/}]");
    }

    private static AccessLogConfig config(String yaml) {
        return ConfigFile.readText("agent.yaml", yaml, Map.of(), AccessLogConfig::read);
    }

    private void open(String more) {
        target =
                new AccessLogTarget(
                        config(
                                "{name: shop, path: '%s', format: combined_with_seconds, %s}"
                                        .formatted(log, more)),
                        Optional.of(StateFile.of(folder, "access_log", "shop")),
                        System::nanoTime);
        SampleBatch batch = new SampleBatch(Map.of());
        target.read(AT, batch);
    }

    private List<String> read() {
        SampleBatch batch = new SampleBatch(Map.of());
        target.read(AT, batch);
        return batch.lines().stream()
                .filter(line -> line.measurement().equals("http_requests"))
                .map(AccessLogTargetTest::words)
                .toList();
    }

    private static String words(SampleLine line) {
        StringBuilder words = new StringBuilder(line.tags().get("service"));
        line.fields().forEach((name, value) -> words.append(' ').append(name + "=" + value));
        return words.toString();
    }

    private void request(String path, int status, double seconds) throws IOException {
        append(
                "::1 - - [t] \"GET %s HTTP/1.1\" %d 1 \"-\" \"-\" %s\n"
                        .formatted(path, status, seconds));
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }

    @Test
    void countersGoOnAndTheTimeIsOfTheInterval() throws IOException {
        assertThat(read()).containsExactly("api requests=0 errors=0", "shop requests=0 errors=0");
        request("/", 200, 0);
        request("/api/cart", 500, 0);
        request("/api/cart", 429, 0);
        request("/api/cart", 404, 0);
        assertThat(read())
                .containsExactly(
                        "api requests=3 errors=2 p95_seconds=0.0",
                        "shop requests=1 errors=0 p95_seconds=0.0");
        assertThat(read()).containsExactly("api requests=3 errors=2", "shop requests=1 errors=0");
    }

    @Test
    void countersGoOnAcrossARestart() throws IOException {
        request("/", 500, 0);
        assertThat(read()).contains("shop requests=1 errors=1 p95_seconds=0.0");
        target.close();
        request("/", 200, 0);
        open("service: shop");
        request("/", 200, 0);
        assertThat(read()).containsExactly("shop requests=3 errors=1 p95_seconds=0.0");
    }

    @Test
    void aLogOfAnotherFormatIsDownAndNotQuoted() throws IOException {
        append("{\"secret\": 1}\n");
        TargetDownException down = catchThrowableOfType(TargetDownException.class, this::read);
        assertThat(down.reason()).isEqualTo(BAD_ANSWER);
        assertThat(down)
                .hasMessageContaining("none of 1 new lines fits the format")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aSingleOddLineAmongOthersIsCountedOnly() throws IOException {
        append("odd\n");
        request("/", 200, 0);
        SampleBatch batch = new SampleBatch(Map.of());
        target.read(AT, batch);
        assertThat(batch.lines())
                .anyMatch(line -> Long.valueOf(1).equals(line.fields().get("lines_unfit")));
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertThatThrownBy(() -> config("{name: a, path: /x, format: custom}"))
                .hasMessageContaining("pattern: is required with format: custom");
        assertThatThrownBy(() -> config("{name: a, path: /x, format: custom, pattern: '(a'}"))
                .hasMessageContaining("is no regular expression");
        assertThatThrownBy(() -> config("{name: a, path: /x, pattern: a}"))
                .hasMessageContaining("goes with format: custom only");
        assertThatThrownBy(() -> config("{name: a, path: x}"))
                .hasMessageContaining("is no absolute path");
        assertThatThrownBy(() -> config("{name: a, path: /a*/x}"))
                .hasMessageContaining("wildcard in a folder's name");
        assertThatThrownBy(() -> config("{name: a}"))
                .hasMessageContaining("has 1 problem")
                .hasMessageContaining("path: is required");
        assertThatThrownBy(() -> config("{name: a, path: /x, errors: [bad]}"))
                .hasMessageContaining("\"bad\" is no status");
    }
}

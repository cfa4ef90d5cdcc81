package millwright.agent.probe.file;

import static millwright.agent.probe.TargetDownException.Reason.BAD_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.file.LogConfig.LinesOf;
import millwright.agent.probe.tail.StateFile;
import millwright.agent.sample.SampleBatch;
import millwright.config.ConfigFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTargetTest {
    @TempDir Path folder;
    private Path log;
    private LogTarget target;

    @BeforeEach
    void begin() throws IOException {
        log = Files.writeString(folder.resolve("app.log"), "ERROR of old\n");
        open();
    }

    private static LogConfig config(String yaml, boolean hasEventLog) {
        return ConfigFile.readText(
                "agent.yaml", yaml, Map.of(), node -> LogConfig.read(node, hasEventLog));
    }

    private void open() {
        String yaml =
                """
                name: shop
                path: '%s'
                patterns:
                  - {name: errors, matches: '\\bERROR\\b', except: 'retrying'}
                  - {name: bad, matches: '(x+x+)+y'}
                """
                        .formatted(log);
        target =
                new LogTarget(
                        (LinesOf) config(yaml, false),
                        Optional.of(StateFile.of(folder, "log", "shop")),
                        System::nanoTime);
    }

    private final SampleBatch batch = new SampleBatch(Map.of());

    private List<String> read() {
        SampleBatch fresh = new SampleBatch(Map.of());
        target.read(Instant.EPOCH, fresh);
        return words(fresh);
    }

    private static List<String> words(SampleBatch batch) {
        return batch.lines().stream()
                .filter(line -> line.measurement().equals("log_matches"))
                .map(line -> line.tags().get("pattern") + " " + line.fields().get("matches"))
                .toList();
    }

    private void append(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }

    @Test
    void newLinesThatMatchAreCountedAlsoAcrossARestart() throws IOException {
        assertThat(read()).containsExactly("errors 0", "bad 0");
        append("ERROR one\nfine\nERROR but retrying\nTERROR\nxxy\n");
        assertThat(read()).containsExactly("errors 1", "bad 1");
        target.close();
        append("ERROR two\n");
        open();
        assertThat(read()).containsExactly("errors 2", "bad 1");
    }

    @Test
    void aPatternThatTakesForeverIsOffAndTheOthersGoOn() throws IOException {
        assertThat(read()).hasSize(2);
        append("ERROR one\n" + "x".repeat(200) + "\nERROR two\n");
        assertThatThrownBy(() -> target.read(Instant.EPOCH, batch))
                .isInstanceOfSatisfying(
                        TargetDownException.class,
                        down -> assertThat(down.reason()).isEqualTo(BAD_ANSWER))
                .hasMessageContaining("(x+x+)+y took more than")
                .hasMessageContaining("so it is off");
        assertThat(words(batch)).containsExactly("errors 2");
    }

    @Test
    void aLogThatIsMissingIsDownAndCountsNothing() throws IOException {
        Files.delete(log);
        assertThatThrownBy(() -> target.read(Instant.EPOCH, batch))
                .hasMessage("there is no file " + log);
        assertThat(words(batch)).isEmpty();
    }

    @Test
    void aChannelIsRefusedWhereThereIsNoEventLog() {
        assertThatThrownBy(() -> config("{name: a, channel: System}", false))
                .hasMessageContaining("channel: this machine has no event log");
        assertThat(config("{name: a, channel: System}", true))
                .isInstanceOf(LogConfig.EventsOf.class);
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertThatThrownBy(() -> config("{name: a, path: /x}", false))
                .hasMessageContaining("patterns: is required");
        assertThatThrownBy(
                        () ->
                                config(
                                        "{name: a, path: /x, patterns: [{name: p, matches:"
                                                + " '(a'}]}",
                                        false))
                .hasMessageContaining("is no regular expression");
        assertThatThrownBy(() -> config("{name: a, channel: System, path: /x}", true))
                .hasMessageContaining("path: stands beside channel");
    }
}

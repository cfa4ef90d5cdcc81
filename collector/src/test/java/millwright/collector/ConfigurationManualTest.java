package millwright.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import millwright.config.ConfigManual;
import org.junit.jupiter.api.Test;

/**
 * The manual is written from the declarations; run with {@code -Dmanual.write=true} to write it
 * anew.
 */
class ConfigurationManualTest {
    private static final Path MANUAL = Path.of("../docs/configuration-collector.md");
    private static final String HEAD =
            """
            # The collector's configuration

            One YAML file, given with `--config`. Every key can also come from the environment: `http.listen` is
            `MILLWRIGHT_HTTP_LISTEN`. `millwright-collector check-config --config FILE` checks a file and starts nothing.
            This page is written from the code; a test fails when the two differ.

            """;

    @Test
    void theManualSaysWhatTheCodeReads() throws IOException {
        String manual = HEAD + ConfigManual.of(CollectorConfig::read);
        if (Boolean.getBoolean("manual.write")) {
            Files.writeString(MANUAL, manual);
        }
        assertThat(MANUAL).hasContent(manual);
    }
}

package millwright.collector;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import millwright.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
    @Test
    void aTableThatCannotBeReadIsNamedWithItsKey(@TempDir Path folder) {
        CollectorConfig config =
                ConfigFile.readDefaults(
                                Map.of("MILLWRIGHT_INGEST_OPEN", "true"), CollectorConfig::read)
                        .withThresholds(Optional.of(folder));

        assertThatThrownBy(() -> Rules.engine(config))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("rules.thresholds")
                .hasMessageContaining("cannot be read");
    }
}

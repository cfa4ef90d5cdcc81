package millwright.agent.probe.jmx;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import millwright.agent.probe.TargetDownException;
import millwright.agent.sample.SampleBatch;
import millwright.agent.sample.SampleLine;
import millwright.config.ConfigFile;

/** Targets as a user writes them, and what they give. */
final class JmxReadings {
    static final Instant AT = Instant.parse("2026-03-01T10:02:10Z");

    private JmxReadings() {}

    static JmxTarget target(String yaml) {
        return new JmxTarget(ConfigFile.readText("agent.yaml", yaml, Map.of(), JmxConfig::read));
    }

    static List<String> words(JmxTarget target) {
        SampleBatch batch = new SampleBatch(Map.of());
        target.read(AT, batch);
        return batch.lines().stream().map(JmxReadings::words).toList();
    }

    static String words(SampleLine line) {
        StringBuilder words = new StringBuilder(line.measurement()).append(line.tags());
        line.fields().forEach((name, value) -> words.append(' ').append(name + "=" + value));
        return words.toString();
    }

    static TargetDownException down(JmxTarget target) {
        return catchThrowableOfType(TargetDownException.class, () -> words(target));
    }
}

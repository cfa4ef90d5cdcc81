package millwright.collector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import millwright.collector.pipeline.IndicatorMapping;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.decision.ThresholdTable;

/** Reads what the site has put in place of the shipped rules. */
final class Rules {
    private Rules() {}

    static DecisionEngine engine(CollectorConfig config) {
        RuleSet rules = RuleSet.shipped();
        if (config.thresholds().isPresent()) {
            Path table = config.thresholds().get();
            rules =
                    rules.withTable(
                            new ThresholdTable(
                                    table.getFileName().toString(),
                                    bytes(table, "rules.thresholds")));
        }
        return DecisionEngine.compile(rules);
    }

    static IndicatorMapping mapping(CollectorConfig config) {
        if (config.mapping().isEmpty()) {
            return IndicatorMapping.shipped();
        }
        Path file = config.mapping().get();
        try {
            return IndicatorMapping.parse(
                    file.toString(),
                    new String(bytes(file, "rules.indicators"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new Refused(e.getMessage());
        }
    }

    private static byte[] bytes(Path file, String key) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new Refused(
                    "%s (%s) does not exist. Create it, or leave the key out for the shipped one."
                            .formatted(file, key));
        } catch (IOException e) {
            throw new Refused(
                    "%s (%s) cannot be read (%s). Let the user that runs the collector read it."
                            .formatted(file, key, e));
        }
    }
}

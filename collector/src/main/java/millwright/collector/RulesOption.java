package millwright.collector;

import java.nio.file.Path;
import java.util.Optional;
import millwright.collector.rulebook.RuleSources;
import millwright.config.ConfigFile;
import picocli.CommandLine.Option;

/** Which rules a command is about: the shipped ones, those of a configuration, or named ones. */
final class RulesOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "the collector's configuration, whose rules are meant")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description =
                    "a folder with *.drl, thresholds.csv or .xlsx, and indicators.yaml, or some of"
                            + " these; the rest is as shipped")
    private Optional<Path> rules = Optional.empty();

    @Option(
            names = "--thresholds",
            paramLabel = "TABLE",
            description = "a decision table (CSV or XLSX)")
    private Optional<Path> thresholds = Optional.empty();

    @Option(
            names = "--indicators",
            paramLabel = "FILE",
            description = "a mapping of series to indicators (YAML)")
    private Optional<Path> indicators = Optional.empty();

    Optional<Path> config() {
        return config;
    }

    RuleSources sources() {
        RuleSources sources = config.map(file -> read(file).rules()).orElse(RuleSources.shipped());
        if (rules.isPresent()) {
            sources = RuleSources.at(rules.get());
        }
        if (thresholds.isPresent()) {
            sources = sources.withThresholds(thresholds.get());
        }
        return indicators.isPresent() ? sources.withIndicators(indicators.get()) : sources;
    }

    private static CollectorConfig read(Path file) {
        return ConfigFile.read(file, System.getenv(), CollectorConfig::read);
    }
}

package millwright.collector;

import java.nio.file.Path;
import java.util.Optional;
import millwright.config.ConfigFile;
import picocli.CommandLine.Option;

/** Where the configuration is; without it, defaults and the environment count. */
final class ConfigOption {
    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "the configuration, such as conf/collector.yaml; defaults without it")
    private Optional<Path> file = Optional.empty();

    CollectorConfig read() {
        return file.isPresent()
                ? ConfigFile.read(file.get(), System.getenv(), CollectorConfig::read)
                : ConfigFile.readDefaults(System.getenv(), CollectorConfig::read);
    }

    String words() {
        return file.map(Path::toString).orElse("the defaults");
    }
}

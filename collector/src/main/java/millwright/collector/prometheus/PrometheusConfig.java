package millwright.collector.prometheus;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.config.ByteSize;
import millwright.config.ConfigNode;

/**
 * What comes from Prometheus and its exporters, and what it asks of us.
 *
 * @param mapping of exporters' series to our measurements; empty for the shipped one
 * @param inflatedMax the largest remote write once decompressed; a larger one is answered with 413
 * @param seriesMax series of exporters that are in use at a time
 * @param discoveryWait how long after a start the list of agents is not told
 * @param scrape exporters that the collector asks itself
 */
public record PrometheusConfig(
        Optional<Path> mapping,
        ByteSize inflatedMax,
        int seriesMax,
        Duration discoveryWait,
        List<ScrapeConfig> scrape) {
    public PrometheusConfig {
        scrape = List.copyOf(scrape);
    }

    public static PrometheusConfig read(ConfigNode prometheus) {
        return new PrometheusConfig(
                prometheus
                        .path("mapping")
                        .describedAs(
                                "A mapping of exporters' series to measurements instead of the"
                                    + " shipped one (YAML; conf/exporters.yaml is a copy of it)")
                        .optional(),
                prometheus
                        .size("inflated_max")
                        .describedAs("The largest remote write once decompressed")
                        .between(ByteSize.kibibytes(64), ByteSize.mebibytes(1024))
                        .orElse(ByteSize.mebibytes(32)),
                prometheus
                        .integer("series_max")
                        .describedAs(
                                "Series of exporters that the mapping uses; new ones beyond it are"
                                        + " refused until others have been silent for an hour")
                        .between(1_000, 10_000_000)
                        .orElse(500_000),
                prometheus
                        .duration("discovery_wait")
                        .describedAs(
                                "How long after a start the list of agents is not told, because"
                                        + " not all of them have been heard")
                        .between(Duration.ZERO, Duration.ofHours(1))
                        .orElse(Duration.ofMinutes(3)),
                prometheus.sections("scrape", ScrapeConfig::read));
    }
}

package millwright.collector;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import millwright.collector.cases.CasesConfig;
import millwright.collector.forecast.ForecastTuning;
import millwright.collector.history.HistoryConfig;
import millwright.collector.http.HttpConfig;
import millwright.collector.ingest.IngestConfig;
import millwright.collector.ingest.ParseLimits;
import millwright.collector.trust.CertificateConfig;
import millwright.config.Secret;

/** What the configuration means to each part of the collector. */
final class Parts {
    private static final long SEGMENT_BYTES = 64L << 20;

    private Parts() {}

    static HttpConfig http(CollectorConfig config) {
        return HttpConfig.of(config.http().host(), config.http().port())
                .withBodyBytesMax(
                        (int) Math.min(Integer.MAX_VALUE, config.http().bodyMax().bytes()));
    }

    static IngestConfig ingest(CollectorConfig config) {
        CollectorConfig.Ingest ingest = config.ingest();
        return new IngestConfig(
                config.data().resolve("journal"),
                ingest.fsync(),
                ingest.journalMax().bytes(),
                SEGMENT_BYTES,
                ingest.queueMax(),
                Duration.ofMillis(500),
                ingest.inflatedMax().bytes(),
                ParseLimits.defaults().withSeries(ingest.hostSeriesMax(), ingest.seriesMax()),
                ingest.tokens().stream().map(Secret::reveal).toList(),
                ingest.open());
    }

    /** Empty for plain HTTP. */
    static Optional<CertificateConfig> certificates(CollectorConfig config) {
        CollectorConfig.Tls tls = config.http().tls();
        return switch (tls.mode()) {
            case "own" ->
                    Optional.of(
                            new CertificateConfig.Own(
                                    config.data().resolve("tls"), ownNames(config)));
            case "files" ->
                    Optional.of(
                            new CertificateConfig.Files(
                                    tls.certificate().orElseThrow(),
                                    tls.key().orElseThrow(),
                                    tls.authority()));
            default -> Optional.empty();
        };
    }

    /** Also the address that it listens on, where that is one. */
    private static List<String> ownNames(CollectorConfig config) {
        List<String> names = new ArrayList<>(config.http().tls().names());
        if (!CollectorAddress.isEverywhere(config.http().host())) {
            names.add(config.http().host());
        }
        return names;
    }

    /** What waits for a server has a folder of its own: the embedded history may still be there. */
    static HistoryConfig history(CollectorConfig config) {
        boolean isElsewhere = config.history().influx().isPresent();
        return new HistoryConfig(
                config.data().resolve(isElsewhere ? "history-queue" : "history"),
                config.history().raw(),
                config.history().rollUps(),
                config.history().influx());
    }

    /** The embedded history, whether or not it is the one that is written to. */
    static HistoryConfig embeddedHistory(CollectorConfig config) {
        return new HistoryConfig(
                config.data().resolve("history"),
                config.history().raw(),
                config.history().rollUps());
    }

    /** Where a migration of the history notes how far it is, unless its command says otherwise. */
    static Path migration(CollectorConfig config) {
        return config.data().resolve("history-migration.properties");
    }

    static ForecastTuning forecasts(CollectorConfig config) {
        CollectorConfig.Forecasts forecasts = config.forecasts();
        return new ForecastTuning(
                forecasts.history(), forecasts.memoryMax().bytes(), forecasts.share());
    }

    static CasesConfig cases(CollectorConfig config) {
        Path file = config.data().resolve("cases").resolve("cases");
        CollectorConfig.Cases cases = config.cases();
        return cases.url()
                .map(
                        url ->
                                new CasesConfig(
                                        url,
                                        cases.user().orElse(""),
                                        cases.password().map(Secret::reveal).orElse(""),
                                        cases.connectionsMax(),
                                        cases.queryTimeout(),
                                        cases.startWait()))
                .orElseGet(() -> CasesConfig.file(file));
    }
}

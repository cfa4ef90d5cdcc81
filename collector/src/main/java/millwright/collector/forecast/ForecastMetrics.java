package millwright.collector.forecast;

import static java.util.Objects.requireNonNull;

import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Path;
import millwright.rules.indicator.IndicatorKey;

/**
 * Forecasts for Prometheus: {@code millwright_forecast_crossing_seconds} until the nearest crossing
 * that is expected; {@code millwright_forecast_day_ahead}, what is expected a day from now; {@code
 * millwright_forecast_series}, how many series have which verdict; {@code
 * millwright_forecast_record} and {@code millwright_forecast_coverage}, how earlier forecasts did.
 */
public final class ForecastMetrics extends Collector {
    private static final String CROSSING = "crossing";
    private static final String QUIET = "quiet";
    private static final Duration AHEAD = Duration.ofDays(1);

    /** Three lines each; those that cross come first. */
    private static final int AHEAD_MAX = 5000;

    private final ForecastJob job;
    private final InstantSource clock;

    public ForecastMetrics(ForecastJob job, InstantSource clock) {
        this.job = requireNonNull(job, "job");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public List<MetricFamilySamples> collect() {
        GaugeMetricFamily crossings =
                new GaugeMetricFamily(
                        "millwright_forecast_crossing_seconds",
                        "Time until the nearest crossing that is expected, by the bound of its 90 %"
                                + " interval; negative once it is past. A late bound beyond the"
                                + " horizon is left out.",
                        List.of("host", "indicator", "resource", "bound"));
        GaugeMetricFamily series =
                new GaugeMetricFamily(
                        "millwright_forecast_series",
                        "Series by what their newest forecast says: crossing, quiet, or why it can"
                                + " say nothing.",
                        List.of("verdict"));
        Instant now = clock.instant();
        Map<String, Integer> verdicts = new TreeMap<>();
        for (Outlook outlook : job.all()) {
            verdicts.merge(verdict(outlook.forecast()), 1, Integer::sum);
            outlook.forecast()
                    .nearest()
                    .ifPresent(crossing -> add(crossings, outlook, crossing, now));
        }
        verdicts.forEach((verdict, count) -> series.addMetric(List.of(verdict), count));
        return List.of(crossings, dayAhead(now), series, records(), coverage());
    }

    /** Shifted by a day in the query, this is the band that the value should be in by now. */
    private GaugeMetricFamily dayAhead(Instant now) {
        GaugeMetricFamily ahead =
                new GaugeMetricFamily(
                        "millwright_forecast_day_ahead",
                        "Value that is expected 24 hours from now, in the indicator's own unit, by"
                                + " the bound of its 90 % interval.",
                        List.of("host", "indicator", "resource", "bound"));
        job.all().stream()
                .filter(outlook -> outlook.forecast() instanceof Forecast.Expected)
                .sorted(
                        Comparator.comparing(
                                (Outlook outlook) -> outlook.forecast().nearest().isEmpty()))
                .limit(AHEAD_MAX)
                .forEach(outlook -> add(ahead, outlook.key(), point(outlook, now)));
        return ahead;
    }

    private static Path.Point point(Outlook outlook, Instant now) {
        return ((Forecast.Expected) outlook.forecast()).path().at(now.plus(AHEAD));
    }

    private static void add(GaugeMetricFamily ahead, IndicatorKey key, Path.Point point) {
        ahead.addMetric(List.of(key.host(), key.indicator(), key.resource(), "low"), point.low());
        ahead.addMetric(
                List.of(key.host(), key.indicator(), key.resource(), "median"), point.middle());
        ahead.addMetric(List.of(key.host(), key.indicator(), key.resource(), "high"), point.high());
    }

    /** In one word: what it says, or why it says nothing. */
    static String verdict(Forecast forecast) {
        if (forecast instanceof Forecast.Unforecastable not) {
            return word(not.reason());
        }
        return forecast.nearest().isPresent() ? CROSSING : QUIET;
    }

    /** All that {@link #verdict} may say. */
    static Stream<String> verdicts() {
        return Stream.concat(
                Stream.of(CROSSING, QUIET),
                Stream.of(Forecast.Reason.values()).map(ForecastMetrics::word));
    }

    private static String word(Forecast.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    private static void add(
            GaugeMetricFamily crossings, Outlook outlook, Crossing crossing, Instant now) {
        add(crossings, outlook, "early", crossing.early(), now);
        add(crossings, outlook, "median", crossing.median(), now);
        add(crossings, outlook, "late", crossing.late(), now);
    }

    private static void add(
            GaugeMetricFamily crossings,
            Outlook outlook,
            String bound,
            Optional<Instant> at,
            Instant now) {
        at.ifPresent(
                instant ->
                        crossings.addMetric(
                                List.of(
                                        outlook.key().host(),
                                        outlook.key().indicator(),
                                        outlook.key().resource(),
                                        bound),
                                (double) Duration.between(now, instant).toSeconds()));
    }

    private GaugeMetricFamily records() {
        GaugeMetricFamily records =
                new GaugeMetricFamily(
                        "millwright_forecast_record",
                        "Forecasts of the last year by how they turned out: hit, early, late (also"
                                + " where none was predicted), never, quiet.",
                        List.of("indicator", "outcome"));
        for (TrackRecord record : job.records()) {
            records.addMetric(List.of(record.of(), "hit"), (double) record.hits());
            records.addMetric(List.of(record.of(), "early"), (double) record.early());
            records.addMetric(List.of(record.of(), "late"), (double) record.late());
            records.addMetric(List.of(record.of(), "never"), (double) record.never());
            records.addMetric(List.of(record.of(), "quiet"), (double) record.quiet());
        }
        return records;
    }

    private GaugeMetricFamily coverage() {
        GaugeMetricFamily coverage =
                new GaugeMetricFamily(
                        "millwright_forecast_coverage_ratio",
                        "How often the value was within the 90 % interval, of the last year.",
                        List.of("indicator"));
        for (TrackRecord record : job.records()) {
            record.coverage().ifPresent(ratio -> coverage.addMetric(List.of(record.of()), ratio));
        }
        return coverage;
    }
}

package millwright.collector;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import millwright.collector.calendar.CalendarMetrics;
import millwright.collector.calendar.StandingMetrics;
import millwright.collector.calendar.StandingWork;
import millwright.collector.cases.CaseStore;
import millwright.collector.change.Changes;
import millwright.collector.forecast.ForecastJob;
import millwright.collector.forecast.ForecastMetrics;
import millwright.collector.history.History;
import millwright.collector.history.HistoryWaiting;
import millwright.collector.http.Routes;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.pipeline.BoardMetrics;
import millwright.collector.pipeline.ChangeMetrics;
import millwright.collector.pipeline.IndicatorBoard;
import millwright.collector.pipeline.KpiMetrics;
import millwright.collector.pipeline.TaskMetrics;
import millwright.collector.pipeline.TicketMetrics;
import millwright.collector.rulebook.Rulebook;
import millwright.rules.calendar.MaintenanceCalendar;

/** The collector's {@code /metrics}: judgements, tickets, and how it does itself. */
@SuppressWarnings(
        "deprecation") // Micrometer's simpleclient registry: the product asks for simpleclient
final class Metrics implements AutoCloseable {
    private static final String EXPOSITION = "text/plain; version=0.0.4; charset=utf-8";

    private final io.micrometer.prometheus.PrometheusMeterRegistry registry =
            new io.micrometer.prometheus.PrometheusMeterRegistry(
                    io.micrometer.prometheus.PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    Metrics() {
        // Names that promtool refuses; process_cpu_usage and the load say as much.
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    io.micrometer.prometheus.PrometheusMeterRegistry registry() {
        return registry;
    }

    void watch(SeriesCatalog catalog, IndicatorBoard fleet, CaseStore cases, InstantSource clock) {
        Gauge.builder("millwright.series", catalog, SeriesCatalog::size)
                .description("Series known to the collector.")
                .register(registry);
        FunctionCounter.builder("millwright.samples.ahead", fleet, IndicatorBoard::aheadOfTime)
                .description(
                        "Samples whose time was ahead of the collector's by more than a minute.")
                .register(registry);
        registry.getPrometheusRegistry().register(new BoardMetrics(fleet));
        registry.getPrometheusRegistry().register(new TicketMetrics(cases, clock));
        registry.getPrometheusRegistry().register(new KpiMetrics(cases, clock));
        registry.getPrometheusRegistry().register(new TaskMetrics(cases.tasks()));
    }

    void watch(ForecastJob forecasts, InstantSource clock) {
        registry.getPrometheusRegistry().register(new ForecastMetrics(forecasts, clock));
    }

    /** Of a store elsewhere: what waits for it. */
    void watch(History history, InstantSource clock) {
        gauge("millwright.history.queue.samples", history, HistoryWaiting::samples)
                .description("Samples on this machine's disk that wait for the history's server.")
                .register(registry);
        gauge("millwright.history.queue.max.samples", history, HistoryWaiting::samplesMax)
                .description("Samples from which on no more are taken.")
                .register(registry);
        gauge("millwright.history.set.aside.samples", history, HistoryWaiting::setAside)
                .description("Samples that the history's server refuses for good.")
                .register(registry);
        gauge(
                        "millwright.history.queue.age",
                        history,
                        waiting ->
                                waiting.since()
                                        .map(since -> Duration.between(since, clock.instant()))
                                        .map(age -> age.toMillis() / 1000.0)
                                        .orElse(0.0))
                .description("For how long at the most a sample has waited.")
                .baseUnit("seconds")
                .register(registry);
        FunctionCounter.builder(
                        "millwright.history.written.samples",
                        history,
                        h -> h.waiting().map(HistoryWaiting::written).orElse(0L))
                .description("Samples that the history's server has taken since the start.")
                .register(registry);
        FunctionCounter.builder(
                        "millwright.history.retries",
                        history,
                        h -> h.waiting().map(HistoryWaiting::retries).orElse(0L))
                .description("Requests to the history's server that failed since the start.")
                .register(registry);
    }

    private static Gauge.Builder<History> gauge(
            String name, History history, ToDoubleFunction<HistoryWaiting> figure) {
        return Gauge.builder(
                name, history, h -> h.waiting().map(figure::applyAsDouble).orElse(0.0));
    }

    void watch(Supplier<MaintenanceCalendar> calendar, InstantSource clock) {
        registry.getPrometheusRegistry().register(new CalendarMetrics(calendar, clock));
    }

    void watch(StandingWork standing, Changes changes, InstantSource clock) {
        registry.getPrometheusRegistry().register(new StandingMetrics(standing, clock));
        registry.getPrometheusRegistry().register(new ChangeMetrics(changes, clock));
    }

    void watch(Rulebook rules) {
        Gauge.builder(
                        "millwright.rules.loaded",
                        rules,
                        r -> r.inForce().loadedAt().toEpochMilli() / 1000.0)
                .description("When the rules in force were loaded, since the epoch.")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(
                        "millwright.rules.refused",
                        rules,
                        r -> r.status().refused().isPresent() ? 1 : 0)
                .description("1 while newer rule files are there and cannot be used.")
                .register(registry);
        FunctionCounter.builder("millwright.rules.reloads", rules, r -> r.status().reloads())
                .description("How often other rules have come into force.")
                .register(registry);
        FunctionCounter.builder("millwright.rules.failures", rules, r -> r.status().failures())
                .description("How often newer rule files were refused.")
                .register(registry);
    }

    Routes routes(Routes routes) {
        return routes.get(
                "/metrics",
                exchange ->
                        exchange.bytes(
                                200,
                                EXPOSITION,
                                registry.scrape().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}

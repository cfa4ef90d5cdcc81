package millwright.collector;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;
import millwright.collector.api.Acting;
import millwright.collector.api.Api;
import millwright.collector.api.ChangeDesk;
import millwright.collector.api.EmergencyDesk;
import millwright.collector.api.LiveEvents;
import millwright.collector.api.TaskDesk;
import millwright.collector.api.TicketDesk;
import millwright.collector.calendar.CalendarParts;
import millwright.collector.calendar.LiveCalendar;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.EmergencyDrafts;
import millwright.collector.cases.Reachability;
import millwright.collector.change.Changes;
import millwright.collector.console.Console;
import millwright.collector.forecast.ForecastInputs;
import millwright.collector.history.Histories;
import millwright.collector.history.History;
import millwright.collector.history.HistoryException;
import millwright.collector.http.HttpServer;
import millwright.collector.http.Routes;
import millwright.collector.ingest.Health;
import millwright.collector.ingest.Ingest;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.people.People;
import millwright.collector.pipeline.IndicatorBoard;
import millwright.collector.pipeline.Pipeline;
import millwright.collector.pipeline.Planning;
import millwright.collector.prometheus.AgentAddresses;
import millwright.collector.prometheus.ExporterMapping;
import millwright.collector.prometheus.Exporters;
import millwright.collector.prometheus.PrometheusConfig;
import millwright.collector.prometheus.Scraper;
import millwright.collector.rulebook.LoadedRules;
import millwright.collector.rulebook.Rulebook;
import millwright.collector.trust.Trust;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.policy.MaintenancePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the collector together, and takes it apart newest first. */
final class Wiring implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Wiring.class);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    private Wiring() {}

    /** Running and listening on return; where a step fails, what ran before it is closed. */
    static Wiring start(CollectorConfig config, InstantSource clock) throws IOException {
        Wiring wiring = new Wiring();
        try {
            wiring.build(config, clock);
            return wiring;
        } catch (IOException | RuntimeException | Error e) {
            wiring.close();
            throw e;
        }
    }

    private void build(CollectorConfig config, InstantSource clock) throws IOException {
        Metrics metrics = running(new Metrics());
        MeterRegistry meters = metrics.registry();
        SeriesCatalog catalog = new SeriesCatalog();
        History history = running(Histories.open(Parts.history(config), catalog, clock));
        MaintenancePolicy policy = PolicyFile.read(config.policy());
        ZoneId zone = config.zone().orElse(policy.zone());
        CaseStores.Records records =
                running(CaseStores.openAll(Parts.cases(config), clock, () -> policy));
        CaseStore cases = records.cases();
        Trust trust = Trust.open(config.data(), Parts.certificates(config), records.trust(), clock);
        running.push(trust::note); // who wrote when, at the end too
        People people = People.open(records.people(), trust.administrators(), clock);
        running.push(people::note);
        Rulebook rulebook = Rulebook.open(config.rules(), clock.instant());
        LoadedRules rules = rulebook.inForce();
        IndicatorBoard board =
                new IndicatorBoard(
                        catalog,
                        rules.mapping(),
                        rules.engine()::levels,
                        DetectionPolicy.standard(),
                        clock.instant());
        Foresight foresight =
                new Foresight(
                        config,
                        new ForecastInputs(
                                board.candidates(),
                                catalog,
                                history,
                                new CompletedWork(cases.tasks(), clock),
                                policy.siteDays()),
                        records.forecasts(),
                        policy,
                        clock,
                        metrics);
        LiveCalendar inForce = LiveCalendar.of(policy.calendar());
        Supplier<MaintenanceCalendar> calendar = inForce::current;
        CalendarParts calendarParts =
                CalendarParts.open(
                        records.calendar(),
                        inForce,
                        foresight.outlooks(),
                        new PlannedWork(cases.tasks(), clock),
                        clock);
        LiveEvents live = new LiveEvents();
        Changes changes =
                new Changes(records.changes(), () -> policy, calendar, people::find, live::publish);
        Upkeep upkeep = running(new Upkeep(clock));
        Pipeline pipeline =
                running(
                        new Pipeline(
                                board,
                                rules.engine(),
                                cases,
                                policy,
                                foresight.predictions(),
                                Optional.of(
                                        new Planning(
                                                calendar,
                                                foresight.loads(),
                                                changes,
                                                Planning.EACH_MINUTE)),
                                live::publish,
                                clock,
                                meters));
        rulebook.onReload(next -> pipeline.reload(next.engine(), next.mapping()));
        warmUp(pipeline, history);
        PrometheusConfig prometheus = config.prometheus();
        ExporterMapping exported = ExporterMapping.open(prometheus.mapping());
        AgentAddresses addresses = new AgentAddresses(catalog, prometheus.discoveryWait(), clock);
        Ingest ingest =
                running(
                        Ingest.open(
                                Parts.ingest(config),
                                catalog,
                                batch -> {
                                    pipeline.accept(batch);
                                    foresight.accept(batch);
                                    addresses.accept(batch);
                                },
                                history::append,
                                clock,
                                meters,
                                trust.agents()));
        ingest.health().add("cases", () -> health(records.reachability()));
        if (history.waiting().isPresent()) {
            ingest.health().add("history", () -> health(history));
            metrics.watch(history, clock);
        }
        metrics.watch(catalog, board, cases, clock);
        metrics.watch(rulebook);
        metrics.watch(calendar, clock);
        metrics.watch(calendarParts.standing(), changes, clock);
        Routes routes = metrics.routes(ingest.routes());
        addresses.routes(routes);
        Exporters exporters =
                new Exporters(
                        exported,
                        prometheus.seriesMax(),
                        prometheus.inflatedMax().bytes(),
                        ingest.intake(),
                        meters);
        exporters.routes(routes);
        Scraper scraper = running(new Scraper(exporters, clock, meters));
        Api.routes(routes, board, cases, history, rulebook, live, clock);
        Api.forecasts(routes, foresight.outlooks(), records.forecasts(), board, history, clock);
        Acting acting = new Acting(people);
        Api.acts(routes, acting, rulebook, clock);
        Api.people(routes, people, acting);
        TicketDesk desk = new TicketDesk(cases, people, live::publish, clock);
        Api.tickets(routes, desk, cases, acting, clock);
        TaskDesk tasks = new TaskDesk(cases, changes, calendar, policy, live::publish, clock);
        Api.tasks(routes, tasks, acting);
        ChangeDesk changeDesk = new ChangeDesk(changes, clock, zone);
        Api.changes(routes, changeDesk, acting);
        Api.calendar(routes, calendarParts, acting, clock);
        EmergencyDesk emergencies =
                new EmergencyDesk(
                        cases,
                        board,
                        () -> policy,
                        calendar,
                        new EmergencyDrafts(cases, changes, () -> policy),
                        changes,
                        live::publish,
                        clock);
        Api.emergencies(routes, emergencies, acting);
        Api.routes(routes, trust, acting);
        Api.routes(routes, records.audit(), acting);
        Console.routes(
                routes,
                board,
                cases,
                history,
                rulebook,
                clock,
                zone,
                people,
                desk,
                emergencies,
                foresight.outlooks(),
                tasks,
                calendarParts);
        Console.changes(routes, changeDesk, rulebook, clock, zone, people);
        pipeline.start();
        scraper.start(prometheus.scrape());
        foresight.start().ifPresent(this::running);
        upkeep.of(history);
        if (config.history().influx().isPresent()) {
            upkeep.of(new MigrationWatch(Parts.migration(config), foresight::historyChanged));
        }
        upkeep.of(rulebook);
        upkeep.of(records.reachability());
        upkeep.of(calendarParts.book());
        upkeep.of(records.retention());
        upkeep.of(board, live);
        HttpServer http = running(HttpServer.listen(Parts.http(config), routes, trust.identity()));
        upkeep.of(trust, http);
        upkeep.of(people);
        if (!config.http().tls().isOn() && !config.http().isLoopback()) {
            log.warn(
                    "{} answers other machines in PLAIN HTTP: tokens and samples can be read and"
                            + " changed on their way. Remove http.tls: off, unless a proxy before"
                            + " it speaks TLS",
                    config.http().host());
        }
        log.info(
                "Ready: {}://{}:{}/ , version {}, data in {}",
                config.http().tls().isOn() ? "https" : "http",
                config.http().host(),
                http.port(),
                Version.text(),
                config.data().toAbsolutePath().normalize());
    }

    /** A store elsewhere that is away must not keep samples from being taken and judged. */
    private static void warmUp(Pipeline pipeline, History history) {
        try {
            pipeline.warmUp(history);
        } catch (HistoryException e) {
            log.warn(
                    "Judging begins without what was measured before this start: a breach may be"
                            + " found later by its sustain time. {}",
                    e.getMessage());
            pipeline.warmUpWithoutHistory();
        }
    }

    private static Health.State health(History history) {
        return history.waiting()
                .map(
                        waiting ->
                                waiting.isTrouble()
                                        ? Health.State.unready(waiting.words())
                                        : Health.State.ready(waiting.words()))
                .orElseGet(() -> Health.State.ready("the store is this machine's"));
    }

    private static Health.State health(Reachability cases) {
        return cases.trouble()
                .map(why -> Health.State.unready("decisions wait, nothing is lost: " + why))
                .orElseGet(() -> Health.State.ready("the database answers"));
    }

    private <T extends AutoCloseable> T running(T part) {
        running.push(part);
        return part;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (Exception e) {
                log.warn("{} did not close cleanly: {}", part.getClass().getSimpleName(), e, e);
            }
        }
    }
}

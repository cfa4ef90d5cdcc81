package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.TicketFilter;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.decision.ThresholdTable;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.Micros;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules that change while samples come in and breaches are on. */
class ReloadTest {
    private static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
    private static final RuleSet SHIPPED = RuleSet.shipped();
    private static final DecisionEngine ENGINE = DecisionEngine.compile(SHIPPED);

    private Instant now = TEN;
    private final SeriesCatalog catalog = new SeriesCatalog();
    private final CaseStore cases = CaseStores.inMemory();
    private final List<String> told = new ArrayList<>();
    private final IndicatorBoard board =
            new IndicatorBoard(
                    catalog,
                    IndicatorMapping.shipped(),
                    ENGINE::levels,
                    DetectionPolicy.standard(),
                    TEN);
    private final Pipeline pipeline =
            new Pipeline(
                    board,
                    ENGINE,
                    cases,
                    MaintenancePolicy.shipped(),
                    Predictions.NONE,
                    Optional.empty(),
                    this::hear,
                    () -> now,
                    new SimpleMeterRegistry(),
                    Duration.ofDays(1)); // its own turns never come: we turn it

    ReloadTest() {
        pipeline.start();
    }

    @AfterEach
    void close() {
        pipeline.close();
    }

    private void hear(CaseEvent event) {
        told.add(
                "%d min %s %s %s"
                        .formatted(
                                Duration.between(TEN, event.at()).toMinutes(),
                                event.type(),
                                event.priority(),
                                event.key()));
    }

    /** The shipped table with one line of it changed. */
    private static DecisionEngine engine(String line, String instead) {
        String table = SHIPPED.withTable(ThresholdTable.shipped()).table().toCsv();
        assertThat(table).contains(line);
        return DecisionEngine.compile(
                SHIPPED.withTable(ThresholdTable.csv("site.csv", table.replace(line, instead))));
    }

    private void reload(DecisionEngine engine) {
        pipeline.reload(engine, IndicatorMapping.shipped());
    }

    private int cpu(String host, String... more) {
        Map<String, String> tags = new TreeMap<>(Map.of("host", host, "cpu", "cpu-total"));
        for (int i = 0; i < more.length; i += 2) {
            tags.put(more[i], more[i + 1]);
        }
        return catalog.id(new SeriesKey("cpu", new TreeMap<>(tags), "usage_active"));
    }

    private void minutes(int count, int series, double percent) {
        for (int i = 0; i < count; i++) {
            send(series, percent);
            pipeline.tick();
            now = now.plusSeconds(60);
        }
    }

    private void send(int series, double percent) {
        SampleBatch batch = new SampleBatch(1);
        batch.add(series, Micros.of(now), percent);
        pipeline.accept(batch);
    }

    @Test
    void aBreachThatIsHalfWayGoesOnWhereItsLimitsAreTheSame() {
        DecisionEngine other = engine("disk_free,*,*,*,1,< 20,0,22", "disk_free,*,*,*,1,< 25,0,27");

        minutes(30, cpu("web-1"), 40);
        minutes(8, cpu("web-1"), 95);
        reload(other);
        minutes(12, cpu("web-1"), 95);

        // As without a reload: of minutes 29 to 43, 14 of 15 are bad.
        assertThat(told)
                .containsExactly(
                        "43 min ticket-opened P2 web-1 cpu_utilization",
                        "43 min emergency-requested P2 web-1 cpu_utilization");
    }

    @Test
    void aBreachThatIsHalfWayIsJudgedByItsNewLimits() {
        minutes(30, cpu("web-1"), 40);
        minutes(8, cpu("web-1"), 85);
        reload(engine("cpu_utilization,*,*,*,1,> 80", "cpu_utilization,*,*,*,1,> 86"));
        minutes(30, cpu("web-1"), 85);

        assertThat(told).isEmpty();
    }

    @Test
    void whatIsPastANewLimitAlreadyIsFoundAtTheNextTurnFromTheSamplesThatWereKept() {
        minutes(30, cpu("web-1"), 70);
        assertThat(told).isEmpty();

        reload(
                engine(
                        "cpu_utilization,*,*,*,1,> 80,15 min,75",
                        "cpu_utilization,*,*,*,1,> 65,15 min,60"));
        pipeline.tick();

        assertThat(told).containsExactly("29 min ticket-opened P3 web-1 cpu_utilization");
    }

    @Test
    void aTicketThatIsOpenStaysTheOneAndIsResolvedByTheNewRearmValue() {
        minutes(20, cpu("web-1"), 85);
        reload(
                engine(
                        "cpu_utilization,*,*,*,1,> 80,15 min,75",
                        "cpu_utilization,*,*,*,1,> 80,15 min,50"));
        minutes(20, cpu("web-1"), 85);
        minutes(20, cpu("web-1"), 60);
        assertThat(told).containsExactly("11 min ticket-opened P3 web-1 cpu_utilization");

        minutes(7, cpu("web-1"), 45);

        assertThat(told).last().asString().endsWith("ticket-resolved P3 web-1 cpu_utilization");
    }

    @Test
    void withoutARowATicketStaysOpenAndWithItAgainItIsTheSame() {
        DecisionEngine without = engine("cpu_utilization,*", "other_thing,*");
        minutes(20, cpu("web-1"), 85);
        reload(without);
        minutes(20, cpu("web-1"), 10);
        assertThat(told).hasSize(1);

        reload(ENGINE);
        minutes(10, cpu("web-1"), 10);

        assertThat(told)
                .hasSize(2)
                .last()
                .asString()
                .endsWith("ticket-resolved P3 web-1 cpu_utilization");
        assertThat(cases.countTickets(TicketFilter.all())).isEqualTo(1);
    }

    @Test
    void aHostsEnvironmentChoosesItsRowWhicheverSeriesTellsIt() {
        reload(
                engine(
                        "\"CPU utilization, level 2\"",
                        "prod,cpu_utilization,*,*,prod,1,> 30,15 min,25,5 min,,P2,,\n"
                                + "\"CPU utilization, level 2\""));
        minutes(20, cpu("web-1", "environment", "prod"), 35);
        minutes(1, cpu("web-2"), 35);
        int other =
                catalog.id(
                        new SeriesKey(
                                "mem",
                                new TreeMap<>(Map.of("host", "web-2", "environment", "prod")),
                                "used_percent"));
        minutes(1, other, 10);
        minutes(20, cpu("web-2"), 35);

        assertThat(told)
                .filteredOn(line -> line.contains("ticket-opened") && line.contains("cpu"))
                .extracting(line -> line.substring(line.indexOf("ticket")))
                .containsExactly(
                        "ticket-opened P2 web-1 cpu_utilization",
                        "ticket-opened P2 web-2 cpu_utilization");
    }

    @Test
    void aSeriesIsWhatTheNewMappingSaysFromItsNextSampleOn() {
        IndicatorMapping mapping =
                IndicatorMapping.parse(
                        "site.yaml",
                        "- {measurement: cpu, field: usage_active, indicator: memory_usage, unit:"
                                + " percent}");
        minutes(1, cpu("web-1"), 40);
        pipeline.reload(ENGINE, mapping);
        minutes(6, cpu("web-1"), 99);

        assertThat(told)
                .filteredOn(line -> line.contains("ticket-opened"))
                .singleElement()
                .asString()
                .endsWith("P1 web-1 memory_usage");
    }

    @Test
    void reloadsWhileSamplesStreamInLoseNone() throws Exception {
        DecisionEngine other =
                engine("cpu_utilization,*,*,*,1,> 80", "cpu_utilization,*,*,*,1,> 81");
        int hosts = 200;
        int[] series = new int[hosts];
        for (int i = 0; i < hosts; i++) {
            series[i] = cpu("web-" + i);
        }
        AtomicBoolean sending = new AtomicBoolean(true);
        CountDownLatch reloaded = new CountDownLatch(3);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> reloads =
                threads.submit(
                        () -> {
                            boolean which = false;
                            while (sending.get()) {
                                reload(which ? ENGINE : other);
                                which = !which;
                                reloaded.countDown();
                            }
                        });
        reloaded.await();
        for (int minute = 0; minute < 14; minute++) {
            SampleBatch batch = new SampleBatch(hosts);
            for (int one : series) {
                batch.add(one, Micros.of(now), 85);
            }
            pipeline.accept(batch);
            pipeline.tick();
            now = now.plusSeconds(60);
        }
        sending.set(false);
        reloads.get();
        threads.shutdown();

        assertThat(told)
                .hasSize(hosts)
                .allMatch(line -> line.startsWith("11 min ticket-opened P3"));
    }
}

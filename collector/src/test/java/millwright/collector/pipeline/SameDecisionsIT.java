package millwright.collector.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.history.Histories;
import millwright.collector.history.History;
import millwright.collector.history.HistoryConfig;
import millwright.collector.history.InfluxConfig;
import millwright.collector.history.InfluxDbServer;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.Micros;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept in InfluxDB is judged as what is kept here: twelve hours of forty hosts. */
class SameDecisionsIT {
    private static final DecisionEngine ENGINE = DecisionEngine.compile(RuleSet.shipped());
    private static final Duration HOURS = Duration.ofHours(12);
    private static final Instant END = SimulatedFleet.START.plus(HOURS);
    private static final int BATCH = 50_000;

    @TempDir private Path folder;

    @Test
    void aReplayFromEitherStoreGivesTheSameDecisions() throws Exception {
        withBoth(
                (here, there) -> {
                    List<String> expected = replay(here);

                    assertThat(expected).hasSizeGreaterThan(10);
                    assertThat(replay(there)).isEqualTo(expected);
                    assertWarmUpIsTheSame(here, there, expected);
                });
    }

    /** A store and the catalog that it was opened with. */
    private record Opened(History history, SeriesCatalog catalog) {}

    private void withBoth(BiConsumer<Opened, Opened> test) {
        SimulatedFleet fleet = new SimulatedFleet(7, 0);
        HistoryConfig embedded = HistoryConfig.of(folder.resolve("embedded"));
        HistoryConfig queue = HistoryConfig.of(folder.resolve("queue"));
        try (InfluxDbServer server = InfluxDbServer.open()) {
            Opened here = open(embedded);
            Opened there = open(queue.with(InfluxConfig.of(server.url())));
            try (History first = here.history();
                    History second = there.history()) {
                fill(fleet, here);
                fill(fleet, there);
                // some of it is at the server by now, the rest still waits: both are read
                assertThat(second.count(Instant.EPOCH, END))
                        .isEqualTo(first.count(Instant.EPOCH, END))
                        .isGreaterThan(100_000);
                test.accept(here, there);
            }
        }
    }

    private static Opened open(HistoryConfig config) {
        SeriesCatalog catalog = new SeriesCatalog();
        return new Opened(Histories.open(config, catalog), catalog);
    }

    /** The first two services, in the order in which their samples were delivered. */
    private static void fill(SimulatedFleet fleet, Opened store) {
        SampleBatch batch = new SampleBatch(BATCH);
        long end = Micros.of(END);
        fleet.visit(
                (series, micros, value) -> {
                    String host = fleet.catalog().key(series).host();
                    if (micros < end && host.matches("\\w+-[01]-\\d+")) {
                        batch.add(store.catalog().id(fleet.catalog().key(series)), micros, value);
                        if (batch.size() == BATCH) {
                            store.history().append(batch);
                            batch.clear();
                        }
                    }
                });
        store.history().append(batch);
    }

    private static List<String> replay(Opened store) {
        List<String> told = new ArrayList<>();
        try {
            new Playback(store.catalog(), ENGINE, IndicatorMapping.shipped())
                    .run(
                            visitor ->
                                    store.history()
                                            .scan(SimulatedFleet.START, END, visitor::sample),
                            event -> told.add(event.toString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return told;
    }

    /** At every quarter of an hour a collector starts, and judges what it finds in its history. */
    private static void assertWarmUpIsTheSame(Opened here, Opened there, List<String> all) {
        int judged = 0;
        for (int minute = 240; minute < HOURS.toMinutes(); minute += 15) {
            Instant now = SimulatedFleet.at(minute);
            List<String> expected = warmedUp(here, now);
            judged += expected.size();
            assertThat(warmedUp(there, now)).as("start at %s", now).isEqualTo(expected);
        }
        assertThat(judged).as("of %d decisions in all", all.size()).isPositive();
    }

    private static List<String> warmedUp(Opened store, Instant now) {
        List<String> told = new ArrayList<>();
        IndicatorBoard board =
                new IndicatorBoard(
                        store.catalog(),
                        IndicatorMapping.shipped(),
                        ENGINE::levels,
                        DetectionPolicy.standard(),
                        now);
        try (CaseStore cases = CaseStores.inMemory();
                Pipeline pipeline =
                        new Pipeline(
                                board,
                                ENGINE,
                                cases,
                                MaintenancePolicy.shipped(),
                                Predictions.NONE,
                                Optional.empty(),
                                (CaseEvent event) -> told.add(event.toString()),
                                () -> now,
                                new SimpleMeterRegistry(),
                                Duration.ofDays(1))) {
            pipeline.warmUp(store.history());
            pipeline.start();
            pipeline.tick();
        }
        return told;
    }
}

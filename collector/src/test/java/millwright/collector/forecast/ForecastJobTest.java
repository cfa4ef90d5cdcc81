package millwright.collector.forecast;

import static millwright.collector.forecast.Hourly.FULL;
import static millwright.collector.forecast.Hourly.LEVEL;
import static millwright.collector.forecast.Hourly.NOON;
import static millwright.collector.forecast.Hourly.hours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.prometheus.client.Collector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import millwright.collector.history.Sample;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.calendar.Span;
import millwright.rules.forecast.Crossing;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.ForecastRequest;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.SiteDays;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Micros;
import millwright.rules.policy.MaintenancePolicy;
import org.junit.jupiter.api.Test;

/** The job from noon on, turn by turn, with a forecaster that says what the test has it say. */
class ForecastJobTest {
    private static final int ALL = 1000;

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final FleetHistory history = new FleetHistory(catalog);
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<IndicatorKey, List<Sample>> recent = new HashMap<>();
    private final Map<String, Crossing> expected = new HashMap<>();
    private final List<ForecastRequest> asked = new ArrayList<>();
    private final List<Instant> work = new ArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private ForecastLedger ledger = ForecastLedger.inMemory();
    private ForecastTuning tuning = ForecastTuning.STANDARD;
    private Instant now = NOON;

    private ForecastJob job() {
        Candidates fleet =
                new Candidates() {
                    @Override
                    public List<Candidate> list() {
                        return List.copyOf(candidates);
                    }

                    @Override
                    public List<Sample> recent(IndicatorKey key) {
                        return recent.getOrDefault(key, List.of());
                    }
                };
        return new ForecastJob(
                new ForecastInputs(fleet, catalog, history, (key, from, to) -> work, SiteDays.UTC),
                ledger,
                this::forecast,
                MaintenancePolicy.shipped().forecasts(),
                tuning,
                Duration.ofDays(3 * 365),
                () -> now,
                meters);
    }

    /** The last value tells whose series it is. */
    private Forecast forecast(ForecastRequest request) {
        asked.add(request);
        Observations values = request.history();
        if (values.isEmpty()) {
            return MadeUp.unforecastable(request.at(), Forecast.Reason.TOO_SHORT);
        }
        double last = values.value(values.size() - 1);
        if (last == 13) {
            throw new IllegalStateException("this series is a bug");
        }
        return MadeUp.forecast(
                request.at(),
                expected.getOrDefault(
                        Double.toString(last),
                        new Crossing(
                                FULL,
                                0.1,
                                false,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())));
    }

    private Candidate host(String name, double... means) {
        Candidate candidate = Hourly.candidate(name, "memory_usage", LEVEL, FULL);
        candidates.add(candidate);
        history.add(candidate.source(), NOON, means);
        return candidate;
    }

    /** The series that ends with this value is full so many hours after noon. */
    private void fills(double last, double hours) {
        expected.put(
                Double.toString(last),
                new Crossing(
                        FULL,
                        0.95,
                        true,
                        Optional.of(hours(hours - 1)),
                        Optional.of(hours(hours)),
                        Optional.of(hours(hours + 1))));
    }

    private void turn(ForecastJob job, double atHour) {
        now = hours(atHour);
        read(job);
        var unused = job.turn(ALL);
    }

    /** The history comes in portions of a week. */
    private static void read(ForecastJob job) {
        for (int portion = 0; portion < 14; portion++) {
            var unused = job.turn(0);
        }
    }

    private List<String> order(ForecastJob job, int turns) {
        List<String> order = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            asked.clear();
            var unused = job.turn(1);
            order.addAll(
                    asked.stream()
                            .map(one -> one.history())
                            .map(all -> all.isEmpty() ? "-" : "" + all.value(all.size() - 1))
                            .toList());
        }
        return order;
    }

    @Test
    void asksWithTheHourlyMeansAndTheHourThatRuns() {
        Candidate one = host("web-01", 70, 71);
        work.add(hours(-1.5));
        recent.put(
                one.key(),
                Arrays.stream(new int[] {-5, 0, 2, 4, 6, 8, 10, 12, 14, 16, 18})
                        .mapToObj(minute -> new Sample(hours(minute / 60.0), 70 + minute))
                        .toList());
        turn(job(), 1.0 / 3);

        Observations values = asked.get(0).history();
        assertThat(values.size()).isEqualTo(3);
        assertThat(values.second(0)).isEqualTo(hours(-1.5).getEpochSecond());
        assertThat(values.value(1)).isEqualTo(71);
        assertThat(values.second(2)).isEqualTo(hours(1.0 / 6).getEpochSecond());
        assertThat(values.value(2)).isEqualTo(79); // mean of 70, 72 … 88; 65 is of another hour
        assertThat(asked.get(0).horizon()).isEqualTo(Duration.ofDays(30));
        assertThat(asked.get(0).limits()).containsExactly(LEVEL, FULL);
        assertThat(asked.get(0).maintenance()).isEqualTo(work);
    }

    @Test
    void anHourThatHasJustBegunDoesNotCount() {
        Candidate one = host("web-01", 70, 71);
        recent.put(one.key(), List.of(new Sample(hours(0.01), 99)));
        turn(job(), 0.05);

        assertThat(asked.get(0).history().size()).isEqualTo(2);
    }

    @Test
    void whatTheAgentMeasuresUpsideDownIsTurnedRound() {
        Candidate used = Hourly.candidate("db-07", "disk", FULL);
        candidates.add(
                new Candidate(
                        used.key(), "percent", used.source(), true, used.limits(), used.range()));
        history.add(used.source(), NOON, 60, 70);
        turn(job(), 0);

        assertThat(asked.get(0).history().value(1)).isEqualTo(30);
    }

    @Test
    void eachSeriesIsForecastOnceAnHour() {
        host("web-01", 70);
        host("web-02", 71);
        ForecastJob job = job();
        for (int minute = 0; minute < 4 * 60; minute++) {
            turn(job, minute / 60.0);
        }

        assertThat(asked).hasSize(8);
    }

    @Test
    void aFleetIsSpreadOverTheHour() {
        for (int i = 0; i < 600; i++) {
            host("web-%03d".formatted(i), 70);
        }
        ForecastJob job = job();
        turn(job, 0);
        asked.clear();
        List<Integer> quarters = new ArrayList<>();
        for (int quarter = 5; quarter <= 8; quarter++) {
            turn(job, quarter / 4.0);
            quarters.add(asked.size());
            asked.clear();
        }

        assertThat(quarters).allSatisfy(count -> assertThat(count).isBetween(100, 200));
        assertThat(quarters.stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
    }

    @Test
    void theMostUrgentComeFirst() {
        double[] steep = new double[30];
        for (int i = 0; i < 30; i++) {
            steep[i] = 40 + i; // 24 a day: 80 in eleven hours
        }
        host("a-flat", 10, 10);
        host("b-steep", steep);
        host("c-fills-later", 20, 20);
        host("d-fills-soon", 30, 30);
        fills(20, 100);
        fills(30, 50);
        ForecastJob first = job();
        read(first);
        assertThat(order(first, 4).get(0)).isEqualTo("69.0");
        turn(first, 2.5);

        now = hours(4.5);
        assertThat(order(first, 4)).containsExactly("30.0", "20.0", "69.0", "10.0");
    }

    @Test
    void whoHasWaitedForHoursComesBeforeTheMostUrgent() {
        host("b-fills", 20);
        fills(20, 100);
        ForecastJob job = job();
        turn(job, 0);
        host("a-flat", 10);
        now = hours(0.5);
        var unused = job.turn(0); // due from here on
        now = hours(2.9);
        assertThat(order(job, 1)).containsExactly("20.0");
        now = hours(3.6);
        assertThat(order(job, 1)).containsExactly("10.0");
    }

    @Test
    void aBadSeriesIsCountedAndTheOthersGoOn() {
        host("web-01", 13);
        host("web-02", 14);
        ForecastJob job = job();
        turn(job, 0);

        assertThat(job.all().stream().map(one -> one.key().host())).containsExactly("web-02");
        assertThat(meters.get("millwright.forecasts").tag("verdict", "failed").counter().count())
                .isEqualTo(1);
        assertThat(meters.get("millwright.forecasts").tag("verdict", "quiet").counter().count())
                .isEqualTo(1);
        assertThat(meters.get("millwright.forecast.pending").gauge().value()).isZero();
    }

    @Test
    void aPredictionIsToldAfterThreeRunsAlsoOverARestart() {
        Candidate one = host("web-01", 20);
        fills(20, 100);
        ForecastJob job = job();
        turn(job, 0);
        turn(job, 2);
        assertThat(job.predicted()).isEmpty();

        ForecastJob after = job();
        turn(after, 4);
        assertThat(after.predicted()).hasSize(1);
        PredictedCrossing told = after.predicted().get(0);
        assertThat(told.key()).isEqualTo(one.key());
        assertThat(told.since()).isEqualTo(NOON);
        assertThat(told.crossing().median()).contains(hours(100));
        assertThat(after.of(one.key()).orElseThrow().runs()).isEqualTo(3);
    }

    @Test
    void aPredictionThatIsExpectedNoMoreIsTakenBackAfterThreeRuns() {
        host("web-01", 20);
        fills(20, 100);
        ForecastJob job = job();
        turn(job, 0);
        turn(job, 2);
        turn(job, 4);
        expected.clear();
        turn(job, 6);
        assertThat(job.predicted()).isEmpty();
        turn(job, 8);
        assertThat(job.withdrawn()).isEmpty();
        ForecastJob after = job();
        turn(after, 10);
        assertThat(after.withdrawn()).hasSize(1);
        assertThat(after.withdrawn().get(0).since()).isEqualTo(hours(6));
    }

    @Test
    void thePartsThatGrowMostAreNamed() {
        host("web-01", 20);
        fills(20, 100);
        grows("java", 10e6, 2e6);
        grows("httpd", 10e6, 3e6);
        grows("sshd", 10e6, 0);
        grows("cron", 10e6, -1e6);
        grows("node", 10e6, 1e6);
        grows("perl", 10e6, 0.5e6);
        ForecastJob job = job();
        turn(job, 0);
        turn(job, 2);
        turn(job, 4);

        assertThat(job.predicted().get(0).growers())
                .extracting(PredictedCrossing.Grower::name)
                .containsExactly("process httpd", "process java", "process node");
        assertThat(job.predicted().get(0).growers().get(0).perDay()).isCloseTo(72e6, within(1.0));
    }

    private void grows(String process, double from, double anHour) {
        double[] means = new double[24];
        for (int i = 0; i < means.length; i++) {
            means[i] = from + anHour * i;
        }
        TreeMap<String, String> tags =
                new TreeMap<>(Map.of("host", "web-01", "process_name", process));
        history.add(new SeriesKey("procstat_top", tags, "memory_rss"), NOON, means);
    }

    @Test
    void readsTheWholeHistoryOnceAndThenADayEachHour() {
        host("web-01", 70);
        ForecastJob job = job();
        turn(job, 0);
        assertThat(history.readings).hasSize(13); // 90 days in weeks
        assertThat(history.readings.get(0)).startsWith(hours(-90 * 24) + " ");
        history.readings.clear();
        turn(job, 0.1);
        assertThat(history.readings).isEmpty(); // 12:06: 11:00 to 12:00 may not be rolled up yet
        turn(job, 0.2);
        turn(job, 1.1);
        turn(job, 1.2);
        turn(job, 1.5);

        assertThat(history.readings)
                .containsExactly(
                        hours(0.2 - 26) + " " + hours(0.2), hours(1.2 - 26) + " " + hours(1.2));
    }

    /** Twenty days are loaded within a minute; eleven minutes later they are rolled up. */
    @Test
    void whatIsLoadedIntoARunningCollectorIsForecastOnceItIsRolledUp() {
        Candidate one = host("web-01", 70);
        ForecastJob job = job();
        turn(job, 0);
        history.readings.clear();
        asked.clear();
        double[] loaded = new double[20 * 24];
        Arrays.fill(loaded, 60);
        history.add(one.source(), hours(-1), loaded);
        turn(job, 0.25); // the reading of this hour is over
        arrives(job, one, hours(-20 * 24 - 0.5));
        arrives(job, one, hours(-40));
        history.readings.clear();
        asked.clear();

        turn(job, 0.25 + 10.0 / 60);
        assertThat(asked).isEmpty();
        turn(job, 0.25 + 11.0 / 60);
        assertThat(history.readings.get(0)).startsWith(hours(-20 * 24 - 1) + " ");
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).history().size()).isEqualTo(20 * 24 + 1);
        history.readings.clear();
        turn(job, 0.5);
        assertThat(history.readings).isEmpty();
    }

    /** By a migration, which writes for half an hour. */
    @Test
    void whatAnotherProcessWritesIntoTheHistoryIsForecastOnceThatIsOver() {
        Candidate one = host("web-01", 70);
        ForecastJob job = job();
        turn(job, 0);
        turn(job, 0.25); // the reading of this hour is over
        double[] copied = new double[20 * 24];
        Arrays.fill(copied, 60);
        history.add(one.source(), hours(-1), copied);
        job.historyChanged();
        now = hours(0.5);
        job.historyChanged();
        history.readings.clear();
        asked.clear();

        turn(job, 0.5 + 10.0 / 60);
        assertThat(history.readings).isEmpty();
        turn(job, 0.5 + 11.0 / 60);
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).history().size()).isEqualTo(20 * 24 + 1);
    }

    @Test
    void whatComesADayLateIsReadWithItsHourAndNotForItself() {
        Candidate one = host("web-01", 70);
        ForecastJob job = job();
        turn(job, 0);
        turn(job, 0.25);
        history.readings.clear();
        arrives(job, one, hours(0.25 - 26));

        turn(job, 0.6);
        assertThat(history.readings).isEmpty();
        turn(job, 1.2);
        assertThat(history.readings).containsExactly(hours(1.2 - 26) + " " + hours(1.2));
    }

    /** Somebody who always sends what is two days old. */
    @Test
    void aBackfillThatDoesNotEndIsReadOnceAnHour() {
        Candidate one = host("web-01", 70);
        ForecastJob job = job();
        turn(job, 0);
        turn(job, 0.25);
        history.readings.clear();
        for (int minute = 16; minute < 4 * 60; minute++) {
            arrives(job, one, hours(minute / 60.0 - 48));
            turn(job, minute / 60.0);
        }

        assertThat(history.readings)
                .extracting(reading -> reading.split(" ")[0])
                .containsExactly(
                        hours(71.0 / 60 - 26).toString(), // of the first hour some is not rolled up
                        hours(-48).toString(),
                        hours(-47).toString());
    }

    @Test
    void aBackfillOfWhatIsNotForecastIsNotReadFor() {
        host("web-01", 70);
        ForecastJob job = job();
        turn(job, 0);
        turn(job, 0.25);
        history.readings.clear();
        arrives(job, Hourly.candidate("web-02", "load", LEVEL), hours(-300));

        turn(job, 1.2);
        assertThat(history.readings).containsExactly(hours(1.2 - 26) + " " + hours(1.2));
    }

    private void arrives(ForecastJob job, Candidate of, Instant sample) {
        SampleBatch batch = new SampleBatch(1);
        batch.add(catalog.id(of.source()), Micros.of(sample), 60);
        job.accept(batch);
    }

    /** The path of every forecast here is 70, what was measured is 20. */
    @Test
    void howBusyAHostWillBeIsWhatItsProcessorsAreForecastToBe() {
        Candidate cpu = Hourly.candidate("web-01", "cpu_utilization", LEVEL);
        candidates.add(cpu);
        history.add(cpu.source(), NOON, 20, 20);
        host("web-02", 20, 20);
        ForecastJob job = job();
        assertThat(job.of("web-01")).isEmpty();
        turn(job, 0);

        assertThat(job.hosts()).containsExactly("web-01");
        assertThat(load(job, hours(29 * 24))).isEqualTo(70);
        assertThat(load(job, hours(31 * 24))).isEqualTo(20);
        assertThat(job.of("web-02")).isEmpty();
    }

    private static double load(ForecastJob job, Instant from) {
        return job.of("web-01").orElseThrow().over(Span.of(from, Duration.ofHours(1)));
    }

    @Test
    void aHitIsScoredAtTheEndOfItsIntervalAndRaisesTheRecord() {
        Candidate one = host("web-01", 20);
        fills(20, 8);
        ForecastJob job = job();
        turn(job, 0);
        history.add(one.source(), hours(11), 20, 20, 20, 20, 20, 20, 20, 100, 100, 100, 100);
        turn(job, 11.5); // due at 9, and two hours later it is rolled up

        TrackRecord record = ledger.records(NOON).get(0);
        assertThat(record.hits()).isEqualTo(1);
        assertThat(record.lead()).contains(Duration.ofHours(7));
        assertThat(job.records()).containsExactly(record);
        assertThat(job.of(one.key()).orElseThrow().record()).isEqualTo(record);
        turn(job(), 12);
        assertThat(ledger.records(NOON).get(0).hits()).isEqualTo(1);
    }

    @Test
    void whileTheLedgerIsAwayNothingIsLost() {
        host("web-01", 20);
        ForecastLedger whole = ledger;
        boolean[] isAway = {false};
        ledger = new FailingLedger(whole, () -> isAway[0]);
        ForecastJob job = job();
        isAway[0] = true;
        assertThatThrownBy(() -> job.turn(ALL)).hasMessage("away");
        isAway[0] = false;
        read(job);
        isAway[0] = true;
        assertThatThrownBy(() -> job.turn(ALL)).hasMessage("away");
        isAway[0] = false;
        var unused = job.turn(ALL);

        assertThat(asked).hasSize(1);
        assertThat(whole.entries(candidates.get(0).key(), 10)).hasSize(1);
        assertThat(whole.standings()).hasSize(1);
    }

    @Test
    void whileTheHistoryIsAwayTheNextTurnTriesAgain() {
        host("web-01", 20);
        ForecastJob job = job();
        history.isAway = true;
        assertThatThrownBy(() -> job.turn(ALL)).hasMessage("the disk is full");
        history.isAway = false;
        turn(job, 0);

        assertThat(job.all()).hasSize(1);
    }

    @Test
    void whatEndsIsForecastNoMoreAndStandsWhereItWasWhenItComesBack() {
        Candidate one = host("web-01", 20);
        fills(20, 100);
        ForecastJob job = job();
        turn(job, 0);
        turn(job, 2);
        candidates.clear();
        turn(job, 4);
        assertThat(job.all()).isEmpty();
        candidates.add(one);
        turn(job, 5);
        turn(job, 6.5);

        assertThat(job.of(one.key()).orElseThrow().since()).isEqualTo(NOON);
    }

    @Test
    void whereTheMemoryDoesNotSufficeTheNewestAreLeftOut() {
        tuning = new ForecastTuning(Duration.ofDays(90), 2 * 4 * 37 * 24, 0.5);
        host("web-01", 20);
        host("web-02", 20);
        host("web-03", 20);
        ForecastJob job = job();
        turn(job, 0);

        assertThat(asked).hasSize(2);
        assertThat(meters.get("millwright.forecast.left.out").gauge().value()).isEqualTo(1);
        assertThat(meters.get("millwright.forecast.memory").gauge().value())
                .isLessThanOrEqualTo(2 * 4 * 37 * 24);
    }

    @Test
    void oneForecastComesWithItsWholePathAndAllOfThemWithAFewPoints() {
        Candidate one = host("web-01", 20);
        fills(20, 100);
        ForecastJob job = job();
        turn(job, 0);
        Outlook whole = job.of(one.key()).orElseThrow();
        Outlook brief = job.all().get(0);

        assertThat(path(whole)).isEqualTo(721);
        assertThat(path(brief)).isLessThanOrEqualTo(16);
        assertThat(whole.forecast().at()).isEqualTo(brief.forecast().at());
    }

    private static int path(Outlook outlook) {
        return ((Forecast.Expected) outlook.forecast()).path().size();
    }

    @Test
    void metricsTellCrossingsVerdictsAndRecords() {
        host("web-01", 20);
        host("web-02", 30);
        fills(20, 100);
        ForecastJob job = job();
        turn(job, 0);
        now = hours(1);
        List<String> lines = new ArrayList<>();
        for (Collector.MetricFamilySamples family : new ForecastMetrics(job, () -> now).collect()) {
            for (Collector.MetricFamilySamples.Sample sample : family.samples) {
                lines.add(sample.name + sample.labelValues + " " + sample.value);
            }
        }

        assertThat(lines)
                .contains(
                        "millwright_forecast_crossing_seconds[web-01, memory_usage, , early]"
                                + " 352800.0",
                        "millwright_forecast_crossing_seconds[web-01, memory_usage, , median]"
                                + " 356400.0",
                        "millwright_forecast_crossing_seconds[web-01, memory_usage, , late]"
                                + " 360000.0",
                        "millwright_forecast_series[crossing] 1.0",
                        "millwright_forecast_series[quiet] 1.0");
    }

    @Test
    void aPauseLeavesTheRestOfTheCoreToOthers() {
        Duration busy = Duration.ofMillis(100);
        assertThat(ForecastThread.pause(busy, 0.5)).isEqualTo(Duration.ofMillis(100));
        assertThat(ForecastThread.pause(busy, 0.1)).isEqualTo(Duration.ofMillis(900));
        assertThat(ForecastThread.pause(busy, 1)).isZero();
    }
}

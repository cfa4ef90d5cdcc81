package millwright.collector.forecast;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import millwright.collector.history.HistoryWaiting;
import millwright.collector.history.Sample;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.ForecastRequest;
import millwright.rules.forecast.Observations;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.Verdicts;
import millwright.rules.forecast.WithdrawnPrediction;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.policy.ForecastPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forecasts every indicator once an hour, the most urgent first, and has the ledger keep and score
 * what was said. {@link #turn} does one portion of it, always by one thread; what is newest may be
 * read by any.
 */
public final class ForecastJob implements Outlooks, HostLoads {
    private static final Logger log = LoggerFactory.getLogger(ForecastJob.class);
    private static final Duration REFRESH = Duration.ofMinutes(5);

    private static final Duration COUNT = Duration.ofSeconds(10);

    /** An hour is rolled up within ten minutes after its end. */
    private static final Duration ROLLED_UP = Duration.ofMinutes(11);

    private final ForecastInputs inputs;
    private final ForecastLedger ledger;
    private final Forecasting forecasting;
    private final ForecastPolicy policy;
    private final InstantSource clock;
    private final Timer runs;
    private final ForecastCounts counts;
    private final Rings rings;
    private final Watches watches;
    private final Growers growers;
    private final Bookkeeping books;
    private final Backfills backfills = new Backfills(Rings.LATE);

    private Backfills.Taken backfilled = Backfills.Taken.NOTHING;

    private boolean isRestored;
    private Instant nextRefresh = Instant.MIN;
    private Instant nextReading = Instant.MIN;
    private Instant nextCount = Instant.MIN;
    private volatile long pending;

    /**
     * @param predictionsKept how long forecasts that predicted a crossing are kept
     */
    public ForecastJob(
            ForecastInputs inputs,
            ForecastLedger ledger,
            Forecasting forecasting,
            ForecastPolicy policy,
            ForecastTuning tuning,
            Duration predictionsKept,
            InstantSource clock,
            MeterRegistry meters) {
        this.inputs = requireNonNull(inputs, "inputs");
        this.ledger = requireNonNull(ledger, "ledger");
        this.forecasting = requireNonNull(forecasting, "forecasting");
        this.policy = requireNonNull(policy, "policy");
        this.clock = requireNonNull(clock, "clock");
        rings = new Rings(inputs.catalog(), inputs.history(), tuning, policy.horizon());
        watches = new Watches(inputs.candidates(), rings);
        growers = new Growers(inputs.catalog(), inputs.history());
        books =
                new Bookkeeping(
                        ledger, inputs.maintenance(), policy.terms().repeats(), predictionsKept);
        runs =
                Timer.builder("millwright.forecast.run")
                        .description("How long the forecast of one series took.")
                        .register(meters);
        counts = new ForecastCounts(meters);
        Gauge.builder("millwright.forecast.pending", this, job -> job.pending)
                .description("Series that are due to be forecast, and wait.")
                .register(meters);
        Gauge.builder("millwright.forecast.memory", this, job -> job.rings.bytes())
                .description("What the hourly means of all series take.")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("millwright.forecast.left.out", this, job -> job.watches.leftOut())
                .description("Series that are not forecast, as memory_max does not hold them.")
                .register(meters);
    }

    /**
     * One portion of work.
     *
     * @param most how many series it may forecast
     * @return whether there is more to do now
     * @throws RuntimeException where history or ledger did not do their part; nothing is lost, the
     *     next turn tries again
     */
    public boolean turn(int most) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS); // as every database keeps it
        if (!isRestored) {
            watches.restore(ledger.standings());
            isRestored = true;
        }
        books.writeInPortions(now); // first: what could not be written before
        if (!now.isBefore(nextRefresh)) {
            watches.refresh(now);
            nextRefresh = now.plus(REFRESH);
        }
        if (isToRead(now)) {
            if (!rings.isReading()) {
                backfilled = backfills.take(rolledUp(now));
            }
            boolean isOurs = rings.haveAny(backfilled.series());
            if (!rings.read(now, isOurs ? backfilled.from() : Instant.MAX)) {
                return true;
            }
            hurry(backfilled.series(), now);
            nextReading =
                    HourlyRing.start(HourlyRing.hour(now.minus(ROLLED_UP)) + 1).plus(ROLLED_UP);
            growers.read(now, hostsThatRunOut());
        }
        int scored = books.score(now, key -> watches.find(key).map(Watch::course));
        List<Watch> due = watches.due(now, most);
        due.forEach(watch -> runSafely(watch, now));
        if (due.size() < most) {
            books.write();
        }
        books.forget(now);
        if (due.size() < most || !now.isBefore(nextCount)) {
            pending = watches.countDue(now);
            nextCount = now.plus(COUNT);
        }
        return due.size() == most || pending > 0 || scored > 0;
    }

    private boolean isToRead(Instant now) {
        return rings.isReading() || !now.isBefore(nextReading) || backfills.areOver(rolledUp(now));
    }

    /** What came by then is in the roll-ups, unless it waits for a store elsewhere. */
    private Instant rolledUp(Instant now) {
        return inputs.history()
                .waiting()
                .flatMap(HistoryWaiting::since)
                .filter(since -> since.isBefore(now))
                .orElse(now)
                .minus(ROLLED_UP);
    }

    private void hurry(Set<Integer> series, Instant now) {
        if (!series.isEmpty()) {
            Set<SeriesKey> sources =
                    series.stream().map(inputs.catalog()::key).collect(Collectors.toSet());
            watches.hurry(sources, now);
        }
    }

    /** Called with each batch once it is durable, by any thread: its samples may be of long ago. */
    public void accept(SampleBatch batch) {
        backfills.note(batch, clock.instant());
    }

    /**
     * Called, by any thread, where somebody else than {@link #accept} has written into the history:
     * all of it is read anew once that is over.
     */
    public void historyChanged() {
        backfills.note(rings.series(), clock.instant());
    }

    /** The last that is to be done. */
    void finish() {
        books.write();
    }

    private Set<String> hostsThatRunOut() {
        return watches.all().stream()
                .filter(watch -> watch.crossing().isPresent())
                .map(watch -> watch.key().host())
                .collect(Collectors.toSet());
    }

    /** One series that cannot be forecast must not keep the others from it. */
    private void runSafely(Watch watch, Instant now) {
        try {
            counts.made(runs.recordCallable(() -> run(watch, now)));
        } catch (Exception e) {
            counts.failed();
            log.error(
                    "{} could not be forecast; the others go on, it is tried again in an hour.",
                    watch.key(),
                    e);
        }
        watch.ran(now);
    }

    /** What it said, in one word. */
    private String run(Watch watch, Instant now) {
        IndicatorKey key = watch.key();
        Optional<Sample> running = Course.running(now, inputs.candidates().recent(key));
        Observations history = watch.course().until(now, running);
        Forecast forecast = forecast(watch, now, history);
        Verdicts verdicts = watch.verdicts().next(forecast, policy.terms());
        Optional<Double> last =
                history.isEmpty()
                        ? Optional.empty()
                        : Optional.of(history.value(history.size() - 1));
        watches.heard(watch, latest(watch, forecast, running, verdicts, last));
        last.ifPresent(value -> books.note(watch, Keeping.kept(key, forecast, verdicts, value)));
        return ForecastMetrics.verdict(forecast);
    }

    private Forecast forecast(Watch watch, Instant at, Observations history) {
        Instant from = history.isEmpty() ? at : history.first();
        return forecasting.forecast(
                new ForecastRequest(
                        history,
                        at,
                        policy.horizon(),
                        watch.of().limits(),
                        watch.of().range(),
                        inputs.maintenance().of(watch.key(), from, at),
                        inputs.days()));
    }

    private Watch.Latest latest(
            Watch watch,
            Forecast forecast,
            Optional<Sample> running,
            Verdicts verdicts,
            Optional<Double> last) {
        IndicatorKey key = watch.key();
        String unit = watch.of().unit();
        TrackRecord record = books.record(key.indicator());
        ForecastPolicy.Ceiling ceiling =
                policy.ceiling(record.hits(), record.predictions(), forecast.quality().confident());
        return new Watch.Latest(
                Paths.thinned(forecast),
                running,
                verdicts,
                last.map(
                                value ->
                                        verdicts.predictions(
                                                key,
                                                unit,
                                                forecast,
                                                value,
                                                ceiling.priority(),
                                                ceiling.reason(),
                                                growers.of(key)))
                        .orElse(List.of()),
                last.flatMap(value -> verdicts.withdrawal(key, unit, forecast, value)),
                key.indicator().equals(HostLoad.INDICATOR)
                        ? HostLoad.HourlyPath.of(forecast)
                        : Optional.empty());
    }

    /** The crossings that may be told, for the rules; by key. */
    public List<PredictedCrossing> predicted() {
        return watches.telling().stream()
                .flatMap(watch -> watch.latest().stream())
                .flatMap(latest -> latest.predicted().stream())
                .toList();
    }

    /** The predictions that are taken back, for the rules; by key. */
    public List<WithdrawnPrediction> withdrawn() {
        return watches.telling().stream()
                .flatMap(watch -> watch.latest().stream())
                .flatMap(latest -> latest.withdrawn().stream())
                .toList();
    }

    /** In full: its path is worked out again, as only a few points of each are kept. */
    @Override
    public Optional<Outlook> of(IndicatorKey key) {
        return watches.find(key)
                .flatMap(
                        watch ->
                                watch.latest()
                                        .map(
                                                latest ->
                                                        outlook(
                                                                watch,
                                                                latest,
                                                                full(watch, latest))));
    }

    private Forecast full(Watch watch, Watch.Latest latest) {
        Instant at = latest.forecast().at();
        Forecast again = forecast(watch, at, watch.course().until(at, latest.running()));
        // Late samples may have changed the past meanwhile; the verdict is that of the run.
        return ForecastMetrics.verdict(again).equals(ForecastMetrics.verdict(latest.forecast()))
                ? again
                : latest.forecast();
    }

    private Outlook outlook(Watch watch, Watch.Latest latest, Forecast forecast) {
        return new Outlook(
                watch.key(),
                watch.of().unit(),
                forecast,
                latest.verdicts().since(),
                latest.verdicts().runs(),
                books.record(watch.key().indicator()));
    }

    @Override
    public List<Outlook> all() {
        return watches.all().stream()
                .flatMap(
                        watch ->
                                watch.latest().stream()
                                        .map(latest -> outlook(watch, latest, latest.forecast())))
                .toList();
    }

    @Override
    public List<String> hosts() {
        return watches.all().stream()
                .map(Watch::key)
                .filter(key -> key.equals(load(key.host())))
                .map(IndicatorKey::host)
                .toList();
    }

    @Override
    public Optional<HostLoad> of(String host) {
        int end = HourlyRing.hour(clock.instant());
        return watches.find(load(host))
                .flatMap(
                        watch ->
                                HostLoad.of(
                                        end,
                                        watch.course().values(end - HostLoad.HOURS, end),
                                        watch.latest().flatMap(Watch.Latest::hourly),
                                        inputs.days().zone()));
    }

    private static IndicatorKey load(String host) {
        return new IndicatorKey(host, HostLoad.INDICATOR, "");
    }

    /** How the classes have done so far, by their ids. */
    public List<TrackRecord> records() {
        return books.records();
    }
}

package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.forecast.HostLoads;
import millwright.collector.ingest.SeriesCatalog;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.ForecastRequest;
import millwright.rules.forecast.Forecaster;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.indicator.IndicatorKey;
import millwright.rules.indicator.Micros;
import millwright.rules.indicator.NominalIntervals;
import millwright.rules.policy.MaintenancePolicy;

/**
 * Runs samples of the past through the whole chain in event time: the board, the rules and the
 * tickets of the live collector, with the cases in memory. What it tells is a pure function of the
 * samples, the rules and the policy.
 *
 * <p>Goes through the samples twice. The first time only learns how often they are meant to come,
 * so that the first hour is judged as well as the last.
 */
public final class Playback {
    private static final long SECOND_MICROS = Micros.of(Duration.ofSeconds(1));

    /** When nobody has sent for so long, it was the collector that was away. */
    private static final long AWAY_MICROS = Micros.of(Duration.ofMinutes(1));

    private final SeriesCatalog catalog;
    private final DecisionEngine engine;
    private final IndicatorMapping mapping;
    private final Map<Integer, Direct> direct = new TreeMap<>();
    private MaintenancePolicy policy = MaintenancePolicy.shipped();
    private Optional<Instant> until = Optional.empty();
    private boolean wholeGapsAreOurs;
    private Optional<Function<ForecastRequest, Forecast>> forecaster = Optional.empty();
    private boolean isPlanning;
    private Supplier<CaseStore> store = () -> CaseStores.inMemory(() -> policy);

    /** Samples in the order of their times; gives the same ones each time it is asked. */
    @FunctionalInterface
    public interface Samples {
        void visit(Visitor visitor) throws IOException;
    }

    @FunctionalInterface
    public interface Visitor {
        void sample(int series, long micros, double value);
    }

    /** Hears what was decided, in the order of the decisions. */
    @FunctionalInterface
    public interface Listener {
        void heard(CaseEvent event) throws IOException;
    }

    private record Direct(IndicatorKey key, Part part) {}

    /**
     * @param catalog knows every series of the samples
     */
    public Playback(SeriesCatalog catalog, DecisionEngine engine, IndicatorMapping mapping) {
        this.catalog = requireNonNull(catalog, "catalog");
        this.engine = requireNonNull(engine, "engine");
        this.mapping = requireNonNull(mapping, "mapping");
    }

    /** The series' values are the indicator's, whatever the mapping says. */
    public Playback value(int series, IndicatorKey key) {
        direct.put(series, new Direct(key, Part.VALUE));
        return this;
    }

    /** The series is the counter below the line of a ratio. */
    public Playback requests(int series, IndicatorKey key) {
        direct.put(series, new Direct(key, Part.REQUESTS));
        return this;
    }

    /** The series is the counter above the line of a ratio. */
    public Playback errors(int series, IndicatorKey key) {
        direct.put(series, new Direct(key, Part.ERRORS));
        return this;
    }

    /** What the site has agreed on, instead of the shipped policy. */
    public Playback policy(MaintenancePolicy agreed) {
        policy = requireNonNull(agreed, "agreed");
        return this;
    }

    /**
     * Turns once a second, as the live collector does, up to and with this instant: so what happens
     * while nobody sends has its own time. Without it time moves by samples alone.
     */
    public Playback eachSecondUntil(Instant end) {
        until = Optional.of(end);
        return this;
    }

    /**
     * Counts no silence where no host at all has sent for a minute: then the collector was away,
     * and live it would have called nobody silent.
     */
    public Playback wholeGapsAreOurs() {
        wholeGapsAreOurs = true;
        return this;
    }

    /** Foretells the course of what the mapping allows it for, by the policy set before. */
    public Playback forecasting() {
        return forecasting(new Forecaster(policy.forecasts().terms())::forecast);
    }

    Playback forecasting(Function<ForecastRequest, Forecast> model) {
        forecaster = Optional.of(model);
        return this;
    }

    /** Places work in the policy's calendar, and drafts its requests for change. */
    public Playback planning() {
        isPlanning = true;
        return this;
    }

    /** Keeps the cases in a store that outlives the run. */
    Playback into(Supplier<CaseStore> lasting) {
        store = lasting;
        return this;
    }

    /**
     * @throws IOException if the samples cannot be read, or the listener cannot go on
     */
    public void run(Samples samples, Listener listener) throws IOException {
        NominalIntervals intervals = IndicatorBoard.newIntervals();
        Learning learning = new Learning(intervals);
        samples.visit(learning);
        if (learning.board == null) {
            return;
        }
        try (CaseStore cases = store.get()) {
            Run run = new Run(intervals, cases, listener);
            samples.visit(run);
            run.finish();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<ReplayForecasts> newForecasts() {
        return forecaster.map(
                model ->
                        new ReplayForecasts(
                                mapping,
                                engine::levels,
                                policy.forecasts(),
                                policy.siteDays(),
                                model));
    }

    private Optional<Planning> newPlanning(HostLoads loads) {
        MaintenanceCalendar calendar = MaintenanceCalendar.of(policy.calendar());
        return isPlanning
                ? Optional.of(
                        new Planning(
                                () -> calendar,
                                loads,
                                new ReplayDrafts(policy.zone()),
                                Planning.NEVER))
                : Optional.empty();
    }

    private IndicatorBoard board(long beginMicros, NominalIntervals intervals) {
        IndicatorBoard board =
                new IndicatorBoard(
                        catalog,
                        mapping,
                        engine::levels,
                        DetectionPolicy.standard(),
                        Micros.instant(beginMicros),
                        intervals);
        direct.forEach((series, as) -> board.bind(series, as.key(), "", as.part()));
        return board;
    }

    /** The first time through. */
    private final class Learning implements Visitor {
        private final NominalIntervals intervals;
        private IndicatorBoard board;

        Learning(NominalIntervals intervals) {
            this.intervals = intervals;
        }

        @Override
        public void sample(int series, long micros, double value) {
            if (board == null) {
                board = board(micros, intervals);
            }
            board.accept(series, micros, value);
        }
    }

    /** The second time: a turn after all samples of one instant, and one before a pause ends. */
    private final class Run implements Visitor {
        private final NominalIntervals intervals;
        private final CaseStore cases;
        private final Listener listener;
        private IndicatorBoard board;
        private final Optional<ReplayForecasts> forecasts = newForecasts();
        private final Map<IndicatorKey, Integer> speakers = new HashMap<>();
        private final Map<Integer, Optional<Direct>> foretold = new HashMap<>();
        private DecisionCycle cycle;
        private long atMicros;

        Run(NominalIntervals intervals, CaseStore cases, Listener listener) {
            this.intervals = intervals;
            this.cases = cases;
            this.listener = listener;
        }

        @Override
        public void sample(int series, long micros, double value) {
            if (board == null) {
                board = board(micros, intervals);
                cycle =
                        new DecisionCycle(
                                board,
                                engine,
                                cases,
                                policy,
                                forecasts.map(Predictions.class::cast).orElse(Predictions.NONE),
                                newPlanning(
                                        forecasts
                                                .map(HostLoads.class::cast)
                                                .orElse(HostLoads.NONE)));
                atMicros = micros;
            } else if (micros > atMicros) {
                turn(atMicros);
                pass(micros);
                atMicros = micros;
            }
            board.accept(series, micros, value);
            forecasts.ifPresent(
                    all ->
                            foretold.computeIfAbsent(series, this::speaksFor)
                                    .ifPresent(
                                            as ->
                                                    all.value(
                                                            as.key(),
                                                            micros,
                                                            as.part().indicator(value))));
        }

        /** Of two series with one meaning the first one speaks. */
        private Optional<Direct> speaksFor(int series) {
            return Optional.ofNullable(direct.get(series))
                    .or(
                            () ->
                                    mapping.map(catalog.key(series))
                                            .map(as -> new Direct(as.key(), as.as())))
                    .filter(as -> !as.part().isCounter())
                    .filter(as -> speakers.computeIfAbsent(as.key(), key -> series) == series);
        }

        /** From the last instant to the next one. */
        private void pass(long next) {
            boolean wasAway = wholeGapsAreOurs && next - atMicros >= AWAY_MICROS;
            go(hours(atMicros, next, wasAway), next, wasAway);
            if (wasAway) {
                board.wasAway(Micros.instant(next));
            }
            if (next - atMicros >= SECOND_MICROS) {
                // Who sends again at this moment may have been silent until now.
                turn(next);
            }
        }

        private void go(long from, long to, boolean wasAway) {
            if (until.isPresent() && !wasAway) {
                seconds(from, to);
            } else {
                clocks(to);
            }
        }

        /**
         * The forecasts of every hour that ends on the way, each at its own time.
         *
         * @return how far that has led
         */
        private long hours(long from, long to, boolean wasAway) {
            long at = from;
            long hour = ReplayForecasts.HOUR_MICROS;
            long end = Math.floorDiv(from, hour) * hour + hour;
            while (end <= to && forecasts.filter(ReplayForecasts::isWaiting).isPresent()) {
                go(at, end, wasAway);
                boolean tells = forecasts.get().run(Micros.instant(end));
                if (tells || (until.isPresent() && !wasAway)) {
                    turn(end);
                }
                at = end;
                end += hour;
            }
            return at;
        }

        private void seconds(long from, long to) {
            for (long at = from + SECOND_MICROS; at < to; at += SECOND_MICROS) {
                turn(at);
            }
        }

        /**
         * Clocks of tickets go on whatever is sent: each mark that one reaches before then has its
         * own turn, of the tickets alone.
         */
        private void clocks(long to) {
            Instant end = Micros.instant(to);
            Optional<Instant> next = cycle.nextWithTime().filter(at -> at.isBefore(end));
            while (next.isPresent()) {
                Instant at = next.get();
                tell(cycle.turnWithTime(at));
                // A mark that no rule wanted to know of is still the next one.
                next =
                        cycle.nextWithTime()
                                .filter(later -> later.isAfter(at) && later.isBefore(end));
            }
        }

        void finish() {
            turn(atMicros);
            long end = until.map(Micros::of).orElse(atMicros);
            if (end > atMicros) {
                seconds(hours(atMicros, end, false), end);
                turn(end);
            }
        }

        private void turn(long micros) {
            tell(cycle.turn(Micros.instant(micros)));
        }

        private void tell(List<CaseEvent> events) {
            try {
                for (CaseEvent event : events) {
                    listener.heard(event);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package millwright.collector.pipeline;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.history.History;
import millwright.collector.ingest.SampleBatch;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.policy.MaintenancePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges what comes in, once a second, and has the cases follow. */
public final class Pipeline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    /** The least that is read of the past at a start. */
    private static final Duration WARM_UP_MIN = Duration.ofMinutes(35);

    /** The most: a site may have limits that must hold for days. */
    private static final Duration WARM_UP_MAX = Duration.ofDays(7);

    private final IndicatorBoard board;
    private final DecisionCycle cycle;
    private final Duration warmUp;
    private final CaseStore cases;
    private final Consumer<CaseEvent> listener;
    private final InstantSource clock;
    private final Duration interval;
    private final Timer ticks;
    private final Counter failures;
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "judge");
                        thread.setDaemon(true);
                        return thread;
                    });
    private volatile boolean started;
    private boolean failing;

    /** Without forecasts. */
    public Pipeline(
            IndicatorBoard board,
            DecisionEngine engine,
            CaseStore cases,
            MaintenancePolicy policy,
            Consumer<CaseEvent> listener,
            InstantSource clock,
            MeterRegistry meters) {
        this(
                board,
                engine,
                cases,
                policy,
                Predictions.NONE,
                Optional.empty(),
                listener,
                clock,
                meters);
    }

    /**
     * @param predictions what the forecasts say
     * @param planning empty: no work is placed
     * @param listener hears what happened to the cases, after it is durable
     */
    public Pipeline(
            IndicatorBoard board,
            DecisionEngine engine,
            CaseStore cases,
            MaintenancePolicy policy,
            Predictions predictions,
            Optional<Planning> planning,
            Consumer<CaseEvent> listener,
            InstantSource clock,
            MeterRegistry meters) {
        this(board, engine, cases, policy, predictions, planning, listener, clock, meters, TICK);
    }

    Pipeline(
            IndicatorBoard board,
            DecisionEngine engine,
            CaseStore cases,
            MaintenancePolicy policy,
            Predictions predictions,
            Optional<Planning> planning,
            Consumer<CaseEvent> listener,
            InstantSource clock,
            MeterRegistry meters,
            Duration interval) {
        this.interval = requireNonNull(interval, "interval");
        this.board = requireNonNull(board, "board");
        this.cycle = new DecisionCycle(board, engine, cases, policy, predictions, planning);
        this.warmUp = warmUp(engine.longestWindow());
        this.cases = requireNonNull(cases, "cases");
        this.listener = requireNonNull(listener, "listener");
        this.clock = requireNonNull(clock, "clock");
        this.ticks =
                Timer.builder("millwright.judge.tick")
                        .description("How long one round of judging the fleet took.")
                        .register(meters);
        this.failures =
                Counter.builder("millwright.judge.failures")
                        .description("Rounds of judging that failed; the next one tries again.")
                        .register(meters);
    }

    /**
     * Fills the board with what history has of the last while, and with what tickets are open.
     * Before any sample.
     */
    public void warmUp(History history) {
        Instant now = clock.instant();
        board.rememberFrom(now.minus(warmUp));
        history.scan(now.minus(warmUp), now.plus(WARM_UP_MIN), board::remember);
        board.restore(cases.open());
    }

    /** Knows the open tickets, and nothing of what was measured before. */
    public void warmUpWithoutHistory() {
        board.rememberFrom(clock.instant());
        board.restore(cases.open());
    }

    /** Twice the longest sustain or rearm time: a breach and what led to it. */
    static Duration warmUp(Duration longestWindow) {
        Duration wanted = longestWindow.multipliedBy(2).plusMinutes(5);
        if (wanted.compareTo(WARM_UP_MIN) < 0) {
            return WARM_UP_MIN;
        }
        return wanted.compareTo(WARM_UP_MAX) > 0 ? WARM_UP_MAX : wanted;
    }

    /** Judges and decides by other rules from now on; nothing that comes meanwhile is lost. */
    public void reload(DecisionEngine engine, IndicatorMapping mapping) {
        cycle.reload(engine, mapping);
    }

    /**
     * Called with each batch once it is durable. What comes before the start has come before the
     * restart: it is what the last run had acknowledged and not stored.
     */
    public void accept(SampleBatch batch) {
        if (started) {
            board.accept(batch, clock.instant());
        } else {
            for (int i = 0; i < batch.size(); i++) {
                board.remember(batch.series(i), batch.micros(i), batch.value(i));
            }
        }
    }

    public void start() {
        started = true;
        var unused =
                ticker.scheduleWithFixedDelay(
                        this::tick,
                        interval.toMillis(),
                        interval.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** One turn. Whatever goes wrong in it must not end the judging. */
    void tick() {
        try {
            List<CaseEvent> events = ticks.recordCallable(() -> cycle.turn(clock.instant()));
            if (failing) {
                failing = false;
                log.info("Decisions are applied again; what waited has been caught up with.");
            }
            if (events != null) {
                events.forEach(this::tell);
            }
        } catch (Exception | Error e) {
            failures.increment();
            if (!failing) {
                failing = true;
                log.error("Decisions wait, nothing is lost; trying again each second.", e);
            }
        }
    }

    private void tell(CaseEvent event) {
        log.info(
                "{} {} {} {}: {}",
                event.type(),
                event.ticket().orElse("-"),
                event.priority(),
                event.key(),
                event.reason());
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            log.error("Nobody could be told of {} {}.", event.type(), event.key(), e);
        }
    }

    /** After a last turn: what has come is decided before this ends. */
    @Override
    public void close() {
        ticker.shutdown();
        try {
            if (!ticker.awaitTermination(10, TimeUnit.SECONDS)) {
                log.warn("The last judgement still runs after 10 s; stopping without it.");
                ticker.shutdownNow();
            } else if (started) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

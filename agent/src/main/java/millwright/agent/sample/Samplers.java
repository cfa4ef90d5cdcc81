package millwright.agent.sample;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import millwright.agent.budget.Budget;

/**
 * All samplers of this machine. One thread keeps the time; each reading runs on a thread of a small
 * pool, at most one of each sampler, so that none can hold up another.
 */
public final class Samplers implements AutoCloseable, MeterBinder {
    private static final Duration AGENT_INTERVAL = Duration.ofMinutes(1);
    private static final Duration LATE = Duration.ofSeconds(1);

    /**
     * The first readings come this soon, one after the other: who starts an agent looks at once.
     */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private static final Duration APART = Duration.ofMillis(20);

    private final List<SamplerTask> tasks;
    private final Map<String, String> tags;
    private final boolean spread;
    private final InstantSource clock;
    private final Consumer<SampleBatch> next;
    private final Runnable begin;
    private final Optional<Governor> governor;
    private final ScheduledExecutorService timekeeper;
    private final ThreadPoolExecutor workers;

    Samplers(
            List<SamplerTask> tasks,
            Map<String, String> tags,
            boolean spread,
            InstantSource clock,
            Consumer<SampleBatch> next) {
        this(tasks, tags, spread, clock, next, () -> {}, Optional.empty());
    }

    /**
     * @param begin called once when the samplers start
     */
    private Samplers(
            List<SamplerTask> tasks,
            Map<String, String> tags,
            boolean spread,
            InstantSource clock,
            Consumer<SampleBatch> next,
            Runnable begin,
            Optional<Governor> governor) {
        this.tasks = List.copyOf(tasks);
        this.tags = Map.copyOf(tags);
        this.spread = spread;
        this.clock = clock;
        this.next = next;
        this.begin = begin;
        this.governor = governor;
        this.timekeeper = Executors.newSingleThreadScheduledExecutor(daemon("sampler-ticks"));
        this.workers =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE, // at most one reading of each sampler is on
                        5, // most of the time nothing is read, and no thread is kept
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        daemon("sampler"));
    }

    /**
     * Of this machine; starts nothing.
     *
     * @param tags of every line; {@code host} is among them
     * @param probes read beside the machine's own samplers
     * @param budget past it, samplers are slowed and stopped
     * @param version of the agent
     * @param health asked once a minute
     * @param next takes each reading, on the sampler's thread
     */
    public static Samplers of(
            SamplersConfig config,
            Map<String, String> tags,
            List<ScheduledSampler> probes,
            Budget budget,
            String version,
            Supplier<AgentHealth> health,
            InstantSource clock,
            Consumer<SampleBatch> next) {
        Machine machine = Machine.here();
        Supplier<Duration> cpuTime = machine.threadCpuTime();
        List<SamplerTask> tasks = new ArrayList<>();
        machine.samplers(config)
                .forEach(
                        (name, sampler) ->
                                config.interval(name)
                                        .map(
                                                every ->
                                                        new SamplerTask(
                                                                name,
                                                                every,
                                                                sampler.get(),
                                                                cpuTime))
                                        .ifPresent(tasks::add));
        for (ScheduledSampler probe : probes) {
            tasks.add(new SamplerTask(probe.name(), probe.interval(), probe.sampler(), cpuTime));
        }
        Governor governor = new Governor(machine.ownProcess(), budget, tasks);
        Sampler agent = new AgentSampler(version, governor, health);
        tasks.add(new SamplerTask("millwright_agent", AGENT_INTERVAL, agent, cpuTime));
        return new Samplers(
                tasks,
                tags,
                config.spread(),
                clock,
                next,
                () -> machine.unreadable().tell(),
                Optional.of(governor));
    }

    /** Once; says first what this machine does not let the agent read. */
    public void start() {
        begin.run();
        Duration wait = SETTLING;
        for (SamplerTask task : tasks) {
            scheduleFirst(task, wait);
            wait = wait.plus(APART);
        }
    }

    /**
     * Calls from the thread that keeps the time, so that no more calls means no more readings.
     *
     * @param beat must not throw, and must not wait
     */
    public void onBeat(Duration every, Runnable beat) {
        var unused =
                timekeeper.scheduleWithFixedDelay(
                        beat, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Calls between readings: some time after each tick that samplers of an interval have.
     *
     * @param later less than the interval
     * @param quietly must not throw, and must not wait
     */
    public void onLull(Duration every, Duration later, Runnable quietly) {
        Instant now = clock.instant();
        Instant lull = ticks(every).after(now.minus(later)).plus(later);
        try {
            var unused =
                    timekeeper.schedule(
                            () -> {
                                quietly.run();
                                onLull(every, later, quietly);
                            },
                            Duration.between(now, lull).toNanos(),
                            TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            // close() has come between; there is no next lull
        }
    }

    /** Every sampler once, on this thread; not while started. */
    public List<SampleLine> sampleNow() {
        Instant at = clock.instant();
        List<SampleLine> lines = new ArrayList<>();
        for (SamplerTask task : tasks) {
            if (task.begin(at)) {
                task.read(at, tags, batch -> lines.addAll(batch.lines()));
            }
        }
        return lines;
    }

    /** Before its first tick, unless that is near: what is counted in between needs some time. */
    private void scheduleFirst(SamplerTask task, Duration wait) {
        Instant now = clock.instant();
        Instant tick = tickAfter(now, task);
        Instant early = now.plus(wait);
        schedule(task, now, early.plus(SETTLING).isBefore(tick) ? early : tick);
    }

    private void scheduleNext(SamplerTask task) {
        Instant now = clock.instant();
        schedule(task, now, tickAfter(now, task));
    }

    private Instant tickAfter(Instant now, SamplerTask task) {
        return ticks(task.interval()).after(now);
    }

    private Ticks ticks(Duration interval) {
        Duration phase =
                spread ? Ticks.phaseOf(tags.getOrDefault("host", ""), interval) : Duration.ZERO;
        return new Ticks(interval, phase);
    }

    private void schedule(SamplerTask task, Instant now, Instant tick) {
        long nanos = Duration.between(now, tick).toNanos();
        try {
            var unused = timekeeper.schedule(() -> fire(task, tick), nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            // close() has come between; there is no next tick
        }
    }

    private void fire(SamplerTask task, Instant tick) {
        if (task.isOff()) {
            scheduleNext(task);
            return;
        }
        Instant now = clock.instant();
        // After a suspend the tick may be hours ago, and the reading is of now.
        boolean isOnTime = Duration.between(tick, now).abs().compareTo(LATE) < 0;
        Instant at = isOnTime ? tick : now;
        if (task.begin(at)) {
            try {
                workers.execute(() -> task.read(at, tags, next));
            } catch (RejectedExecutionException closing) {
                return;
            }
        } else {
            task.tellOverdue(at, tags, next);
        }
        scheduleNext(task);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (SamplerTask task : tasks) {
            FunctionCounter.builder(
                            "millwright.agent.sampler.failures", task, SamplerTask::failures)
                    .description("Readings that failed or did not end in time.")
                    .tag("sampler", task.name())
                    .register(registry);
            FunctionTimer.builder(
                            "millwright.agent.sampler.readings",
                            task,
                            t -> t.cost().readings(),
                            t -> t.cost().total().toNanos(),
                            TimeUnit.NANOSECONDS)
                    .description("Readings that ended, and how long they took.")
                    .tag("sampler", task.name())
                    .register(registry);
            Gauge.builder("millwright.agent.sampler.interval", task, Samplers::intervalSeconds)
                    .baseUnit("seconds")
                    .description("From one reading to the next, at the present pace.")
                    .tag("sampler", task.name())
                    .register(registry);
            Gauge.builder("millwright.agent.sampler.shed", task, t -> t.isShed() ? 1 : 0)
                    .description("1 where the agent's budget has slowed or stopped it.")
                    .tag("sampler", task.name())
                    .register(registry);
            Gauge.builder("millwright.agent.sampler.running", task, t -> t.isOff() ? 0 : 1)
                    .description("0 where the agent's budget has stopped it.")
                    .tag("sampler", task.name())
                    .register(registry);
        }
        governor.ifPresent(known -> new BudgetMeters(known).bindTo(registry));
    }

    private static double intervalSeconds(SamplerTask task) {
        return task.interval().toMillis() / 1000.0;
    }

    /** Waits up to a second for readings that are on. */
    @Override
    public void close() {
        timekeeper.shutdownNow();
        workers.shutdown();
        try {
            if (!workers.awaitTermination(1, TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}

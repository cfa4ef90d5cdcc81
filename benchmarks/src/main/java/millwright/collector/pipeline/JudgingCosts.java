package millwright.collector.pipeline;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import millwright.collector.cases.CaseEvent;
import millwright.collector.cases.CaseStore;
import millwright.collector.cases.CaseStores;
import millwright.collector.ingest.SampleBatch;
import millwright.rules.decision.DecisionEngine;
import millwright.rules.decision.RuleSet;
import millwright.rules.decision.ThresholdTable;
import millwright.rules.indicator.DetectionPolicy;
import millwright.rules.policy.MaintenancePolicy;

/**
 * CPU milliseconds that judging a whole fleet takes for each 10 seconds of it: samples into the
 * board, ten turns of the rules, tickets in memory. Once as it is, and once with other rules taken
 * by another thread in the middle, which must decide and hold the same. CPU time of the thread that
 * judges, and so also on a busy machine; of the whole process beside it, with garbage collection
 * and compilers.
 */
public final class JudgingCosts {
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final int SECONDS = 10;

    /** Ticks that are not counted: every series is new in the first, and the JIT compiles. */
    private static final int WARM_UP = 12;

    private final JudgedFleet fleet;
    private final int ticks;
    private final DecisionEngine before = DecisionEngine.compile(RuleSet.shipped());
    private final DecisionEngine after;

    private JudgingCosts(JudgedFleet fleet, int ticks) {
        this.fleet = fleet;
        this.ticks = ticks;
        // Every disk gets another limit, by which no sample of this fleet is judged otherwise.
        String table = ThresholdTable.shipped().toCsv().replace("< 20,0,22,", "< 25,0,27,");
        this.after =
                DecisionEngine.compile(
                        RuleSet.shipped().withTable(ThresholdTable.csv("other.csv", table)));
    }

    /**
     * @param args hosts and ticks; 10,000 and 72 where they are left out
     */
    public static void main(String[] args) throws InterruptedException {
        int hosts = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int ticks = args.length > 1 ? Integer.parseInt(args[1]) : 72;
        JudgingCosts costs = new JudgingCosts(new JudgedFleet(hosts), ticks);
        System.out.printf(
                "%d hosts, %d indicators, %d samples a tick of %d s, %d ticks after %d%n",
                hosts,
                hosts * JudgedFleet.INDICATORS,
                hosts * JudgedFleet.SERIES,
                SECONDS,
                ticks - WARM_UP,
                WARM_UP);
        Outcome undisturbed = costs.run("undisturbed", false);
        Outcome reloaded = costs.run("with a reload", true);
        if (!undisturbed.equals(reloaded)) {
            throw new IllegalStateException(
                    "the reload changed what was decided or held: %s instead of %s; only with it %s"
                            .formatted(
                                    reloaded.summary(),
                                    undisturbed.summary(),
                                    reloaded.without(undisturbed)));
        }
        System.out.println("the reload dropped nothing: " + reloaded.summary());
    }

    /**
     * @param decided each event with the second of its turn, sorted
     * @param upToDate indicators whose latest judged sample is the latest that was sent
     */
    private record Outcome(List<String> decided, int upToDate) {
        String summary() {
            return "%d events, %d indicators up to date".formatted(decided.size(), upToDate);
        }

        List<String> without(Outcome other) {
            return decided.stream().filter(line -> !other.decided().contains(line)).toList();
        }
    }

    private Outcome run(String name, boolean withReload) throws InterruptedException {
        IndicatorBoard board =
                new IndicatorBoard(
                        fleet.catalog(),
                        IndicatorMapping.shipped(),
                        before::levels,
                        DetectionPolicy.standard(),
                        START);
        double[] threadMillis = new double[ticks - WARM_UP];
        double[] processMillis = new double[ticks - WARM_UP];
        List<String> decided = new ArrayList<>();
        try (CaseStore cases = CaseStores.inMemory()) {
            DecisionCycle cycle =
                    new DecisionCycle(board, before, cases, MaintenancePolicy.shipped());
            Thread reload = new Thread(() -> reload(cycle), "reload");
            for (int tick = 0; tick < ticks; tick++) {
                if (withReload && tick == (WARM_UP + ticks) / 2) {
                    reload.start();
                }
                long ofThread = threadNanos();
                long ofProcess = processNanos();
                tick(tick, board, cycle, decided);
                if (tick >= WARM_UP) {
                    threadMillis[tick - WARM_UP] = (threadNanos() - ofThread) / 1e6;
                    processMillis[tick - WARM_UP] = (processNanos() - ofProcess) / 1e6;
                }
            }
            reload.join();
        }
        report(name + ", judging thread", threadMillis);
        report(name + ", whole process ", processMillis);
        Collections.sort(decided);
        return new Outcome(List.copyOf(decided), upToDate(board));
    }

    private void reload(DecisionCycle cycle) {
        long from = threadNanos();
        cycle.reload(after, IndicatorMapping.shipped());
        System.out.printf("the reload itself: %.0f CPU ms%n", (threadNanos() - from) / 1e6);
    }

    private void tick(int tick, IndicatorBoard board, DecisionCycle cycle, List<String> decided) {
        for (int second = 0; second < SECONDS; second++) {
            Instant now = START.plusSeconds((long) tick * SECONDS + second);
            for (SampleBatch batch : fleet.second(tick, second, now)) {
                board.accept(batch, now);
            }
            for (CaseEvent event : cycle.turn(now)) {
                decided.add("%s %s".formatted(now, line(event)));
            }
        }
    }

    /** Without the reason, which quotes the limits. */
    private static String line(CaseEvent e) {
        return "%s %s %s %s".formatted(e.at(), e.type(), e.priority(), e.key());
    }

    private int upToDate(IndicatorBoard board) {
        int count = 0;
        for (HostView host : board.hosts()) {
            Instant last = host.lastSeen();
            boolean isRecent =
                    !last.isBefore(START.plus(Duration.ofSeconds((ticks - 1L) * SECONDS)));
            for (IndicatorView indicator : host.indicators()) {
                boolean isJudged =
                        indicator.judgement().map(j -> j.at().equals(last)).orElse(false);
                count += isRecent && isJudged ? 1 : 0;
            }
        }
        return count;
    }

    private static void report(String name, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                "%s: %.0f (%.0f–%.0f) CPU ms a tick%n",
                name, millis[millis.length / 2], millis[0], millis[millis.length - 1]);
    }

    private static long threadNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long processNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }
}

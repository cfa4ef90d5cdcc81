package millwright.collector.forecast;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import millwright.collector.cases.CaseStores;
import millwright.collector.cases.CasesConfig;
import millwright.rules.forecast.Forecast;
import millwright.rules.forecast.Forecaster;
import millwright.rules.forecast.SiteDays;
import millwright.rules.policy.ForecastPolicy;
import millwright.rules.policy.MaintenancePolicy;

/**
 * What forecasting a whole fleet costs: the job as the collector runs it, with its ledger in a
 * database file. CPU time of the thread that forecasts, and so also on a busy machine. First all
 * series for the first time, then hours in which all of them are forecast again, and what was said
 * before is scored.
 */
public final class ForecastingCosts {
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final int PORTION = 32;

    private ForecastingCosts() {}

    /**
     * @param args series, days of history and hours after the first; 20,000, 90 and 3 where they
     *     are left out
     */
    public static void main(String[] args) throws IOException {
        int series = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int days = args.length > 1 ? Integer.parseInt(args[1]) : 90;
        int hours = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        HourlyFleet fleet = new HourlyFleet(series, NOW.minus(Duration.ofDays(days)));
        ForecastPolicy policy = MaintenancePolicy.shipped().forecasts();
        Instant[] now = {NOW};
        Path folder = Files.createTempDirectory("forecasting-costs");
        try (CaseStores.Records records =
                CaseStores.openAll(CasesConfig.file(folder.resolve("cases")), () -> now[0])) {
            ForecastJob job =
                    new ForecastJob(
                            new ForecastInputs(
                                    fleet,
                                    fleet.catalog(),
                                    fleet,
                                    KnownMaintenance.NONE,
                                    SiteDays.UTC),
                            records.forecasts(),
                            new Forecaster(policy.terms())::forecast,
                            policy,
                            new ForecastTuning(Duration.ofDays(days), 8L << 30, 1),
                            Duration.ofDays(1095),
                            () -> now[0],
                            new SimpleMeterRegistry());
            read(job, series, days);
            run("the first time", job, series);
            for (int hour = 1; hour <= hours; hour++) {
                // The last second of an hour, when the last series of it is due.
                now[0] = NOW.plus(Duration.ofHours(hour + 1L)).minusSeconds(1);
                run("hour " + hour, job, series);
            }
            report(job);
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                System.out.printf("ledger: %d MiB%n", Files.size(file) >> 20);
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static void read(ForecastJob job, int series, int days) {
        long begin = threadNanos();
        for (int week = 0; week <= days / 7 + 7; week++) {
            var unused = job.turn(0);
        }
        double seconds = (threadNanos() - begin) / 1e9;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%d series, %d days: read in %.1f CPU-s (making the values included), heap %d"
                        + " MiB%n",
                series, days, seconds, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private static void run(String name, ForecastJob job, int series) {
        long begin = threadNanos();
        boolean isMore = true;
        while (isMore) {
            isMore = job.turn(PORTION);
        }
        double seconds = (threadNanos() - begin) / 1e9;
        System.out.printf(
                "%s: %.1f CPU-s, %.0f series a second, %.0f µs each; 100,000 take %.0f s%n",
                name, seconds, series / seconds, seconds * 1e6 / series, 1e5 * seconds / series);
    }

    private static void report(ForecastJob job) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        Map<String, Integer> verdicts = new TreeMap<>();
        for (Outlook outlook : job.all()) {
            String verdict =
                    outlook.forecast() instanceof Forecast.Unforecastable not
                            ? not.reason().name()
                            : "FORECAST";
            verdicts.merge(verdict, 1, Integer::sum);
        }
        System.out.printf(
                "%s; %d crossings told; heap %d MiB%n",
                verdicts,
                job.predicted().size(),
                (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private static long threadNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}

package millwright.collector.history;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;

/**
 * What storing and reading costs. Agents report every ten seconds what they measured in those ten;
 * every second a tenth of them, in one batch.
 *
 * <p>Arguments: hosts, series a host, seconds, batch a second (1) or a longer time.
 */
final class HistoryBenchmark {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private HistoryBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int hosts = Integer.parseInt(arguments[0]);
        int perHost = Integer.parseInt(arguments[1]);
        int seconds = Integer.parseInt(arguments[2]);
        int batchSeconds = Integer.parseInt(arguments[3]);
        Path folder = Files.createTempDirectory("history-benchmark");
        try {
            run(folder, hosts, perHost, seconds, batchSeconds);
            double opening = cpuSeconds();
            long wall = System.nanoTime();
            SeriesCatalog catalog = new SeriesCatalog();
            try (History history = Histories.open(HistoryConfig.of(folder), catalog)) {
                say("open again", cpuSeconds() - opening, wall);
                for (int i = 0; i < 3; i++) {
                    read(history, catalog.key(catalog.size() / 2), seconds);
                }
            }
            say("bytes on disk %,d".formatted(bytes(folder)), 0, System.nanoTime());
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private static void run(Path folder, int hosts, int perHost, int seconds, int batchSeconds) {
        SeriesCatalog catalog = new SeriesCatalog();
        try (History history = Histories.open(HistoryConfig.of(folder), catalog)) {
            for (int i = 0; i < hosts * perHost; i++) {
                catalog.id(
                        new SeriesKey(
                                "m" + i % perHost,
                                new TreeMap<>(Map.of("host", "host-" + i / perHost)),
                                "value"));
            }
            Random random = new Random(1);
            SampleBatch batch = new SampleBatch(hosts * perHost);
            double appendCpu = 0;
            long appendWall = 0;
            long worst = 0;
            long rows = 0;
            for (int second = 0; second < seconds; second++) {
                fill(batch, random, second, hosts, perHost);
                if (second % batchSeconds == batchSeconds - 1) {
                    double cpu = cpuSeconds();
                    long wall = System.nanoTime();
                    history.append(batch);
                    worst = Math.max(worst, System.nanoTime() - wall);
                    appendWall += System.nanoTime() - wall;
                    appendCpu += cpuSeconds() - cpu;
                    rows += batch.size();
                    batch.clear();
                }
            }
            say(
                    "%,d samples; for a million: CPU-s %.3f, s %.3f; worst batch ms %d"
                            .formatted(
                                    rows,
                                    appendCpu / rows * 1e6,
                                    appendWall / 1e3 / rows,
                                    worst / 1_000_000),
                    appendCpu,
                    System.nanoTime() - appendWall);
            double cpu = cpuSeconds();
            long wall = System.nanoTime();
            history.maintain(START.plusSeconds(seconds).plus(Duration.ofHours(2)));
            say("maintain", cpuSeconds() - cpu, wall);
        }
    }

    private static void fill(SampleBatch batch, Random random, int second, int hosts, int perHost) {
        long micros = START.getEpochSecond() * 1_000_000L + second * 1_000_000L;
        for (int host = second % 10; host < hosts; host += 10) {
            long at = micros - random.nextInt(10_000_000);
            for (int i = 0; i < perHost; i++) {
                batch.add(host * perHost + i, Math.max(0, at), random.nextDouble() * 100);
            }
        }
    }

    private static void read(History history, SeriesKey key, int seconds) {
        Instant end = START.plusSeconds(seconds);
        long wall = System.nanoTime();
        double cpu = cpuSeconds();
        List<Sample> all = history.range(key, START, end);
        say("range, all: %,d".formatted(all.size()), cpuSeconds() - cpu, wall);
        wall = System.nanoTime();
        cpu = cpuSeconds();
        List<Sample> hour = history.range(key, end.minus(Duration.ofHours(1)), end);
        say("range, last hour: %,d".formatted(hour.size()), cpuSeconds() - cpu, wall);
        wall = System.nanoTime();
        cpu = cpuSeconds();
        long count = history.count(end.minus(Duration.ofHours(1)), end);
        say("count, last hour: %,d".formatted(count), cpuSeconds() - cpu, wall);
        wall = System.nanoTime();
        cpu = cpuSeconds();
        int hours = history.hourly(key, START, end).size();
        say("hourly: %d".formatted(hours), cpuSeconds() - cpu, wall);
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean)
                                ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static void say(String what, double cpuSeconds, long sinceNanos) {
        System.out.printf(
                "%s (CPU-s %.2f, s %.3f)%n",
                what, cpuSeconds, (System.nanoTime() - sinceNanos) / 1e9);
    }
}

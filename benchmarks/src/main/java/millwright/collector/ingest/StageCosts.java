package millwright.collector.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU nanoseconds that each stage takes for one sample, of the thread that does it: unlike JMH's
 * wall time, that stands while others use the machine. Prints the least of several rounds.
 */
public final class StageCosts {
    private static final int HOSTS = 555; // 5000 lines a body
    private static final int SAMPLES = HOSTS * FleetLines.SERIES_OF_HOST;
    private static final int ROUNDS = 15;
    private static final int BODIES = 60;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private StageCosts() {}

    private interface Stage {
        int run() throws Exception;
    }

    public static void main(String[] args) throws Exception {
        for (int decimals : new int[] {2, 15}) {
            byte[] plain = FleetLines.tick(HOSTS, 1_700_000_000, decimals);
            byte[] gzip = FleetLines.gzip(plain);
            System.out.printf(
                    "%d decimals: %.1f bytes a sample, %.1f as gzip%n",
                    decimals, (double) plain.length / SAMPLES, (double) gzip.length / SAMPLES);
            BodyParser parser =
                    new BodyParser(
                            new SeriesDirectory(new SeriesCatalog(), ParseLimits.defaults()),
                            Long.MAX_VALUE);
            Gunzip gunzip = new Gunzip();
            byte[] window = new byte[128 << 10];
            report("gunzip", () -> inflate(gunzip, gzip, window));
            report("parse plain", () -> samples(parser, plain, false));
            report("gunzip and parse", () -> samples(parser, gzip, true));
            journal("journal without fsync", gzip, false);
            journal("journal with fsync", gzip, true);
        }
    }

    private static void journal(String name, byte[] gzip, boolean sync) throws Exception {
        Path folder = Files.createTempDirectory(Path.of("."), "stage-costs");
        try (Journal journal = Journal.open(folder, sync, 8 << 20, new SimpleMeterRegistry())) {
            report(
                    name,
                    () -> {
                        JournalRecord record =
                                new JournalRecord(
                                        Precision.SECONDS, true, 0, ByteBuffer.wrap(gzip));
                        journal.append(record).release();
                        return record.bytes();
                    });
        }
        Files.deleteIfExists(folder.resolve("lock"));
        Files.deleteIfExists(folder);
    }

    private static int inflate(Gunzip gunzip, byte[] gzip, byte[] window) throws Exception {
        gunzip.begin(gzip);
        int total = 0;
        int count;
        while ((count = gunzip.read(window, 0, window.length)) > 0) {
            total += count;
        }
        return total;
    }

    private static int samples(BodyParser parser, byte[] body, boolean gzip) throws Exception {
        BodyParser.Parsed parsed = parser.parse(body, gzip, Precision.SECONDS, 0);
        if (parsed.batch().size() != SAMPLES) {
            throw new IllegalStateException(parsed.rejections().toString());
        }
        return parsed.batch().size();
    }

    private static void report(String name, Stage stage) throws Exception {
        double least = Double.MAX_VALUE;
        long result = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long before = THREADS.getCurrentThreadCpuTime();
            for (int i = 0; i < BODIES; i++) {
                result += stage.run();
            }
            long nanos = THREADS.getCurrentThreadCpuTime() - before;
            least = Math.min(least, (double) nanos / BODIES / SAMPLES);
        }
        System.out.printf("  %-24s %7.1f ns (%x)%n", name, least, result);
    }
}

package millwright.collector.pipeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.Micros;

/**
 * Hosts with eight indicators each, every one sent each ten seconds, a tenth of the hosts in each
 * second. One host in 61 has a bad time of six minutes, one indicator after the other over the
 * hosts, from another tick on each; the others have values that go up and down and are good.
 */
final class JudgedFleet {
    static final int INDICATORS = 8;

    /** The error rate has two. */
    static final int SERIES = 9;

    private static final int BAD = 61;
    private static final int BAD_TICKS = 36;
    private static final int ONSETS = 30;
    private static final int BATCH = 4_500;
    private static final int REQUESTS_A_TICK = 100;

    private final SeriesCatalog catalog = new SeriesCatalog();
    private final int[] series;
    private final int hosts;

    JudgedFleet(int hosts) {
        this.hosts = hosts;
        this.series = new int[hosts * SERIES];
        for (int host = 0; host < hosts; host++) {
            String name = "host-%05d".formatted(host);
            int at = host * SERIES;
            series[at] = id(name, "cpu", "usage_active", "cpu", "cpu-total");
            series[at + 1] = id(name, "mem", "used_percent", "site", "one");
            series[at + 2] = id(name, "disk", "used_percent", "path", "/");
            series[at + 3] = id(name, "disk", "used_percent", "path", "/var");
            series[at + 4] = id(name, "disk", "inodes_used_percent", "path", "/");
            series[at + 5] = id(name, "db_connections", "used_percent", "server", "orders");
            series[at + 6] = id(name, "http_requests", "p95_seconds", "service", name);
            series[at + 7] = id(name, "http_requests", "requests", "service", name);
            series[at + 8] = id(name, "http_requests", "errors", "service", name);
        }
    }

    private int id(String host, String measurement, String field, String tag, String value) {
        return catalog.id(
                new SeriesKey(measurement, new TreeMap<>(Map.of("host", host, tag, value)), field));
    }

    SeriesCatalog catalog() {
        return catalog;
    }

    /** What comes in one second of a tick. */
    List<SampleBatch> second(int tick, int second, Instant at) {
        List<SampleBatch> batches = new ArrayList<>();
        SampleBatch batch = new SampleBatch(BATCH);
        for (int host = second; host < hosts; host += 10) {
            if (batch.size() + SERIES > BATCH) {
                batches.add(batch);
                batch = new SampleBatch(BATCH);
            }
            for (int n = 0; n < SERIES; n++) {
                batch.add(series[host * SERIES + n], Micros.of(at), value(host, n, tick));
            }
        }
        batches.add(batch);
        return batches;
    }

    private static double value(int host, int n, int tick) {
        int bad = host / BAD;
        int onset = 1 + bad % ONSETS;
        boolean isBad =
                host % BAD == 0
                        && bad % INDICATORS == Math.min(n, INDICATORS - 1)
                        && tick >= onset
                        && tick < onset + BAD_TICKS;
        int wave = (host * 7 + n * 3 + tick) % 20;
        return switch (n) {
            case 6 -> isBad ? 7 : 0.2 + wave / 50.0;
            case 7 -> (double) REQUESTS_A_TICK * (tick + 1);
            case 8 -> isBad ? 10.0 * (tick - onset + 1) : errorsAfter(host, tick, onset, bad);
            default -> isBad ? 93 : 40 + wave;
        };
    }

    /** The counter stays where the bad time has left it. */
    private static double errorsAfter(int host, int tick, int onset, int bad) {
        boolean wasBad =
                host % BAD == 0 && bad % INDICATORS == INDICATORS - 1 && tick >= onset + BAD_TICKS;
        return wasBad ? 10.0 * BAD_TICKS : 0;
    }
}

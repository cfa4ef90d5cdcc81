package millwright.collector.ingest;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time for one sample, from the bytes of a body to a batch. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LineProtocolParserBenchmark {
    private static final int HOSTS = 555; // 5000 lines a body
    private static final int SAMPLES = HOSTS * FleetLines.SERIES_OF_HOST;

    @Param({"2", "15"})
    private int decimals;

    private byte[] plain;
    private byte[] gzip;
    private BodyParser parser;

    @Setup
    public void prepare() {
        plain = FleetLines.tick(HOSTS, 1_700_000_000, decimals);
        gzip = FleetLines.gzip(plain);
        SeriesDirectory directory =
                new SeriesDirectory(new SeriesCatalog(), ParseLimits.defaults());
        parser = new BodyParser(directory, Long.MAX_VALUE);
    }

    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public SampleBatch plain() throws BodyParser.BadBody {
        return checked(parser.parse(plain, false, Precision.SECONDS, 0));
    }

    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public SampleBatch gzip() throws BodyParser.BadBody {
        return checked(parser.parse(gzip, true, Precision.SECONDS, 0));
    }

    /** What decompressing alone takes of {@link #gzip}. */
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public int gunzipOnly() throws Exception {
        Gunzip gunzip = new Gunzip();
        byte[] window = new byte[128 << 10];
        gunzip.begin(gzip);
        int total = 0;
        int count;
        while ((count = gunzip.read(window, 0, window.length)) > 0) {
            total += count;
        }
        return total;
    }

    private static SampleBatch checked(BodyParser.Parsed parsed) {
        if (parsed.batch().size() != SAMPLES) {
            throw new IllegalStateException(parsed.rejections().toString());
        }
        return parsed.batch();
    }
}

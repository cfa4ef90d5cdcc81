package millwright.collector.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Time for one append while others append too: with sync it is the disk's, shared by all. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JournalBenchmark {
    @Param({"true", "false"})
    private boolean sync;

    /** Of a gzip body: one host's push, and a relay's. */
    @Param({"400", "40000"})
    private int bytes;

    private Path folder;
    private Journal journal;
    private byte[] body;

    @Setup
    public void open() throws IOException {
        folder = Files.createTempDirectory(Path.of("."), "journal-benchmark");
        journal = Journal.open(folder, sync, 64 << 20, new SimpleMeterRegistry());
        body = new byte[bytes];
    }

    @TearDown
    public void close() throws IOException {
        journal.close();
        Files.deleteIfExists(folder.resolve("lock"));
        Files.deleteIfExists(folder);
    }

    @Benchmark
    @Threads(1)
    public void alone() throws IOException {
        append();
    }

    @Benchmark
    @Threads(16)
    public void sixteenAtOnce() throws IOException {
        append();
    }

    private void append() throws IOException {
        journal.append(new JournalRecord(Precision.SECONDS, true, 0, ByteBuffer.wrap(body)))
                .release();
    }
}

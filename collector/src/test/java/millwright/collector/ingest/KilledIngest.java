package millwright.collector.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import millwright.collector.http.HttpConfig;
import millwright.collector.http.HttpServer;

/** A process for {@link KillIT} to kill: takes writes, and stores samples as lines of a file. */
final class KilledIngest {
    private KilledIngest() {}

    /** Prints its port; ends well when its input ends. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        IngestConfig config =
                new IngestConfig(
                                folder.resolve("journal"),
                                true,
                                1 << 30,
                                1 << 14,
                                1_000_000,
                                Duration.ofMillis(50),
                                1 << 20,
                                ParseLimits.defaults(),
                                List.of(),
                                true)
                        .withoutTokens();
        SeriesCatalog catalog = new SeriesCatalog();
        try (FileChannel file =
                        FileChannel.open(
                                folder.resolve("stored"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND);
                Ingest ingest =
                        Ingest.open(
                                config,
                                catalog,
                                batch -> {},
                                batch -> store(catalog, file, batch),
                                InstantSource.system(),
                                new SimpleMeterRegistry());
                HttpServer server =
                        HttpServer.listen(HttpConfig.of("127.0.0.1", 0), ingest.routes())) {
            System.out.println(server.port());
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }

    private static void store(SeriesCatalog catalog, FileChannel file, SampleBatch batch) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < batch.size(); i++) {
            lines.append(catalog.key(batch.series(i)).host())
                    .append(' ')
                    .append(batch.micros(i) / 1_000_000)
                    .append('\n');
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(US_ASCII));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

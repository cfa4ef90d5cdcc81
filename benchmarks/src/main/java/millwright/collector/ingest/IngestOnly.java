package millwright.collector.ingest;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import millwright.collector.http.HttpConfig;
import millwright.collector.http.HttpServer;

/**
 * A collector that takes writes in and forgets them: HTTP, parser and journal without a store or
 * judging. {@code GET /count} tells how many samples it took. Ends when its input ends.
 */
public final class IngestOnly {
    private IngestOnly() {}

    /**
     * @param args the journal's folder, the port, and {@code os} for a journal without fsync
     */
    public static void main(String[] args) throws IOException {
        AtomicLong samples = new AtomicLong();
        IngestConfig config =
                IngestConfig.of(Path.of(args[0]), List.of())
                        .withoutTokens()
                        .withSync(args.length < 3 || !args[2].equals("os"));
        try (Ingest ingest =
                        Ingest.open(
                                config,
                                new SeriesCatalog(),
                                batch -> {},
                                batch -> samples.addAndGet(batch.size()),
                                InstantSource.system(),
                                new SimpleMeterRegistry());
                HttpServer server =
                        HttpServer.listen(
                                HttpConfig.of("127.0.0.1", Integer.parseInt(args[1])),
                                ingest.routes().get("/count", x -> x.json(200, samples.get())))) {
            System.out.println("listening on " + server.port());
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }
}

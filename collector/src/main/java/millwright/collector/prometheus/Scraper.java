package millwright.collector.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import millwright.collector.ingest.WriteRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks exporters where no Prometheus does. One that does not answer costs its own figures only; it
 * is told of once, and again when it is back.
 */
public final class Scraper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Scraper.class);
    private static final int THREADS_MAX = 8;

    private final Exporters exporters;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final HttpClient client =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final ScheduledExecutorService threads;

    /** One exporter, and how it did last. Its own task alone writes to it. */
    private static final class Target {
        private final ScrapeConfig config;
        private final Timer durations;
        private volatile boolean isUp;
        private boolean isTold;

        Target(ScrapeConfig config, MeterRegistry meters) {
            this.config = config;
            durations =
                    Timer.builder("millwright.scrape")
                            .description("How long exporters took to answer.")
                            .tag("target", config.name())
                            .register(meters);
            Gauge.builder("millwright.scrape.up", this, target -> target.isUp ? 1 : 0)
                    .description("1 where the newest scrape of an exporter was good.")
                    .tag("target", config.name())
                    .strongReference(true)
                    .register(meters);
        }
    }

    public Scraper(Exporters exporters, InstantSource clock, MeterRegistry meters) {
        this.exporters = exporters;
        this.clock = clock;
        this.meters = meters;
        threads =
                Executors.newScheduledThreadPool(
                        THREADS_MAX,
                        task -> {
                            Thread thread = new Thread(task, "scraper");
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Begins; each target has a phase of its own, the same after every start. */
    public void start(List<ScrapeConfig> configs) {
        for (ScrapeConfig config : configs) {
            Target target = new Target(config, meters);
            long every = config.interval().toMillis();
            long phase = Math.floorMod(config.name().hashCode() * 31L, Math.min(every, 5_000));
            var unused =
                    threads.scheduleAtFixedRate(
                            () -> scrape(target), phase, every, TimeUnit.MILLISECONDS);
        }
    }

    private void scrape(Target target) {
        try {
            ask(target);
            if (target.isTold) {
                LOG.info("{} answers again", target.config.url());
            }
            target.isUp = true;
            target.isTold = false;
        } catch (IOException | WriteRefused e) {
            failed(target, e.getMessage());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException bug) { // or this target is never asked again
            LOG.error("Scraping {} failed", target.config.url(), bug);
            failed(target, bug.toString());
        }
    }

    private static void failed(Target target, String why) {
        target.isUp = false;
        if (!target.isTold) {
            target.isTold = true;
            LOG.warn(
                    "{} (prometheus.scrape, {}) gives no figures: {}. It is asked every {} s on",
                    target.config.url(),
                    target.config.name(),
                    why,
                    target.config.interval().toSeconds());
        }
    }

    private void ask(Target target) throws IOException, WriteRefused, InterruptedException {
        exporters.checkRoom();
        ScrapeConfig config = target.config;
        long millis = clock.millis();
        long begin = System.nanoTime();
        String text = fetch(config);
        target.durations.record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        List<Series> series = Exposition.read(text, exporters::wants, config.allLabels(), millis);
        String reasons = exporters.accept(series, true, new Derivations.Tally());
        if (!reasons.isEmpty()) {
            throw new IOException("not all of it can be taken: " + reasons);
        }
    }

    private String fetch(ScrapeConfig config) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(config.url())
                        .timeout(config.timeout())
                        .header("Accept", "text/plain;version=0.0.4");
        config.token()
                .ifPresent(token -> request.header("Authorization", "Bearer " + token.reveal()));
        ByteArrayOutputStream body = new ByteArrayOutputStream(64 << 10);
        long bytesMax = config.bodyMax().bytes();
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(
                        request.build(),
                        BodyHandlers.ofByteArrayConsumer(
                                part -> part.ifPresent(bytes -> add(body, bytes, bytesMax))));
        try {
            int status =
                    answer.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status != 200) {
                throw new IOException("it answers with status " + status);
            }
            return body.toString(UTF_8);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(
                    "no whole answer within %s ms".formatted(config.timeout().toMillis()), e);
        } catch (ExecutionException e) {
            String why = e.getCause().getMessage();
            throw new IOException(why == null ? e.getCause().toString() : why, e);
        }
    }

    private static void add(ByteArrayOutputStream body, byte[] bytes, long bytesMax) {
        if (body.size() + (long) bytes.length > bytesMax) {
            throw new IllegalStateException(
                    "its answer is larger than %d bytes (body_max)".formatted(bytesMax));
        }
        body.writeBytes(bytes);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

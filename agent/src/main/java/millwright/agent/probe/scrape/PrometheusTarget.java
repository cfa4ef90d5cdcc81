package millwright.agent.probe.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import millwright.agent.probe.Target;
import millwright.agent.probe.TargetDownException;
import millwright.agent.probe.TargetDownException.Reason;
import millwright.agent.probe.fetch.Answer;
import millwright.agent.probe.fetch.Exchange;
import millwright.agent.probe.fetch.Fetcher;
import millwright.agent.sample.SampleBatch;

/**
 * Scrapes one endpoint. An answer that is wrong anywhere gives no sample at all, and what the
 * scrape before it counted stays what the next is compared with.
 */
final class PrometheusTarget implements Target {
    static final long BODY_BYTES_MAX = 8L << 20;

    private final PrometheusTargetConfig config;
    private final Fetcher fetcher;
    private final List<PoolReadings> pools;
    private final List<RequestReadings> requests;
    private final TakenMetrics taken;

    PrometheusTarget(PrometheusTargetConfig config, Fetcher fetcher) {
        this.config = config;
        this.fetcher = fetcher;
        this.pools = config.pools().stream().map(PoolReadings::new).toList();
        this.requests =
                config.requests().stream()
                        .map(
                                names ->
                                        new RequestReadings(
                                                names,
                                                config.errorStatus(),
                                                config.service(),
                                                config.serviceLabel()))
                        .toList();
        this.taken = new TakenMetrics(config.take());
    }

    @Override
    public void read(Instant at, SampleBatch batch) throws InterruptedException {
        pools.forEach(PoolReadings::begin);
        requests.forEach(RequestReadings::begin);
        taken.begin();
        try (Exchange exchange = fetcher.begin(config.schedule().timeout(), at)) {
            Answer answer = exchange.ask(config.request());
            if (answer.status() != 200) {
                throw new TargetDownException(
                        Reason.BAD_ANSWER,
                        "%s answers %d; expected is 200"
                                .formatted(answer.request().place(), answer.status()));
            }
            read(exchange, answer);
        }
        String target = config.schedule().name();
        pools.forEach(each -> each.tell(at, target, batch));
        requests.forEach(each -> each.tell(at, target, batch));
        taken.tell(at, target, batch);
        taken.begin(); // keeps nothing until the next time
    }

    private void read(Exchange exchange, Answer answer) throws InterruptedException {
        String place = answer.request().place();
        try (InputStream body = body(answer)) {
            Exposition.read(
                    body,
                    Exposition.Format.of(answer.header("Content-Type")),
                    this::isWanted,
                    this::take);
        } catch (BoundedInput.TooLargeException tooLarge) {
            throw new TargetDownException(
                    Reason.TOO_LARGE,
                    "%s answers %s".formatted(place, tooLarge.getMessage()),
                    tooLarge);
        } catch (TooManyException tooMany) {
            throw new TargetDownException(
                    Reason.TOO_LARGE, "%s has %s".formatted(place, tooMany.getMessage()), tooMany);
        } catch (ExpositionException refused) {
            throw new TargetDownException(
                    refused.isTooLarge() ? Reason.TOO_LARGE : Reason.BAD_ANSWER,
                    "what %s answers is no exposition: %s".formatted(place, refused.getMessage()),
                    refused);
        } catch (ZipException broken) {
            throw new TargetDownException(
                    Reason.BAD_ANSWER,
                    "what %s answers is no gzip: %s".formatted(place, broken.getMessage()),
                    broken);
        } catch (IOException broken) {
            throw exchange.down(answer.request(), broken);
        }
    }

    /** Bounded as it comes and as it is inflated: empty blocks inflate to nothing. */
    private static InputStream body(Answer answer) throws IOException {
        InputStream raw = new BoundedInput(answer.body(), BODY_BYTES_MAX);
        String encoding =
                answer.header("Content-Encoding")
                        .orElse("identity")
                        .strip()
                        .toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "identity", "" -> raw;
            case "gzip", "x-gzip" ->
                    new BoundedInput(new GZIPInputStream(raw, 8192), BODY_BYTES_MAX);
            default ->
                    throw new TargetDownException(
                            Reason.BAD_ANSWER,
                            "%s answers with Content-Encoding %s, which was not asked for"
                                    .formatted(answer.request().place(), encoding));
        };
    }

    private boolean isWanted(String name) {
        return pools.stream().anyMatch(each -> each.wants(name))
                || requests.stream().anyMatch(each -> each.wants(name))
                || taken.wants(name);
    }

    private void take(Metric metric) {
        pools.forEach(each -> each.take(metric));
        requests.forEach(each -> each.take(metric));
        taken.take(metric);
    }
}

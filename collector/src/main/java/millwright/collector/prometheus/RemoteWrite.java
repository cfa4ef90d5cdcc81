package millwright.collector.prometheus;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import millwright.collector.http.Exchange;
import millwright.collector.http.Handler;
import millwright.collector.ingest.Intake;
import millwright.collector.ingest.WriteRefused;

/**
 * Prometheus' remote write 1.0. 204: all was taken, or is of no use here. 400: the rest was taken,
 * and sending the same again would not help. 503: send it again.
 */
final class RemoteWrite implements Handler {
    private final Exporters exporters;
    private final Intake intake;
    private final long inflatedBytesMax;

    RemoteWrite(Exporters exporters, Intake intake, long inflatedBytesMax) {
        this.exporters = exporters;
        this.intake = intake;
        this.inflatedBytesMax = inflatedBytesMax;
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        int status = 204;
        try {
            write(exchange);
            exchange.empty(status);
        } catch (WriteRefused refused) {
            status = refused.status();
            refused.answer(exchange);
        }
        intake.answered(status);
    }

    private void write(Exchange exchange) throws IOException, WriteRefused {
        Optional<String> onlyHost = intake.admit(exchange);
        checkShape(exchange);
        byte[] message = Snappy.decompress(exchange.bodyBytes(), inflatedBytesMax);
        WriteRequest.Content content = WriteRequest.read(message, exporters::wants);
        if (onlyHost.isPresent()) {
            checkHosts(content.series(), onlyHost.get());
        }
        Derivations.Tally tally = new Derivations.Tally();
        tally.unmapped = content.unwantedSamples();
        content.bad().forEach(reason -> tally.reject(1, reason));
        String reasons = exporters.accept(content.series(), false, tally);
        if (!reasons.isEmpty()) {
            throw new WriteRefused(
                    400, "invalid", "Not all was taken, the rest is stored: " + reasons);
        }
    }

    private static void checkShape(Exchange exchange) throws WriteRefused {
        String encoding = exchange.header("Content-Encoding").orElse("").toLowerCase(Locale.ROOT);
        if (!encoding.equals("snappy")) {
            throw unsupported(
                    "Content-Encoding is \"%s\". Send remote write 1.0, compressed with snappy."
                            .formatted(encoding));
        }
        String type = exchange.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        boolean isOtherVersion =
                type.contains("proto=") && !type.contains("proto=prometheus.writerequest");
        if (!type.startsWith("application/x-protobuf") || isOtherVersion) {
            throw unsupported(
                    "Content-Type is \"%s\". Send remote write 1.0: application/x-protobuf."
                            .formatted(type));
        }
    }

    private static WriteRefused unsupported(String message) {
        return new WriteRefused(415, "unsupported media type", message);
    }

    private void checkHosts(List<Series> all, String own) throws WriteRefused {
        for (Series series : all) {
            String host = exporters.hostOf(series.labels()).orElse(own);
            if (!host.equals(own)) {
                throw new WriteRefused(
                        400,
                        "invalid",
                        "The host of %s is %s, and the token is that of %s alone, so nothing of this request is taken."
                                .formatted(series.labels(), host, own));
            }
        }
    }
}

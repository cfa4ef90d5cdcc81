package millwright.collector.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import millwright.collector.http.Exchange;
import millwright.collector.http.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers writes: authorized, read, durable, judged, queued for the store, in this order. */
final class Writes implements Handler, Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);
    private static final int REASONS_SHOWN = 3;

    /** Our clock in milliseconds since 1970, so that an agent can compare its own. */
    private static final String TIME_HEADER = "Millwright-Time";

    private final IngestConfig config;
    private final Tokens tokens;
    private final SeriesDirectory directory;
    private final Journal journal;
    private final SampleSink judge;
    private final StoreQueue queue;
    private final InstantSource clock;
    private final WriteMeters meters;
    private final ConcurrentLinkedQueue<BodyParser> parsers = new ConcurrentLinkedQueue<>();
    private volatile String journalFailure = "";
    private volatile boolean stopped;

    /** The answer of a write, as InfluxDB's clients read it, with our members behind. */
    private record Answer(
            String code, String message, int accepted, int rejected, List<Rejection> lines) {}

    Writes(
            IngestConfig config,
            SeriesDirectory directory,
            Journal journal,
            SampleSink judge,
            StoreQueue queue,
            InstantSource clock,
            MeterRegistry meters,
            Credentials credentials) {
        this.config = config;
        this.tokens = new Tokens(config.tokens(), config.open(), credentials);
        this.directory = directory;
        this.journal = journal;
        this.judge = judge;
        this.queue = queue;
        this.clock = clock;
        this.meters = new WriteMeters(meters);
    }

    void stop() {
        stopped = true;
    }

    Health.State journalState() {
        return journalFailure.isEmpty()
                ? Health.State.ready(
                        "%d bytes in %d segments".formatted(journal.bytes(), journal.segments()))
                : Health.State.unready(journalFailure);
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        int status;
        try {
            status = write(exchange);
        } catch (WriteRefused refused) {
            status = refused.status();
            refused.answer(withTime(exchange));
        }
        meters.request(status, 1);
    }

    @Override
    public Optional<String> admit(Exchange exchange) throws WriteRefused {
        return admitted(exchange).host();
    }

    @Override
    public Taken take(byte[] lines) throws WriteRefused {
        Precision precision = Precision.MILLISECONDS;
        long receivedMillis = clock.millis();
        BodyParser.Parsed parsed = parse(lines, false, precision, receivedMillis, Optional.empty());
        keep(parsed, new JournalRecord(precision, false, receivedMillis, ByteBuffer.wrap(lines)));
        meters.body(lines.length, parsed);
        return new Taken(parsed.accepted(), parsed.rejected(), parsed.rejections());
    }

    @Override
    public void answered(int status) {
        meters.request(status, 1);
    }

    private int write(Exchange exchange) throws IOException, WriteRefused {
        Tokens.Writer writer = admitted(exchange);
        if (writer.rotateAsked()) {
            exchange.with("Millwright-Rotate", "1");
        }
        Precision precision = precision(exchange);
        boolean gzip = isGzip(exchange);
        byte[] body = exchange.bodyBytes();
        long receivedMillis = clock.millis();
        BodyParser.Parsed parsed = parse(body, gzip, precision, receivedMillis, writer.host());
        if (parsed.foreign() > 0) {
            // The journal keeps whole bodies, and would bring these lines back at a restart.
            meters.body(body.length, parsed.allRefused());
            withTime(exchange).json(400, answer(parsed.allRefused()));
            return 400;
        }
        keep(parsed, new JournalRecord(precision, gzip, receivedMillis, ByteBuffer.wrap(body)));
        meters.body(body.length, parsed);
        if (parsed.rejected() == 0) {
            withTime(exchange).empty(204);
            return 204;
        }
        withTime(exchange).json(400, answer(parsed));
        return 400;
    }

    /** On the disk first, then judged and stored. */
    private void keep(BodyParser.Parsed parsed, JournalRecord record) throws WriteRefused {
        if (parsed.batch().isEmpty()) {
            return;
        }
        JournalSegment segment = append(record);
        judge.accept(parsed.batch());
        queue.add(parsed.batch(), segment);
    }

    /** As late as can be: what came before has taken its time. */
    private Exchange withTime(Exchange exchange) {
        return exchange.with(TIME_HEADER, Long.toString(clock.millis()));
    }

    private Tokens.Writer admitted(Exchange exchange) throws WriteRefused {
        Optional<Tokens.Writer> writer = tokens.writer(exchange);
        if (writer.isEmpty()) {
            throw new WriteRefused(
                    401,
                    "unauthorized",
                    exchange.header("Authorization").isPresent()
                            ? "This token is not known here, or was revoked. Use one that is in the"
                                    + " collector's token file, or enrol the agent again."
                            : "A token is needed: send the header Authorization: Token …");
        }
        checkRoom();
        return writer.get();
    }

    @Override
    public void checkRoom() throws WriteRefused {
        if (stopped) {
            throw WriteRefused.unavailable("The collector is stopping. Try again soon.");
        }
        if (queue.isFull()) {
            throw WriteRefused.unavailable(
                    "%d samples wait for the store (ingest.queue_max %d). Try again soon; keep the samples."
                            .formatted(queue.samples(), config.queueSamplesMax()));
        }
        if (journal.bytes() > config.journalBytesMax()) {
            throw WriteRefused.unavailable(
                    "The journal holds %d bytes (ingest.journal_max %d). Try again soon; keep the samples."
                            .formatted(journal.bytes(), config.journalBytesMax()));
        }
    }

    private static Precision precision(Exchange exchange) throws WriteRefused {
        Optional<String> text = exchange.query("precision").filter(value -> !value.isEmpty());
        return text.isEmpty()
                ? Precision.NANOSECONDS
                : Precision.parse(text.get())
                        .orElseThrow(
                                () ->
                                        new WriteRefused(
                                                400,
                                                "invalid",
                                                "precision=%s is unknown. Use ns, us, ms or s."
                                                        .formatted(text.get())));
    }

    private static boolean isGzip(Exchange exchange) throws WriteRefused {
        String encoding = exchange.header("Content-Encoding").orElse("identity");
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "gzip", "x-gzip" -> true;
            case "identity", "" -> false;
            default ->
                    throw new WriteRefused(
                            415,
                            "unsupported media type",
                            "Content-Encoding %s is unknown. Send gzip, or nothing compressed."
                                    .formatted(encoding));
        };
    }

    private BodyParser.Parsed parse(
            byte[] body,
            boolean gzip,
            Precision precision,
            long receivedMillis,
            Optional<String> host)
            throws WriteRefused {
        BodyParser parser = parsers.poll();
        if (parser == null) {
            parser = new BodyParser(directory, config.inflatedBytesMax());
        }
        try {
            return parser.parse(body, gzip, precision, receivedMillis, host);
        } catch (BodyParser.BadBody e) {
            throw new WriteRefused(
                    e.status(),
                    e.status() == 413 ? "request too large" : "invalid",
                    e.getMessage());
        } finally {
            parsers.add(parser);
        }
    }

    private JournalSegment append(JournalRecord record) throws WriteRefused {
        try {
            JournalSegment segment = journal.append(record);
            if (!journalFailure.isEmpty()) {
                LOG.info("The journal in {} takes writes again", config.journal());
                journalFailure = "";
            }
            return segment;
        } catch (IOException e) {
            if (journalFailure.isEmpty()) {
                LOG.error(
                        "Cannot write to the journal in {}: {}. Writes are put off until it works"
                                + " again; free some space, or make it writable",
                        config.journal(),
                        e.toString());
            }
            journalFailure = "cannot write to %s: %s".formatted(config.journal(), e.getMessage());
            throw WriteRefused.unavailable(
                    "The collector cannot write to its disk. Try again later; keep the samples.");
        }
    }

    private static Answer answer(BodyParser.Parsed parsed) {
        String reasons =
                parsed.rejections().stream()
                        .limit(REASONS_SHOWN)
                        .map(bad -> "line %d: %s".formatted(bad.line(), bad.reason()))
                        .collect(Collectors.joining("; "));
        String message =
                "%d of %d lines refused%s: %s%s"
                        .formatted(
                                parsed.rejected(),
                                parsed.rejected() + parsed.accepted(),
                                parsed.accepted() > 0 ? ", the others are stored" : "",
                                reasons,
                                parsed.rejected() > REASONS_SHOWN ? "; …" : "");
        return new Answer(
                "invalid", message, parsed.accepted(), parsed.rejected(), parsed.rejections());
    }
}

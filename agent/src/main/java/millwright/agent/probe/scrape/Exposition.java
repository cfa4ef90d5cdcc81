package millwright.agent.probe.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Reads the Prometheus text format 0.0.4 and OpenMetrics 1.0 line by line, keeping nothing. Every
 * line is checked, wanted or not. Comments, types and exemplars are passed over, and so are the
 * times of samples.
 */
final class Exposition {
    static final int SAMPLES_MAX = 200_000;

    /** What the two differ in, as far as it matters here. */
    enum Format {
        PROMETHEUS,
        /** Ends with a word, has exemplars, and has no empty lines. */
        OPEN_METRICS;

        static Format of(Optional<String> contentType) {
            return contentType
                            .orElse("")
                            .toLowerCase(Locale.ROOT)
                            .startsWith("application/openmetrics-text")
                    ? OPEN_METRICS
                    : PROMETHEUS;
        }
    }

    private final Format format;
    private final Predicate<String> wanted;
    private final Consumer<Metric> next;
    private int samples;

    private Exposition(Format format, Predicate<String> wanted, Consumer<Metric> next) {
        this.format = format;
        this.wanted = wanted;
        this.next = next;
    }

    /**
     * @param wanted by a metric's name
     * @param next gets what is wanted, in the order of the lines, also before a line that is wrong
     * @throws ExpositionException if one line is wrong, or there are too many
     */
    static void read(InputStream in, Format format, Predicate<String> wanted, Consumer<Metric> next)
            throws IOException, ExpositionException {
        new Exposition(format, wanted, next).read(new Lines(in));
    }

    private void read(Lines lines) throws IOException, ExpositionException {
        boolean hasEnded = false;
        Optional<String> line = lines.read();
        while (line.isPresent()) {
            if (hasEnded) {
                throw ExpositionException.malformed(lines.number(), "stands after # EOF");
            }
            hasEnded = format == Format.OPEN_METRICS && line.get().equals("# EOF");
            if (!hasEnded) {
                read(line.get(), lines.number());
            }
            line = lines.read();
        }
        if (format == Format.OPEN_METRICS && !hasEnded) {
            throw ExpositionException.malformed(lines.number(), "should be # EOF");
        }
    }

    private void read(String line, int number) throws ExpositionException {
        if (line.startsWith("#")) {
            return;
        }
        if (line.isBlank()) {
            if (format == Format.OPEN_METRICS) {
                throw ExpositionException.malformed(number, "is empty");
            }
            return;
        }
        samples++;
        if (samples > SAMPLES_MAX) {
            throw ExpositionException.tooLarge("more than %d samples".formatted(SAMPLES_MAX));
        }
        new SampleLineParser(line, number, format).parse(wanted).ifPresent(next);
    }
}

package millwright.collector.pipeline;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import millwright.collector.ingest.Precision;
import millwright.collector.ingest.RecordedLines;
import millwright.collector.ingest.Rejection;
import millwright.collector.ingest.SampleBatch;
import millwright.collector.ingest.SeriesCatalog;
import millwright.collector.ingest.SeriesKey;
import millwright.rules.indicator.IndicatorKey;

/** Reads recordings: line protocol, or {@code epoch_seconds,value} with its series named apart. */
final class RecordingReader {
    private static final int PROBLEMS_SHOWN = 20;

    private final Optional<Precision> precision;

    /**
     * @throws IllegalArgumentException if there is no such precision
     */
    RecordingReader(Optional<String> precision) {
        this.precision =
                precision.map(
                        text ->
                                Precision.parse(text)
                                        .orElseThrow(
                                                () ->
                                                        new IllegalArgumentException(
                                                                "--precision %s is unknown: write ns, us, ms or s"
                                                                        .formatted(text))));
    }

    /**
     * @param series of the CSV files: none, one for all, or one for each file
     * @throws IllegalArgumentException if a CSV file has no series, or the numbers differ
     * @throws IOException if a file cannot be read; says which and why
     */
    Recording read(List<Path> files, List<String> series) throws IOException {
        List<IndicatorKey> keys = series.stream().map(Recording::parseKey).toList();
        if (keys.size() > 1 && keys.size() != files.size()) {
            throw new IllegalArgumentException(
                    "%d --series for %d files: give one for all of them, or one for each"
                            .formatted(keys.size(), files.size()));
        }
        Reading reading = new Reading();
        for (int i = 0; i < files.size(); i++) {
            Optional<IndicatorKey> key =
                    keys.isEmpty()
                            ? Optional.empty()
                            : Optional.of(keys.get(keys.size() == 1 ? 0 : i));
            reading.file(files.get(i), key);
        }
        return reading.recording();
    }

    /** One call's state. */
    private final class Reading {
        private final SeriesCatalog catalog = new SeriesCatalog();
        private final RecordedLines lines = new RecordedLines(catalog);
        private final SampleBatch samples = new SampleBatch(1024);
        private final Map<Integer, IndicatorKey> direct = new TreeMap<>();
        private final List<String> problems = new ArrayList<>();
        private int problemCount;

        void file(Path file, Optional<IndicatorKey> key) throws IOException {
            byte[] content = content(file);
            if (key.isPresent()) {
                csv(file, content, key.get());
            } else if (CsvSeries.looksLike(content)) {
                throw new IllegalArgumentException(
                        file
                                + " holds epoch_seconds,value and does not say of what: add"
                                + " --series host,indicator,resource such as db-07,disk_free,/var");
            } else {
                lineProtocol(file, content);
            }
        }

        private void csv(Path file, byte[] content, IndicatorKey key) {
            Map<String, String> tags = Map.of("host", key.host(), "resource", key.resource());
            int id = catalog.id(new SeriesKey("csv", new TreeMap<>(tags), key.indicator()));
            direct.put(id, key);
            CsvSeries.read(
                    content,
                    id,
                    samples,
                    (line, wrong) -> problem("%s line %d: %s".formatted(file, line, wrong), 1));
        }

        private void lineProtocol(Path file, byte[] content) {
            Precision unit =
                    precision
                            .or(() -> TimestampSize.precision(content))
                            .orElse(Precision.NANOSECONDS);
            RecordedLines.Result result = lines.read(content, unit, samples);
            for (Rejection rejection : result.rejections()) {
                problem(
                        "%s line %d: %s (%s)"
                                .formatted(
                                        file,
                                        rejection.line(),
                                        rejection.reason(),
                                        rejection.excerpt()),
                        1);
            }
            problemCount += result.rejected() - result.rejections().size();
            if (result.withoutTime() > 0) {
                problem(
                        "%s: %d samples have no timestamp, so nobody knows when they were true"
                                .formatted(file, result.withoutTime()),
                        1);
            }
        }

        private void problem(String text, int count) {
            problemCount += count;
            if (problems.size() < PROBLEMS_SHOWN) {
                problems.add(text);
            }
        }

        Recording recording() {
            List<Recording.Direct> bound = new ArrayList<>();
            direct.forEach((id, key) -> bound.add(new Recording.Direct(id, key)));
            return new Recording(catalog, samples, bound, problems, problemCount);
        }
    }

    static byte[] content(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a folder; name the files in it.");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(2);
            boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return gzip ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist.", e);
        } catch (IOException e) {
            throw new IOException("%s cannot be read (%s).".formatted(file, e), e);
        }
    }
}

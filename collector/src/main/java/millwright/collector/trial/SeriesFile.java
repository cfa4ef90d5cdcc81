package millwright.collector.trial;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import millwright.rules.forecast.Observations;

/** Reads lines of {@code epoch_seconds,value}; a missing value is a gap. */
final class SeriesFile {
    private static final int HEADER_LINES_MAX = 1;

    private long[] seconds = new long[4096];
    private double[] values = new double[4096];
    private int size;

    private SeriesFile() {}

    /**
     * Looks for {@code ID.csv.gz} and {@code ID.csv}, in the folder itself and in its {@code
     * series}.
     *
     * @throws IOException if there is none, or it cannot be read
     */
    static Observations find(Path folder, String id) throws IOException {
        for (Path in : List.of(folder, folder.resolve("series"))) {
            for (String end : List.of(".csv.gz", ".csv")) {
                Path file = in.resolve(id + end).normalize();
                if (file.startsWith(in.normalize()) && Files.isRegularFile(file)) {
                    return read(file);
                }
            }
        }
        throw new IOException(
                "There is no %s.csv.gz in %s or in its series/. Name the folder that holds the series with --data."
                        .formatted(id, folder));
    }

    static Observations read(Path file) throws IOException {
        SeriesFile read = new SeriesFile();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !read.line(line) && number > HEADER_LINES_MAX) {
                    throw new IOException(
                            "%s line %d: \"%s\" is not epoch_seconds,value."
                                    .formatted(file, number, line));
                }
            }
        }
        return Observations.of(
                Arrays.copyOf(read.seconds, read.size), Arrays.copyOf(read.values, read.size));
    }

    private static InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file));
        return file.getFileName().toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
    }

    /**
     * @return whether it is a line of the format
     */
    private boolean line(String line) {
        int comma = line.indexOf(',');
        if (comma < 0) {
            return false;
        }
        String value = line.substring(comma + 1).strip();
        try {
            double second = Double.parseDouble(line.substring(0, comma));
            if (!value.isEmpty()) {
                add(Math.round(second), Double.parseDouble(value));
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private void add(long second, double value) {
        if (size == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        seconds[size] = second;
        values[size] = value;
        size++;
    }
}

package millwright.collector.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import millwright.collector.ingest.SampleBatch;
import millwright.rules.indicator.Micros;

/** Reads lines of {@code epoch_seconds,value}: one series, whose name the file does not say. */
final class CsvSeries {
    private CsvSeries() {}

    /** Whether the first line looks like it, header or not. */
    static boolean looksLike(byte[] content) {
        String first =
                new String(content, 0, Math.min(content.length, 200), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse("");
        return isHeader(first) || first.matches("\\s*-?[0-9.]+\\s*,\\s*-?[0-9.eE+-]+\\s*");
    }

    /**
     * @param problems hears the line's number and what is wrong with it
     */
    static void read(
            byte[] content, int series, SampleBatch samples, BiConsumer<Integer, String> problems) {
        List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#") || (i == 0 && isHeader(line))) {
                continue;
            }
            String wrong = readLine(line, series, samples);
            if (!wrong.isEmpty()) {
                problems.accept(i + 1, wrong);
            }
        }
    }

    private static String readLine(String line, int series, SampleBatch samples) {
        int comma = line.indexOf(',');
        try {
            double seconds = Double.parseDouble(line.substring(0, Math.max(0, comma)));
            double value = Double.parseDouble(line.substring(comma + 1));
            if (!Double.isFinite(value) || Math.abs(seconds) > 1e12) {
                return "\"%s\" is out of range".formatted(line);
            }
            samples.add(series, Math.round(seconds * Micros.A_SECOND), value);
            return "";
        } catch (NumberFormatException e) {
            return "\"%s\" is not epoch_seconds,value".formatted(line);
        }
    }

    private static boolean isHeader(String line) {
        return line.strip().matches("[A-Za-z_]+\\s*,\\s*[A-Za-z_]+.*") && !line.contains("=");
    }
}

package millwright.collector.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A recording of a file system that fills steadily: a value every ten minutes, with a ripple of a
 * few hundredths of a percent, as log files come and go.
 */
final class FillingDisk {
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final ZoneId KUWAIT = ZoneId.of("Asia/Kuwait");

    private final Instant start;
    private final double freeAtStart;
    private final double percentADay;

    /**
     * @param start in Kuwait
     */
    FillingDisk(String start, double freeAtStart, double percentADay) {
        this.start = LocalDateTime.parse(start).atZone(KUWAIT).toInstant();
        this.freeAtStart = freeAtStart;
        this.percentADay = percentADay;
    }

    /** CSV of percent free, until then. */
    Path record(Path folder, Duration length) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; STEP.multipliedBy(i).compareTo(length) <= 0; i++) {
            Instant at = start.plus(STEP.multipliedBy(i));
            lines.add(
                    String.format(Locale.ROOT, "%d,%.3f", at.getEpochSecond(), free(i / 144.0, i)));
        }
        return Files.write(folder.resolve("disk.csv"), lines);
    }

    private double free(double days, int number) {
        return freeAtStart - percentADay * days + 0.03 * Math.sin(number * 1.7);
    }
}

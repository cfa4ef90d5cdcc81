package millwright.collector.trial;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import millwright.rules.indicator.Direction;

/** Reads the cases: of crossings where there is a column {@code threshold}, else of the course. */
final class CaseTable {
    private static final List<String> NEEDED =
            List.of("case_id", "series_id", "cut_epoch", "horizon_seconds");

    private CaseTable() {}

    /**
     * @return in the file's order; all have a threshold, or none has
     * @throws IOException if it cannot be read; says the line and what is wrong with it
     */
    static List<TrialCase> read(Path file) throws IOException {
        List<TrialCase> cases = new ArrayList<>();
        for (Table.Row row : Table.read(file, NEEDED).rows()) {
            cases.add(read(row));
        }
        long crossings = cases.stream().filter(c -> c.threshold().isPresent()).count();
        if (crossings != 0 && crossings != cases.size()) {
            throw new IOException(
                    "%s: %d of %d cases have a threshold. Give it to all, or to none for forecasts of the course."
                            .formatted(file, crossings, cases.size()));
        }
        return cases;
    }

    private static TrialCase read(Table.Row row) throws IOException {
        long horizonSeconds = row.whole("horizon_seconds");
        if (horizonSeconds < 3600 || horizonSeconds > 366L * 86_400) {
            throw row.wrong(
                    "horizon_seconds",
                    horizonSeconds + " is not from 3600 (an hour) to 31622400 (366 days)");
        }
        Optional<Double> threshold = row.number("threshold");
        return new TrialCase(
                row.text("case_id"),
                row.text("series_id"),
                Instant.ofEpochSecond(row.whole("cut_epoch")),
                Duration.ofSeconds(horizonSeconds),
                threshold.map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
                direction(row));
    }

    private static Direction direction(Table.Row row) throws IOException {
        String word = row.find("direction").orElse("above");
        try {
            return Direction.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw row.wrong("direction", "\"%s\" is neither above nor below".formatted(word));
        }
    }
}

package millwright.collector.trial;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A small CSV file with a header, whose errors name the file, the line and the column. */
final class Table {
    private final Path file;
    private final List<Row> rows = new ArrayList<>();

    private Table(Path file) {
        this.file = file;
    }

    /**
     * @throws IOException if it is not there, is no CSV, or lacks one of the columns
     */
    static Table read(Path file, List<String> needed) throws IOException {
        Table table = new Table(file);
        CSVFormat format =
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .setTrim(true)
                        .get();
        try (Reader in = Files.newBufferedReader(file);
                CSVParser parser = CSVParser.parse(in, format)) {
            List<String> missing = new ArrayList<>(needed);
            missing.removeAll(parser.getHeaderNames());
            if (!missing.isEmpty()) {
                throw new IOException(
                        "%s has no column %s. Its first line must name: %s."
                                .formatted(
                                        file,
                                        String.join(", ", missing),
                                        String.join(",", needed)));
            }
            for (CSVRecord row : parser) {
                table.rows.add(table.new Row(parser.getCurrentLineNumber(), values(row)));
            }
            return table;
        } catch (NoSuchFileException e) {
            throw new IOException(file + " does not exist.", e);
        } catch (IllegalArgumentException | java.io.UncheckedIOException e) {
            throw new IOException("%s is no CSV file: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private static Map<String, String> values(CSVRecord row) {
        return new LinkedHashMap<>(row.toMap());
    }

    List<Row> rows() {
        return rows;
    }

    /** A line of it. */
    final class Row {
        private final long line;
        private final Map<String, String> values;

        private Row(long line, Map<String, String> values) {
            this.line = line;
            this.values = values;
        }

        /** Empty where the column is missing, or nothing is in it. */
        Optional<String> find(String column) {
            return Optional.ofNullable(values.get(column)).filter(text -> !text.isEmpty());
        }

        String text(String column) throws IOException {
            return find(column).orElseThrow(() -> wrong(column, "is empty"));
        }

        long whole(String column) throws IOException {
            String text = text(column);
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                throw wrong(column, "\"%s\" is no whole number".formatted(text));
            }
        }

        Optional<Double> number(String column) throws IOException {
            Optional<String> text = find(column);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            try {
                double number = Double.parseDouble(text.get());
                if (Double.isFinite(number)) {
                    return Optional.of(number);
                }
            } catch (NumberFormatException said) {
                // below, with the place
            }
            throw wrong(column, "\"%s\" is no finite number".formatted(text.get()));
        }

        IOException wrong(String column, String what) {
            return new IOException("%s line %d: %s %s.".formatted(file, line, column, what));
        }
    }
}

package millwright.collector.pipeline;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import millwright.collector.cases.CaseEvent;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Prints decisions: one JSON object a line, CSV with a header, or a table for people. */
abstract class ReplayPrinter {
    private static final String[] COLUMNS = {
        "at",
        "type",
        "case",
        "host",
        "indicator",
        "resource",
        "priority",
        "rule",
        "reason",
        "evidence"
    };

    /**
     * @throws IllegalArgumentException if there is no such format
     */
    static ReplayPrinter of(String format, Appendable out) {
        return switch (format) {
            case "json" -> new Json(out);
            case "csv" -> new Csv(out);
            case "table" -> new Table(out);
            default ->
                    throw new IllegalArgumentException(
                            "--format " + format + " is unknown: write json, csv or table");
        };
    }

    abstract void begin() throws IOException;

    abstract void print(CaseEvent event) throws IOException;

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(new Jdk8Module())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .build();

    private static Map<String, Object> columns(CaseEvent event) {
        Map<String, Object> values = new LinkedHashMap<>();
        List<Object> inOrder =
                List.of(
                        event.at(),
                        event.type(),
                        event.ticket().orElse(""),
                        event.key().host(),
                        event.key().indicator(),
                        event.key().resource(),
                        event.priority(),
                        event.rule(),
                        event.reason(),
                        event.evidence());
        for (int i = 0; i < COLUMNS.length; i++) {
            values.put(COLUMNS[i], inOrder.get(i));
        }
        return values;
    }

    private static final class Json extends ReplayPrinter {
        private final Appendable out;

        Json(Appendable out) {
            this.out = out;
        }

        @Override
        void begin() {}

        @Override
        void print(CaseEvent event) throws IOException {
            out.append(MAPPER.writeValueAsString(columns(event))).append('\n');
        }
    }

    private static final class Csv extends ReplayPrinter {
        private final Appendable out;

        Csv(Appendable out) {
            this.out = out;
        }

        @Override
        void begin() throws IOException {
            printer().printRecord((Object[]) COLUMNS);
        }

        @Override
        void print(CaseEvent event) throws IOException {
            Map<String, Object> values = columns(event);
            values.put(
                    "evidence",
                    event.evidence().isPresent()
                            ? MAPPER.writeValueAsString(event.evidence().get())
                            : "");
            printer().printRecord(values.values());
        }

        private CSVPrinter printer() throws IOException {
            return new CSVPrinter(out, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get());
        }
    }

    private static final class Table extends ReplayPrinter {
        private static final String ROW = "%-24s  %-18s %-9s %-2s  %-40s  %s%n";
        private final Appendable out;

        Table(Appendable out) {
            this.out = out;
        }

        @Override
        void begin() throws IOException {
            out.append(row("at", "type", "case", "", "what", "reason"));
        }

        @Override
        void print(CaseEvent event) throws IOException {
            out.append(
                    row(
                            event.at().toString(),
                            event.type(),
                            event.ticket().orElse("-"),
                            event.priority().name(),
                            event.key().toString(),
                            event.reason()));
        }

        private static String row(Object... cells) {
            return String.format(Locale.ROOT, ROW.replace("%n", "\n"), cells);
        }
    }
}

package millwright.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import millwright.agent.sample.SampleLine;

/** Samples for people: a line for each, what belongs together under one head. */
final class SampleTable {
    private SampleTable() {}

    private record Row(String resource, String field, String value) {}

    /**
     * @param hidden tags that every line has
     */
    static String of(List<SampleLine> lines, Map<String, String> hidden) {
        StringBuilder table = new StringBuilder();
        String measurement = "";
        List<Row> rows = new ArrayList<>();
        for (SampleLine line : lines) {
            if (!line.measurement().equals(measurement)) {
                write(measurement, rows, table);
                measurement = line.measurement();
                rows.clear();
            }
            line.fields().forEach((field, value) -> rows.add(row(line, hidden, field, value)));
        }
        write(measurement, rows, table);
        return table.toString();
    }

    private static Row row(
            SampleLine line, Map<String, String> hidden, String field, Object value) {
        List<String> resource = new ArrayList<>();
        line.tags()
                .forEach(
                        (name, tag) -> {
                            if (!hidden.containsKey(name)) {
                                resource.add(name + "=" + tag);
                            }
                        });
        return new Row(String.join(" ", resource), field, words(field, value));
    }

    private static void write(String measurement, List<Row> rows, StringBuilder table) {
        if (rows.isEmpty()) {
            return;
        }
        int width = rows.stream().mapToInt(row -> row.field().length()).max().orElse(0);
        table.append(measurement).append('\n');
        String resource = "";
        for (Row row : rows) {
            if (!row.resource().equals(resource)) {
                resource = row.resource();
                table.append("  ").append(resource).append('\n');
            }
            table.append("    ").append(row.field());
            table.append(" ".repeat(width - row.field().length() + 2));
            table.append(row.value()).append('\n');
        }
    }

    private static String words(String field, Object value) {
        boolean isPercent = field.endsWith("_percent") || field.contains("usage");
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, isPercent ? "%.1f %%" : "%.2f", number);
        }
        return value instanceof Long number && isBytes(field) ? bytes(number) : value.toString();
    }

    private static boolean isBytes(String field) {
        return field.contains("bytes")
                || field.startsWith("memory_")
                || List.of("total", "used", "free", "available", "in", "out").contains(field);
    }

    private static String bytes(long bytes) {
        if (bytes < 10_240) {
            return String.valueOf(bytes);
        }
        String[] units = {"KiB", "MiB", "GiB", "TiB", "PiB"};
        double count = bytes / 1024.0;
        int unit = 0;
        while (count >= 1024 && unit < units.length - 1) {
            count /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%d (%.1f %s)", bytes, count, units[unit]);
    }
}

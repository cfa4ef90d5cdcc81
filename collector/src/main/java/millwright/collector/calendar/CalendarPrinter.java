package millwright.collector.calendar;

import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.CalendarEntry.Kind;
import millwright.rules.calendar.Finding;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Prints entries of a calendar, and findings about it. The same input gives the same bytes. */
public final class CalendarPrinter {
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ISO_OFFSET_DATE_TIME;
    private static final DateTimeFormatter PEOPLE =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ENGLISH);

    private final Function<Instant, OffsetDateTime> local;
    private final Appendable out;

    public CalendarPrinter(ZoneId zone, Appendable out) {
        this(at -> at.atZone(zone).toOffsetDateTime(), out);
    }

    /**
     * @param local what the site's clock shows then
     */
    public CalendarPrinter(Function<Instant, OffsetDateTime> local, Appendable out) {
        this.local = local;
        this.out = out;
    }

    /** Columns kind, name, start, end, permitted, conflicts; the end is exclusive. */
    public void csv(List<CalendarEntry> entries) throws IOException {
        CSVPrinter csv =
                format("kind", "name", "start", "end", "permitted", "conflicts").print(out);
        for (CalendarEntry each : entries) {
            csv.printRecord(
                    each.kind().word(),
                    each.name(),
                    offset(each.span().start()),
                    offset(each.span().end()),
                    each.permitted().word(),
                    String.join(";", each.conflicts()));
        }
    }

    /** For people: local time, and what is provisional. */
    public void table(List<CalendarEntry> entries) throws IOException {
        int widest = entries.stream().mapToInt(each -> each.name().length()).max().orElse(4);
        String row = "%-8s  %-" + Math.max(4, widest) + "s  %-20s  %-20s  %-9s  %s";
        print(row.formatted("kind", "name", "start", "end", "permitted", "conflicts"));
        for (CalendarEntry each : entries) {
            print(
                    row.formatted(
                            each.kind().word(),
                            each.name(),
                            PEOPLE.format(local.apply(each.span().start())),
                            PEOPLE.format(local.apply(each.span().end())),
                            each.permitted().word(),
                            String.join(", ", each.conflicts()) + provisional(each)));
        }
    }

    /** Of a feast that nobody has confirmed, and of a window that only such a feast cuts. */
    private static String provisional(CalendarEntry entry) {
        if (!entry.provisional()) {
            return "";
        }
        boolean alone = entry.conflicts().isEmpty() || entry.kind() == Kind.FREEZE;
        return (entry.conflicts().isEmpty() ? "" : " ")
                + (alone ? "(provisional)" : "(in part provisional)");
    }

    /** Columns severity, check, subject, date, what, suggestion. */
    public void findingsCsv(List<Finding> findings) throws IOException {
        CSVPrinter csv =
                format("severity", "check", "subject", "date", "what", "suggestion").print(out);
        for (Finding each : findings) {
            csv.printRecord(
                    each.severity().word(),
                    each.check(),
                    each.subject(),
                    each.when().map(Object::toString).orElse(""),
                    each.what(),
                    each.suggestion());
        }
    }

    public void findingsTable(List<Finding> findings) throws IOException {
        for (Finding each : findings) {
            print(
                    "%-7s  %-25s  %s. %s"
                            .formatted(
                                    each.severity().word(),
                                    each.check(),
                                    each.what(),
                                    each.suggestion()));
        }
        print(summary(findings));
    }

    private static String summary(List<Finding> findings) {
        if (findings.isEmpty()) {
            return "Nothing found.";
        }
        return "%d errors, %d warnings, %d notes."
                .formatted(
                        count(findings, Finding.Severity.ERROR),
                        count(findings, Finding.Severity.WARNING),
                        count(findings, Finding.Severity.INFO));
    }

    private static long count(List<Finding> findings, Finding.Severity severity) {
        return findings.stream().filter(each -> each.severity() == severity).count();
    }

    private static CSVFormat format(String... columns) {
        return CSVFormat.DEFAULT.builder().setHeader(columns).setRecordSeparator('\n').get();
    }

    private String offset(Instant at) {
        return OFFSET.format(local.apply(at));
    }

    private void print(String line) throws IOException {
        out.append(line.stripTrailing()).append('\n');
    }
}

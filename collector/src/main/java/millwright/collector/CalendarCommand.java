package millwright.collector;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import millwright.collector.calendar.CalendarPrinter;
import millwright.collector.calendar.ICalendars;
import millwright.rules.calendar.CalendarEntry;
import millwright.rules.calendar.CalendarLint;
import millwright.rules.calendar.Finding;
import millwright.rules.calendar.MaintenanceCalendar;
import millwright.rules.calendar.Span;
import millwright.rules.calendar.StandingSchedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the policy's calendar, or what is wrong with it. */
@Command(
        name = "calendar",
        mixinStandardHelpOptions = true,
        description =
                "Print every window, blackout and freeze with its conflicts, or with --lint what is"
                        + " wrong with them. The same --from and --to give the same output.",
        footer = "Exit codes: 0 fine, 1 --strict and an error was found, 2 bad usage or policy.")
final class CalendarCommand implements Callable<Integer> {
    enum Format {
        CSV,
        ICS,
        TABLE
    }

    @Option(
            names = "--from",
            paramLabel = "D",
            description =
                    "a date, from its midnight, or a time such as 2026-03-01T12:00+03:00 (default"
                            + " today)")
    private Optional<String> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "D",
            description = "exclusive; at most ten years later (default a year later)")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "csv|ics|table",
            description = "CSV, iCalendar, or a table (default table)",
            defaultValue = "table")
    private Format format = Format.TABLE;

    @Option(
            names = "--policy",
            paramLabel = "P",
            description = "what the site has agreed on instead of the shipped policy (YAML)")
    private Optional<Path> policy = Optional.empty();

    @Option(names = "--system", paramLabel = "S", description = "only what is about this system")
    private Optional<String> system = Optional.empty();

    @Option(names = "--tasks", description = "the standing schedule too")
    private boolean tasks;

    @Option(
            names = "--lint",
            description = "print what is wrong instead: as a table, or with --format csv")
    private boolean lint;

    @Option(
            names = "--as-of",
            paramLabel = "D",
            description = "with --lint: the day from which a holiday is near (default --from)")
    private Optional<String> asOf = Optional.empty();

    @Option(names = "--strict", description = "with --lint: exit with 1 if an error is found")
    private boolean strict;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        MaintenanceCalendar calendar = MaintenanceCalendar.of(PolicyFile.read(policy).calendar());
        Span asked = asked(calendar.zone());
        PrintWriter out = spec.commandLine().getOut();
        try {
            return lint ? lint(calendar, asked, out) : print(calendar, asked, out);
        } finally {
            out.flush();
        }
    }

    private int print(MaintenanceCalendar calendar, Span asked, PrintWriter out)
            throws IOException {
        List<CalendarEntry> entries = entries(calendar, asked);
        CalendarPrinter printer = new CalendarPrinter(calendar.zone(), out);
        switch (format) {
            case CSV -> printer.csv(entries);
            case TABLE -> printer.table(entries);
            case ICS -> out.append(ICalendars.write(entries, asked.start()));
        }
        return ExitCode.OK;
    }

    private List<CalendarEntry> entries(MaintenanceCalendar calendar, Span asked) {
        List<CalendarEntry> entries =
                new ArrayList<>(
                        system.map(each -> calendar.entries(asked, each))
                                .orElseGet(() -> calendar.entries(asked)));
        if (tasks) {
            entries.addAll(new StandingSchedule(calendar).entries(asked));
            entries.sort(
                    Comparator.comparing((CalendarEntry each) -> each.span().start())
                            .thenComparing(CalendarEntry::kind)
                            .thenComparing(CalendarEntry::name));
        }
        return entries;
    }

    private int lint(MaintenanceCalendar calendar, Span asked, PrintWriter out) throws IOException {
        if (format == Format.ICS) {
            throw usage("--lint has no iCalendar form: write --format csv or table.");
        }
        Instant today = asOf.map(each -> time(each, calendar.zone())).orElse(asked.start());
        List<Finding> findings = CalendarLint.check(calendar, asked, today);
        CalendarPrinter printer = new CalendarPrinter(calendar.zone(), out);
        if (format == Format.CSV) {
            printer.findingsCsv(findings);
        } else {
            printer.findingsTable(findings);
        }
        boolean wrong =
                findings.stream().anyMatch(each -> each.severity() == Finding.Severity.ERROR);
        return strict && wrong ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private Span asked(ZoneId zone) {
        Instant start =
                from.map(each -> time(each, zone))
                        .orElseGet(() -> LocalDate.now(zone).atStartOfDay(zone).toInstant());
        Instant end =
                to.map(each -> time(each, zone))
                        .orElseGet(() -> start.atZone(zone).plusYears(1).toInstant());
        if (!start.isBefore(end)) {
            throw usage("--to %s is not after --from.".formatted(end.atZone(zone)));
        }
        if (end.isAfter(start.atZone(zone).plusYears(10).toInstant())) {
            throw usage(
                    "--to %s is more than ten years after --from. Ask for less."
                            .formatted(end.atZone(zone)));
        }
        return new Span(start, end);
    }

    private Instant time(String text, ZoneId zone) {
        try {
            return text.contains("T")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(zone).toInstant();
        } catch (DateTimeException invalid) {
            throw new ParameterException(
                    spec.commandLine(),
                    "\"%s\" is no date. Write one such as 2026-03-01 or 2026-03-01T12:00+03:00."
                            .formatted(text),
                    invalid);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
